import { Check, CircleAlert, CornerDownLeft, Minus, type LucideIcon } from 'lucide-react';
import type { PhaseTrace, TestResult } from '#core/telemetry/trace.ts';
import { Banner } from '../ui/banner.tsx';
import { cn } from '../ui/class-names.ts';
import { CodeBlock } from '../ui/code.tsx';
import { Section } from '../ui/section.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';

const OUTCOME: Record<PhaseTrace['outcome'], { icon: LucideIcon; word: string; style: string }> = {
  passed: { icon: Check, word: 'Passed', style: 'text-ok' },
  skipped: { icon: Minus, word: 'Nothing to do', style: 'text-faint' },
  answered: { icon: CornerDownLeft, word: 'Answered', style: 'text-accent' },
  failed: { icon: CircleAlert, word: 'Failed', style: 'text-failing' },
};

function headerText(rawHeaders: readonly string[]): string {
  const lines: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  return lines.join('\n');
}

function readableBody({ body, bodyEncoding }: TestResult): string {
  if (bodyEncoding === 'base64') return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function Phase({ phase }: { phase: PhaseTrace }) {
  const { icon: Icon, word, style } = OUTCOME[phase.outcome];
  const details = Object.entries(phase.detail);
  const line = (
    <span className="flex min-w-0 grow items-baseline gap-2">
      <Icon className={cn('size-4 shrink-0 self-center', style)} aria-hidden="true" />
      <span className="sr-only">{word}:</span>
      <span className="w-32 shrink-0 font-mono text-meta">{phase.phase}</span>
      <span className="min-w-0 grow break-words">{phase.summary}</span>
      <span className="shrink-0 text-meta text-muted">{phase.durationMs.toFixed(2)} ms</span>
    </span>
  );
  if (details.length === 0) return <li className="flex px-3 py-2">{line}</li>;
  return (
    <li>
      <details>
        <summary className="flex cursor-pointer px-3 py-2 hover:bg-hover">{line}</summary>
        <div className="grid gap-2 px-3 pb-3">
          {details.map(([name, text]) => (
            <CodeBlock key={name} title={name} code={text} wrap maxHeightPx={240} />
          ))}
        </div>
      </details>
    </li>
  );
}

/** The answer of a test call, and how it came about phase by phase. */
export function TestResultView({ result }: { result: TestResult }) {
  return (
    <div className="grid gap-5">
      <Section
        title={
          <span className="flex items-center gap-2" role="status">
            <StatusBadge status={result.status} />
            <span className="text-body font-normal text-muted">
              {result.latencyMs.toFixed(1)} ms on {result.nodeName}
            </span>
          </span>
        }
      >
        <div className="grid gap-3">
          <CodeBlock
            title={result.bodyEncoding === 'base64' ? 'Body, as base64' : 'Body'}
            code={readableBody(result)}
            maxHeightPx={320}
          />
          {result.truncated ? <Banner>The body is longer; this is its beginning.</Banner> : null}
          <CodeBlock title="Headers" code={headerText(result.rawHeaders)} maxHeightPx={200} />
        </div>
      </Section>
      <Section title="How it came about" boxed="flush">
        <ol className="divide-y divide-line">
          {result.phases.map((phase, index) => (
            <Phase key={`${phase.phase} ${index}`} phase={phase} />
          ))}
        </ol>
      </Section>
    </div>
  );
}
