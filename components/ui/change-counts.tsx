import { VisuallyHidden } from './visually-hidden.tsx';
import type { Change } from './diff-view.tsx';

/** "+3 −1 ~2" with the words for screen readers. */
export function ChangeCounts({ changes }: { changes: readonly Pick<Change, 'kind'>[] }) {
  const count = (kind: Change['kind']) => changes.filter((change) => change.kind === kind).length;
  const added = count('added');
  const removed = count('removed');
  const changed = count('changed');
  return (
    <span className="inline-flex gap-2 font-mono text-meta">
      <VisuallyHidden>{`${added} added, ${removed} removed, ${changed} changed`}</VisuallyHidden>
      <span aria-hidden="true" className="text-ok">
        +{added}
      </span>
      <span aria-hidden="true" className="text-failing">
        −{removed}
      </span>
      <span aria-hidden="true" className="text-warning">
        ~{changed}
      </span>
    </span>
  );
}
