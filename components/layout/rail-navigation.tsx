'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '../ui/class-names.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { isWithin, NAVIGATION, type NavigationItem } from './navigation.ts';

function RailLink({ item, current, collapsed, onFollow }: RailLinkProps) {
  const Icon = item.icon;
  const link = (
    <Link
      href={item.href}
      onClick={onFollow}
      aria-current={current ? 'page' : undefined}
      aria-label={collapsed ? item.label : undefined}
      className={cn(
        'flex h-8 items-center gap-2.5 rounded-md px-2 transition-colors focus-visible:-outline-offset-2',
        collapsed && 'justify-center',
        current ? 'bg-pressed font-medium text-ink' : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      <Icon className={cn('size-4 shrink-0', current && 'text-accent')} aria-hidden="true" />
      {collapsed ? null : item.label}
    </Link>
  );
  return collapsed ? (
    <Tooltip content={item.label} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}

interface RailLinkProps {
  item: NavigationItem;
  current: boolean;
  collapsed: boolean;
  onFollow?: () => void;
}

/** The destinations of the workspace. `onFollow` lets a drawer close behind the link. */
export function RailNavigation({ collapsed = false, onFollow }: { collapsed?: boolean; onFollow?: () => void }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Workspace" className="grid gap-px">
      {NAVIGATION.map((group, index) => (
        <ul key={group[0]?.href} className={cn('grid gap-px', index > 0 && 'mt-3 border-t border-line pt-3')}>
          {group.map((item) => (
            <li key={item.href}>
              <RailLink item={item} current={isWithin(pathname, item.href)} collapsed={collapsed} onFollow={onFollow} />
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}
