'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef, type ReactNode } from 'react';
import { cn } from './class-names.ts';
import { activeTabStyle, tabListStyle, tabStyle } from './tab-style.ts';

export interface LinkTab {
  href: string;
  label: ReactNode;
  count?: number;
  /** The tab is current only at exactly this path, not at the pages below it. */
  exact?: boolean;
}

export interface LinkTabsProps {
  label: string;
  tabs: readonly LinkTab[];
  className?: string;
}

/** Tabs that are pages: links in a navigation landmark, the current one marked. */
export function LinkTabs({ label, tabs, className }: LinkTabsProps) {
  const pathname = usePathname();
  const list = useRef<HTMLElement>(null);

  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (list.current && current) list.current.scrollLeft = current.offsetLeft - list.current.clientWidth / 2;
  }, [pathname]);

  return (
    <nav ref={list} aria-label={label} className={cn(tabListStyle, className)}>
      {tabs.map((tab) => {
        const current = pathname === tab.href || (!tab.exact && pathname.startsWith(`${tab.href}/`));
        return (
          <Link
            key={tab.href}
            href={tab.href}
            aria-current={current ? 'page' : undefined}
            className={cn(tabStyle, current && activeTabStyle)}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="text-meta font-normal text-muted">{tab.count}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
