'use client';

import { signOut } from 'next-auth/react';
import { useState, type ReactNode } from 'react';
import { AppShell } from '../layout/app-shell.tsx';
import { CommandPalette } from '../layout/command-palette.tsx';
import { goToCommands } from '../layout/go-to-commands.tsx';
import { ConsoleTasks } from './console-tasks.tsx';
import { useMe } from './me.tsx';
import { switchWorkspace } from './switch-workspace.ts';
import { usePaletteSearch } from './use-palette-search.ts';

/** The frame of every console page: rail, palette, tasks. */
export function ConsoleShell({ initiallyCollapsed, children }: { initiallyCollapsed: boolean; children: ReactNode }) {
  const me = useMe();
  const [paletteOpen, setPaletteOpen] = useState(false);
  const search = usePaletteSearch();
  return (
    <AppShell
      workspaces={me.workspaces}
      currentWorkspaceId={me.current.id}
      user={{ name: me.user.name, email: me.user.email, role: me.current.role }}
      onSwitchWorkspace={switchWorkspace}
      onSignOut={() => void signOut({ callbackUrl: '/sign-in' })}
      onOpenPalette={() => setPaletteOpen(true)}
      initiallyCollapsed={initiallyCollapsed}
      overlays={
        <>
          <CommandPalette open={paletteOpen} onOpenChange={setPaletteOpen} commands={goToCommands()} search={search} />
          <ConsoleTasks />
        </>
      }
    >
      {children}
    </AppShell>
  );
}
