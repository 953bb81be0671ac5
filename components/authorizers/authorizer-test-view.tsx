import type { AuthorizerTestResult } from '#core/authorizers/test-result.ts';
import { CodeBlock } from '../ui/code.tsx';
import { Facts } from '../ui/facts.tsx';
import { Section } from '../ui/section.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';

function readable(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

function Values({ title, values }: { title: string; values: Readonly<Record<string, string>> }) {
  const entries = Object.entries(values);
  if (entries.length === 0) return null;
  return (
    <div className="grid gap-1.5">
      <h3 className="font-medium">{title}</h3>
      <Facts
        facts={entries.map(([label, value]) => ({
          label,
          value: <span className="font-mono break-all">{value}</span>,
        }))}
      />
    </div>
  );
}

/** A policy is asked again for each method, so that a test shows it and leaves its judgement to the reader. */
function outcomeText({ clientStatus, policy }: AuthorizerTestResult): string {
  if (clientStatus !== 200) return `The caller gets ${clientStatus}`;
  return policy === null ? 'The token is accepted' : 'It answered with a policy';
}

/** What an authorizer said of a request, and why. */
export function AuthorizerTestView({ result }: { result: AuthorizerTestResult }) {
  const { clientStatus, principalId, policy, context, claims, log, latencyMs, nodeName } = result;
  return (
    <Section
      title={
        <span className="flex flex-wrap items-center gap-2" role="status">
          <StatusBadge status={clientStatus} />
          {outcomeText(result)}
          <span className="text-body font-normal text-muted">
            {latencyMs.toFixed(1)} ms on {nodeName}
          </span>
        </span>
      }
    >
      <div className="grid gap-4">
        {principalId === null ? null : (
          <Facts facts={[{ label: 'Principal', value: <span className="font-mono break-all">{principalId}</span> }]} />
        )}
        <Values title="Claims" values={claims} />
        <Values title="Below $context.authorizer" values={context} />
        {policy === null ? null : (
          <CodeBlock title="Policy, which decides for each method" code={readable(policy)} maxHeightPx={260} />
        )}
        <CodeBlock title="Log" code={log} wrap maxHeightPx={320} />
      </div>
    </Section>
  );
}
