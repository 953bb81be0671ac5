'use client';

import { Menu as MenuIcon, PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { BrandMark } from '../ui/brand-mark.tsx';
import { cn } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { PREFERENCE, writePreference } from '../ui/preference-cookie.ts';
import { NavigationDrawer } from './navigation-drawer.tsx';
import { RailNavigation } from './rail-navigation.tsx';
import { MAIN_ID, SkipLink } from './skip-link.tsx';
import { UserMenu, type SignedInUser } from './user-menu.tsx';
import { WorkspaceSwitch, type WorkspaceChoice } from './workspace-switch.tsx';

export interface AppShellProps {
  workspaces: readonly WorkspaceChoice[];
  currentWorkspaceId: string;
  user: SignedInUser;
  onSwitchWorkspace: (workspaceId: string) => void;
  onSignOut: () => void;
  /** Opens the command palette, which the caller renders. */
  onOpenPalette: () => void;
  /** From the cookie, so that the rail has its width at the first paint. */
  initiallyCollapsed?: boolean;
  /** The command palette and the tray of tasks. */
  overlays?: ReactNode;
  children: ReactNode;
}

function PaletteButton({ collapsed, onOpen }: { collapsed: boolean; onOpen: () => void }) {
  if (collapsed) {
    return <IconButton label="Search and commands" icon={<Search aria-hidden="true" />} onClick={onOpen} />;
  }
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex h-8 w-full items-center gap-2 rounded-md border border-line bg-canvas px-2 text-muted transition-colors hover:border-line-strong"
    >
      <Search className="size-4" aria-hidden="true" />
      <span className="grow text-left">Search</span>
      <Kbd>Ctrl K</Kbd>
    </button>
  );
}

export function AppShell({
  workspaces,
  currentWorkspaceId,
  user,
  onSwitchWorkspace,
  onSignOut,
  onOpenPalette,
  initiallyCollapsed = false,
  overlays,
  children,
}: AppShellProps) {
  const [collapsed, setCollapsed] = useState(initiallyCollapsed);
  const [drawerOpen, setDrawerOpen] = useState(false);
  const workspace = { workspaces, currentId: currentWorkspaceId, onSwitch: onSwitchWorkspace };

  function toggleRail() {
    setCollapsed(!collapsed);
    writePreference(PREFERENCE.rail, collapsed ? 'open' : 'collapsed');
  }

  return (
    <div className="flex min-h-dvh max-md:flex-col">
      <SkipLink />
      <aside
        aria-label="Rail"
        className={cn(
          'sticky top-0 flex h-dvh shrink-0 flex-col gap-3 border-r border-line bg-subtle p-3 transition-[width] max-md:hidden',
          collapsed ? 'w-15' : 'w-58',
        )}
      >
        <WorkspaceSwitch {...workspace} collapsed={collapsed} />
        <PaletteButton collapsed={collapsed} onOpen={onOpenPalette} />
        <div className="-mx-3 min-h-0 grow overflow-y-auto px-3">
          <RailNavigation collapsed={collapsed} />
        </div>
        <div className={cn('flex gap-1', collapsed && 'flex-col items-center')}>
          <div className="min-w-0 grow">
            <UserMenu user={user} onSignOut={onSignOut} collapsed={collapsed} />
          </div>
          <IconButton
            label={collapsed ? 'Expand the rail' : 'Collapse the rail'}
            icon={collapsed ? <PanelLeftOpen aria-hidden="true" /> : <PanelLeftClose aria-hidden="true" />}
            aria-expanded={!collapsed}
            onClick={toggleRail}
          />
        </div>
      </aside>
      <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-b border-line bg-subtle px-2 md:hidden">
        <IconButton
          label="Open navigation"
          icon={<MenuIcon aria-hidden="true" />}
          onClick={() => setDrawerOpen(true)}
        />
        <Link href="/apis" className="flex items-center gap-2 font-medium">
          <BrandMark className="size-5" />
          Sluice
        </Link>
        <span className="grow" />
        <IconButton label="Search and commands" icon={<Search aria-hidden="true" />} onClick={onOpenPalette} />
      </header>
      <NavigationDrawer open={drawerOpen} onOpenChange={setDrawerOpen}>
        <WorkspaceSwitch {...workspace} />
        <RailNavigation onFollow={() => setDrawerOpen(false)} />
        <span className="grow" />
        <UserMenu user={user} onSignOut={onSignOut} />
      </NavigationDrawer>
      <main id={MAIN_ID} tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
        {children}
      </main>
      {overlays}
    </div>
  );
}
