import { Banner } from '../ui/banner.tsx';
import { CodeBlock } from '../ui/code.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Facts } from '../ui/facts.tsx';

export interface NewPair {
  accessKeyId: string;
  secretAccessKey: string;
}

/** A call that is signed with the pair, as a shell runs it. The secret comes from the environment. */
function curlSnippet(accessKeyId: string): string {
  return [
    'curl --aws-sigv4 "aws:amz:us-east-1:execute-api" \\',
    `  --user "${accessKeyId}:$SECRET_ACCESS_KEY" \\`,
    '  "$STAGE_ADDRESS/path"',
  ].join('\n');
}

/** A new pair, the one time that its secret is shown, and how to sign with it. */
export function AccessKeySecret({ pair }: { pair: NewPair }) {
  return (
    <div className="grid gap-4">
      <Banner tone="warning" title="Copy the secret now">
        It is not shown again, to anyone. A lost secret is replaced by another key.
      </Banner>
      <Facts
        facts={[{ label: 'Access key id', value: <Copyable value={pair.accessKeyId} label="Copy access key id" /> }]}
      />
      <CodeBlock title="Secret access key" code={pair.secretAccessKey} wrap />
      <CodeBlock title="Call a method with AWS IAM authorization" code={curlSnippet(pair.accessKeyId)} />
      <p className="text-meta text-muted">
        SECRET_ACCESS_KEY is the secret, STAGE_ADDRESS the address on the page of a stage. Any AWS SDK signs with the
        pair too, for the service execute-api.
      </p>
    </div>
  );
}
