import type { Outputs } from '../trpc.ts';
import { CodeBlock } from '../ui/code.tsx';
import { Section } from '../ui/section.tsx';
import { installCommands, usageCode } from './sdk-snippets.ts';

export interface SdkUsageProps {
  language: Outputs['sdks']['options']['languages'][number];
  packageName: string;
  version: string;
}

/** How the package gets into a project, and a first call with it. */
export function SdkUsage({ language, packageName, version }: SdkUsageProps) {
  return (
    <Section title="Use it" description="The package has no dependencies and checks under strict TypeScript." boxed>
      <div className="grid gap-3">
        <CodeBlock title="In a project, beside the zip" code={installCommands(packageName, version)} />
        <CodeBlock title="TypeScript" code={usageCode(language, packageName)} />
        <p className="text-meta text-muted">
          The key is sent as x-api-key; give another one with the setting apiKey. A key opens the stages of its usage
          plans and nothing else.
        </p>
      </div>
    </Section>
  );
}
