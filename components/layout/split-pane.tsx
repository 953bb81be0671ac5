'use client';

import {
  useRef,
  useState,
  useSyncExternalStore,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { cn } from '../ui/class-names.ts';

export interface SplitPaneProps {
  /** What the divider moves: "Width of the resource tree". */
  label: string;
  first: ReactNode;
  second: ReactNode;
  /** `columns`: side by side, the first pane has a width; `rows`: one above the other, it has a height. */
  direction?: 'columns' | 'rows';
  /** Sizes of the first pane, in px. */
  initialPx: number;
  minPx?: number;
  maxPx?: number;
  /** Under this key the browser keeps the size. */
  storageKey?: string;
  className?: string;
}

const STEP_PX = 16;

function noChanges(): () => void {
  return () => undefined;
}

function storedSize(storageKey: string | undefined): number | null {
  if (!storageKey) return null;
  const size = Number(window.localStorage.getItem(storageKey) ?? Number.NaN);
  return Number.isFinite(size) && size > 0 ? size : null;
}

/** Two panes with a divider that a hand or the arrow keys can move. Below 900 px columns stand one above the other. */
export function SplitPane({
  label,
  first,
  second,
  direction = 'columns',
  initialPx,
  minPx = 160,
  maxPx = 640,
  storageKey,
  className,
}: SplitPaneProps) {
  const columns = direction === 'columns';
  const remembered = useSyncExternalStore(
    noChanges,
    () => storedSize(storageKey),
    () => null,
  );
  const [chosenPx, setChosenPx] = useState<number | null>(null);
  const drag = useRef<{ from: number; sizePx: number } | null>(null);
  const sizePx = clamp(chosenPx ?? remembered ?? initialPx);

  function clamp(px: number): number {
    return Math.min(maxPx, Math.max(minPx, px));
  }
  function resize(px: number) {
    const next = clamp(px);
    setChosenPx(next);
    if (storageKey) window.localStorage.setItem(storageKey, String(next));
  }
  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, number> = columns
      ? { ArrowLeft: -STEP_PX, ArrowRight: STEP_PX }
      : { ArrowUp: -STEP_PX, ArrowDown: STEP_PX };
    const step = steps[event.key];
    if (step !== undefined) resize(sizePx + step);
    else if (event.key === 'Home') resize(minPx);
    else if (event.key === 'End') resize(maxPx);
    else return;
    event.preventDefault();
  }
  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: columns ? event.clientX : event.clientY, sizePx };
  }
  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    if (!drag.current) return;
    resize(drag.current.sizePx + (columns ? event.clientX : event.clientY) - drag.current.from);
  }
  function endDrag() {
    drag.current = null;
  }

  return (
    <div className={cn('flex min-h-0 min-w-0 flex-1', columns ? 'max-md:flex-col' : 'flex-col', className)}>
      <div
        style={{ '--pane': `${sizePx}px` } as CSSProperties}
        className={cn('min-h-0 min-w-0 shrink-0 overflow-auto', columns ? 'md:w-(--pane)' : 'h-(--pane)')}
      >
        {first}
      </div>
      <div
        role="separator"
        aria-label={label}
        aria-orientation={columns ? 'vertical' : 'horizontal'}
        aria-valuenow={sizePx}
        aria-valuemin={minPx}
        aria-valuemax={maxPx}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={endDrag}
        onPointerCancel={endDrag}
        onDoubleClick={() => resize(initialPx)}
        className={cn(
          'relative z-1 shrink-0 touch-none bg-line transition-colors after:absolute hover:bg-accent-solid focus-visible:bg-accent-solid focus-visible:outline-none',
          columns
            ? 'w-px cursor-col-resize after:inset-y-0 after:-inset-x-1.5 max-md:hidden'
            : 'h-px cursor-row-resize after:inset-x-0 after:-inset-y-1.5',
        )}
      />
      <div className="min-h-0 min-w-0 flex-1 overflow-auto">{second}</div>
    </div>
  );
}
