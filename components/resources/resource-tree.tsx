'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight, KeyRound } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { cn } from '../ui/class-names.ts';
import { MethodBadge } from '../ui/method-badge.tsx';
import { parentRowKey, type TreeRow } from './tree-rows.ts';

const ROW_PX = 32;
const INDENT_PX = 14;

export interface ResourceTreeProps {
  rows: readonly TreeRow[];
  /** The row that the page shows. */
  selectedKey: string | null;
  onSelect: (row: TreeRow) => void;
  onToggle: (resourceId: string, expanded: boolean) => void;
}

function ResourceLine({ row, onToggle }: { row: Extract<TreeRow, { kind: 'resource' }>; onToggle: () => void }) {
  const Arrow = row.expanded ? ChevronDown : ChevronRight;
  return (
    <>
      <span className="flex size-4 shrink-0 items-center justify-center text-muted">
        {row.expandable ? (
          <Arrow
            className="size-4"
            aria-hidden="true"
            onClick={(event) => {
              event.stopPropagation();
              onToggle();
            }}
          />
        ) : null}
      </span>
      <span className="min-w-0 truncate font-mono" title={row.resource.path}>
        {row.depth === 0 ? '/' : `/${row.resource.pathPart}`}
      </span>
    </>
  );
}

/** A method's line is named by what it shows, in the order in which it shows it, and then by its path. */
function MethodLine({ row }: { row: Extract<TreeRow, { kind: 'method' }> }) {
  const { httpMethod, operationName, apiKeyRequired } = row.method;
  return (
    <>
      <MethodBadge method={httpMethod} fixed />
      <span className="min-w-0 grow truncate text-muted" title={operationName ?? undefined}>
        {operationName}
      </span>
      {apiKeyRequired ? <KeyRound className="size-3.5 shrink-0 text-muted" aria-label="Needs an API key" /> : null}
      <span className="sr-only">{row.resource.path}</span>
    </>
  );
}

/** The resources and methods of an API as a tree of any size: only the lines in sight exist. */
export function ResourceTree({ rows, selectedKey, onSelect, onToggle }: ResourceTreeProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    getItemKey: (index) => rows[index]?.key ?? index,
  });
  const activeKey = rows.some(({ key }) => key === focusKey) ? focusKey : (selectedKey ?? rows[0]?.key ?? null);

  function focusRow(index: number) {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (!row) return;
    setFocusKey(row.key);
    virtual.scrollToIndex(rows.indexOf(row));
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(row.key)}"]`)?.focus(),
    );
  }
  function onKeyDown(event: KeyboardEvent) {
    const at = rows.findIndex(({ key }) => key === activeKey);
    const row = rows[at];
    if (!row) return;
    const open = row.kind === 'resource' && row.expandable && row.expanded;
    const closed = row.kind === 'resource' && row.expandable && !row.expanded;
    const moves: Record<string, () => void> = {
      ArrowDown: () => focusRow(at + 1),
      ArrowUp: () => focusRow(at - 1),
      Home: () => focusRow(0),
      End: () => focusRow(rows.length - 1),
      ArrowRight: () => (closed ? onToggle(row.resource.id, true) : focusRow(at + 1)),
      ArrowLeft: () =>
        open ? onToggle(row.resource.id, false) : focusRow(rows.findIndex(({ key }) => key === parentRowKey(row))),
      Enter: () => onSelect(row),
      ' ': () => onSelect(row),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label="Resources"
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 overflow-auto"
    >
      <div role="presentation" style={{ height: virtual.getTotalSize() }} className="relative">
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          const selected = row.key === selectedKey;
          return (
            <div
              key={key}
              role="treeitem"
              data-key={row.key}
              aria-label={row.kind === 'resource' ? row.resource.path : undefined}
              aria-level={row.depth + 1}
              aria-selected={selected}
              aria-expanded={row.kind === 'resource' && row.expandable ? row.expanded : undefined}
              tabIndex={row.key === activeKey ? 0 : -1}
              onClick={() => {
                setFocusKey(row.key);
                onSelect(row);
              }}
              onFocus={() => setFocusKey(row.key)}
              style={{ transform: `translateY(${start}px)`, height: ROW_PX, paddingLeft: 8 + row.depth * INDENT_PX }}
              className={cn(
                'absolute inset-x-0 top-0 flex cursor-default items-center gap-1.5 pr-2 focus-visible:-outline-offset-2',
                selected ? 'bg-accent-soft' : 'hover:bg-hover',
              )}
            >
              {row.kind === 'resource' ? (
                <ResourceLine row={row} onToggle={() => onToggle(row.resource.id, !row.expanded)} />
              ) : (
                <MethodLine row={row} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
