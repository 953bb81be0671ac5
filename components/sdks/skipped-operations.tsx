import type { Outputs } from '../trpc.ts';

const SHOWN = 20;

/** What an SDK leaves out, and why. */
export function SkippedOperations({ skipped }: { skipped: Outputs['sdks']['options']['skipped'] }) {
  if (skipped.length === 0) return null;
  const rest = skipped.length - SHOWN;
  return (
    <details className="mt-4 border-t border-line pt-3">
      <summary className="cursor-pointer">
        {skipped.length === 1 ? '1 operation is left out' : `${skipped.length} operations are left out`}
      </summary>
      <ul className="mt-2 grid gap-1.5 text-meta">
        {skipped.slice(0, SHOWN).map(({ operation, reason }) => (
          <li key={operation}>
            <span className="font-mono">{operation}</span>: <span className="text-muted">{reason}</span>
          </li>
        ))}
        {rest > 0 ? <li className="text-muted">and {rest} more; the package’s README names them all</li> : null}
      </ul>
    </details>
  );
}
