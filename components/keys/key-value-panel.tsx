import { Banner } from '../ui/banner.tsx';
import { CodeBlock } from '../ui/code.tsx';

/** A key's value, the one time that it is shown. */
export function KeyValuePanel({ value, note }: { value: string; note: string }) {
  return (
    <div className="grid gap-3">
      <Banner tone="warning" title="Copy the value now">
        {note}
      </Banner>
      <CodeBlock code={value} title="x-api-key" wrap />
    </div>
  );
}
