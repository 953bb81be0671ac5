'use client';

import { ArrowDown, ArrowUp, ChevronsUpDown, Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Checkbox } from '../ui/checkbox.tsx';
import { cn } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import { HIDE_BELOW, nextSort, type Column, type Sort } from './column.ts';
import { SelectionBar } from './selection-bar.tsx';

export interface Selection {
  keys: ReadonlySet<string>;
  onChange: (keys: Set<string>) => void;
  /** The buttons of the bar, for the rows that are selected. */
  actions: (keys: ReadonlySet<string>) => ReactNode;
}

export interface DataTableProps<Row> {
  /** The name of the table. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** A row's name in words, for its checkbox and menu. */
  rowName: (row: Row) => string;
  /** Where a row leads; its first cell is the link, the whole row its target. */
  rowHref?: (row: Row) => string;
  /** Instead of a page: what a row opens, such as a drawer. */
  onRowOpen?: (row: Row) => void;
  /** Which rows lead anywhere; all of them when absent. The others are plain text. */
  mayOpen?: (row: Row) => boolean;
  rowMenu?: (row: Row) => readonly MenuItem[];
  sort?: Sort | null;
  onSortChange?: (sort: Sort) => void;
  selection?: Selection;
  /** The row that is open in a drawer. */
  currentKey?: string;
  /** New rows are on their way; the old ones stay, paler. */
  refreshing?: boolean;
}

const ROW_TARGET =
  'after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus';

function moveRowFocus(event: KeyboardEvent<HTMLTableElement>, table: HTMLTableElement | null) {
  if (!table || !['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return;
  const targets = [...table.querySelectorAll<HTMLElement>('[data-row-target]')];
  const at = targets.findIndex((target) => target === document.activeElement);
  if (at < 0) return;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: targets.length - 1 }[event.key] ?? at;
  const target = targets[Math.min(targets.length - 1, Math.max(0, next))];
  event.preventDefault();
  target?.focus();
  target?.scrollIntoView({ block: 'nearest' });
}

function SortHeader({
  column,
  sort,
  onSort,
}: {
  column: Column<never>;
  sort: Sort | null;
  onSort: (sort: Sort) => void;
}) {
  const active = sort?.key === column.key;
  const Icon = !active ? ChevronsUpDown : sort.direction === 'asc' ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={() => onSort(nextSort(sort, column.key))}
      className="-mx-1 inline-flex h-6 items-center gap-1 rounded-sm px-1 hover:text-ink"
    >
      {column.header}
      <Icon className={cn('size-3', active ? 'text-ink' : 'text-faint')} aria-hidden="true" />
    </button>
  );
}

export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  rowName,
  rowHref,
  onRowOpen,
  mayOpen = () => true,
  rowMenu,
  sort = null,
  onSortChange,
  selection,
  currentKey,
  refreshing = false,
}: DataTableProps<Row>) {
  const table = useRef<HTMLTableElement>(null);
  const keys = rows.map(rowKey);
  const selectedHere = selection ? keys.filter((key) => selection.keys.has(key)).length : 0;
  const allState = selectedHere === 0 ? false : selectedHere === keys.length ? true : ('indeterminate' as const);

  function select(changed: readonly string[], checked: boolean) {
    if (!selection) return;
    const next = new Set(selection.keys);
    for (const key of changed) {
      if (checked) next.add(key);
      else next.delete(key);
    }
    selection.onChange(next);
  }

  function firstCell(row: Row, content: ReactNode) {
    if (!mayOpen(row)) return content;
    const shared = { 'data-row-target': '', className: cn('rounded-sm font-medium text-ink', ROW_TARGET) };
    if (rowHref) {
      return (
        <Link href={rowHref(row)} {...shared}>
          {content}
        </Link>
      );
    }
    if (onRowOpen) {
      return (
        <button type="button" onClick={() => onRowOpen(row)} {...shared} className={cn(shared.className, 'text-left')}>
          {content}
        </button>
      );
    }
    return content;
  }

  return (
    <div className="relative min-w-0">
      <div className="overflow-x-auto rounded-md border border-line">
        <table
          ref={table}
          aria-label={label}
          aria-busy={refreshing || undefined}
          onKeyDown={(event) => moveRowFocus(event, table.current)}
          className={cn('w-full border-collapse text-left transition-opacity', refreshing && 'opacity-60')}
        >
          <thead className="bg-subtle text-meta text-muted">
            <tr className="h-8 border-b border-line">
              {selection ? (
                <th scope="col" className="w-10 pl-3">
                  <Checkbox
                    aria-label="Select all rows of this page"
                    checked={allState}
                    onCheckedChange={(checked) => select(keys, checked === true)}
                  />
                </th>
              ) : null}
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  style={{ width: column.width }}
                  aria-sort={
                    sort?.key === column.key ? (sort.direction === 'asc' ? 'ascending' : 'descending') : undefined
                  }
                  className={cn(
                    'px-3 font-medium whitespace-nowrap',
                    column.align === 'end' && 'text-right',
                    column.hideBelow && HIDE_BELOW[column.hideBelow],
                  )}
                >
                  {column.sortable && onSortChange ? (
                    <SortHeader column={column as Column<never>} sort={sort} onSort={onSortChange} />
                  ) : (
                    column.header
                  )}
                </th>
              ))}
              {rowMenu ? (
                <th scope="col" className="w-10">
                  <span className="sr-only">Actions</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const key = rowKey(row);
              const selected = selection?.keys.has(key) ?? false;
              return (
                <tr
                  key={key}
                  aria-selected={selection ? selected : undefined}
                  className={cn(
                    'relative h-9 border-b border-line last:border-b-0',
                    (rowHref || onRowOpen) && mayOpen(row) && 'hover:bg-hover',
                    (selected || key === currentKey) && 'bg-accent-soft hover:bg-accent-soft',
                  )}
                >
                  {selection ? (
                    <td className="relative z-1 pl-3">
                      <Checkbox
                        aria-label={`Select ${rowName(row)}`}
                        checked={selected}
                        onCheckedChange={(checked) => select([key], checked === true)}
                      />
                    </td>
                  ) : null}
                  {columns.map((column, index) => (
                    <td
                      key={column.key}
                      className={cn(
                        'max-w-64 truncate px-3 py-1 md:max-w-0',
                        column.width && 'md:max-w-none',
                        column.align === 'end' && 'text-right',
                        column.mono && 'font-mono',
                        column.hideBelow && HIDE_BELOW[column.hideBelow],
                      )}
                    >
                      {index === 0 ? firstCell(row, column.cell(row)) : column.cell(row)}
                    </td>
                  ))}
                  {rowMenu ? (
                    <td className="relative z-1 pr-1 text-right">
                      <Menu
                        items={rowMenu(row)}
                        trigger={
                          <IconButton
                            size="sm"
                            label={`Actions for ${rowName(row)}`}
                            tooltip={false}
                            icon={<Ellipsis aria-hidden="true" />}
                          />
                        }
                      />
                    </td>
                  ) : null}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {selection && selection.keys.size > 0 ? (
        <SelectionBar count={selection.keys.size} onClear={() => selection.onChange(new Set())}>
          {selection.actions(selection.keys)}
        </SelectionBar>
      ) : null}
    </div>
  );
}
