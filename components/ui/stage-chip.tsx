import Link from 'next/link';
import { cn } from './class-names.ts';
import { StateDot, type HealthState } from './state-dot.tsx';

export interface StageChipProps {
  stageName: string;
  /** The number of the deployment the stage points to; none yet when absent. */
  version?: number | null;
  canary?: { version: number; weightPercent: number } | null;
  /** Whether the nodes run what the stage points to, and the same in words ("Live on 3 of 3 nodes"). */
  nodeState: HealthState;
  nodeText: string;
  href?: string;
}

const CHIP =
  'inline-flex h-7 shrink-0 align-middle items-center overflow-hidden rounded-md border border-line bg-raised text-meta';

export function StageChip({ stageName, version, canary, nodeState, nodeText, href }: StageChipProps) {
  const content = (
    <>
      <span className="flex items-center gap-1.5 px-2">
        <StateDot state={nodeState} label={nodeText} className="size-2" />
        <span className="font-medium text-ink">{stageName}</span>
        <span className="font-mono text-muted">{version == null ? 'not deployed' : `v${version}`}</span>
      </span>
      {canary ? (
        <span className="flex h-full items-center gap-1.5 border-l border-canary-line bg-canary-soft px-2 text-canary">
          canary
          <span className="font-mono">v{canary.version}</span>
          <span>{canary.weightPercent} %</span>
        </span>
      ) : null}
    </>
  );
  if (!href) return <span className={CHIP}>{content}</span>;
  return (
    <Link
      href={href}
      title={nodeText}
      className={cn(CHIP, 'transition-colors hover:border-line-strong hover:bg-hover')}
    >
      {content}
    </Link>
  );
}
