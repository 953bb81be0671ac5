'use client';

import { ChevronRight, ListTree, Search } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { OperationGroup } from '#core/portal/reference-document.ts';
import { Button } from '../ui/button.tsx';
import { cn } from '../ui/class-names.ts';
import { Input } from '../ui/input.tsx';
import { MethodBadge } from '../ui/method-badge.tsx';
import { filterOperations } from './filter-operations.ts';

/** From this many operations on, only the group that one is in is unfolded. */
const foldFrom = 100;

export interface OperationNavigationProps {
  /** The API's first page; operations are below it. */
  href: string;
  apiName: string;
  groups: readonly OperationGroup[];
}

/** The operations of an API with a filter; folded away on narrow windows until asked for. */
export function OperationNavigation({ href, apiName, groups }: OperationNavigationProps) {
  const pathname = usePathname();
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const nav = useRef<HTMLElement>(null);
  const shown = filterOperations(groups, text);
  const count = countOf(shown);
  const isFolding = text === '' && countOf(groups) >= foldFrom;

  // Once, on arrival: later the list stays where its reader left it.
  useEffect(() => {
    void nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, []);

  return (
    <nav ref={nav} aria-label={`Operations of ${apiName}`} className="grid min-w-0 gap-3">
      <Button
        className="justify-self-start md:hidden"
        icon={<ListTree aria-hidden="true" />}
        aria-expanded={open}
        aria-controls={listId}
        onClick={() => setOpen(!open)}
      >
        {open ? 'Hide operations' : 'Browse operations'}
      </Button>
      <div
        id={listId}
        className={cn('grid min-w-0 grid-cols-1', isFolding ? 'gap-1' : 'gap-3', !open && 'max-md:hidden')}
      >
        <Input
          type="search"
          aria-label="Filter operations"
          placeholder="Filter operations"
          before={<Search aria-hidden="true" />}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <p aria-live="polite" className="sr-only">
          {text === '' ? '' : `${count} operations`}
        </p>
        <NavigationLink href={href} current={pathname === href} onFollow={() => setOpen(false)}>
          Overview
        </NavigationLink>
        {shown.map((group) => (
          <NavigationGroup
            key={group.name}
            href={href}
            group={group}
            pathname={pathname}
            isFolding={isFolding}
            onFollow={() => setOpen(false)}
          />
        ))}
        {count === 0 && text !== '' ? <p className="px-2 text-muted">No operation matches “{text}”.</p> : null}
      </div>
    </nav>
  );
}

function countOf(groups: readonly OperationGroup[]): number {
  return groups.reduce((sum, group) => sum + group.operations.length, 0);
}

interface NavigationGroupProps {
  href: string;
  group: OperationGroup;
  pathname: string;
  isFolding: boolean;
  onFollow: () => void;
}

function NavigationGroup({ href, group, pathname, isFolding, onFollow }: NavigationGroupProps) {
  const holdsCurrent = group.operations.some((operation) => pathname === `${href}/${operation.slug}`);
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const isOpen = !isFolding || (unfolded ?? holdsCurrent);
  return (
    <div role="group" aria-label={group.name} className="min-w-0">
      {isFolding ? (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setUnfolded(!isOpen)}
          className="flex min-h-7 w-full items-center gap-1 rounded-md px-2 text-left text-meta font-medium text-muted transition-colors hover:bg-hover hover:text-ink focus-visible:-outline-offset-2"
        >
          <ChevronRight
            className={cn('-ml-1 size-3.5 shrink-0 transition-transform', isOpen && 'rotate-90')}
            aria-hidden="true"
          />
          <span className="min-w-0 grow break-words">{group.name}</span>
          <span className="text-faint">{group.operations.length}</span>
        </button>
      ) : (
        <p aria-hidden="true" className="px-2 pb-1 text-meta font-medium break-words text-muted">
          {group.name}
        </p>
      )}
      {isOpen ? (
        <ul className="grid grid-cols-1 gap-px">
          {group.operations.map((operation) => (
            <li key={operation.slug}>
              <NavigationLink
                href={`${href}/${operation.slug}`}
                current={pathname === `${href}/${operation.slug}`}
                onFollow={onFollow}
              >
                <span className={cn('min-w-0 grow truncate', operation.deprecated && 'line-through')}>
                  {operation.title}
                </span>
                <MethodBadge method={operation.httpMethod} className="h-4 px-1" />
              </NavigationLink>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

interface NavigationLinkProps {
  href: string;
  current: boolean;
  onFollow: () => void;
  children: ReactNode;
}

function NavigationLink({ href, current, onFollow, children }: NavigationLinkProps) {
  return (
    <Link
      href={href}
      // A thousand operations in view would otherwise be a thousand requests.
      prefetch={false}
      onClick={onFollow}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'flex min-h-7 min-w-0 items-center gap-2 rounded-md px-2 transition-colors focus-visible:-outline-offset-2',
        current ? 'bg-pressed font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      {children}
    </Link>
  );
}
