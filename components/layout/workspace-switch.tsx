'use client';

import { ChevronsUpDown } from 'lucide-react';
import { Avatar } from '../ui/avatar.tsx';
import { cn } from '../ui/class-names.ts';
import { Menu, type MenuItem } from '../ui/menu.tsx';

export interface WorkspaceChoice {
  id: string;
  name: string;
}

export interface WorkspaceSwitchProps {
  workspaces: readonly WorkspaceChoice[];
  currentId: string;
  onSwitch: (workspaceId: string) => void;
  collapsed?: boolean;
}

export function WorkspaceSwitch({ workspaces, currentId, onSwitch, collapsed = false }: WorkspaceSwitchProps) {
  const current = workspaces.find((workspace) => workspace.id === currentId);
  const name = current?.name ?? 'Workspace';
  const items: MenuItem[] = [
    { kind: 'heading', label: 'Workspaces' },
    ...workspaces.map((workspace) => ({
      kind: 'choice' as const,
      label: workspace.name,
      icon: <Avatar name={workspace.name} square className="size-5" />,
      checked: workspace.id === currentId,
      onSelect: () => onSwitch(workspace.id),
    })),
    { kind: 'separator' },
    { kind: 'link', label: 'Workspace settings', href: '/settings' },
  ];
  return (
    <Menu
      align="start"
      items={items}
      trigger={
        <button
          type="button"
          className={cn(
            'flex h-9 w-full min-w-0 items-center gap-2 rounded-md px-1.5 text-left transition-colors hover:bg-hover focus-visible:-outline-offset-2',
            collapsed && 'justify-center px-0',
          )}
        >
          <Avatar name={name} square />
          <span className="sr-only">Workspace{collapsed ? ` ${name}` : null}</span>
          {collapsed ? null : (
            <>
              <span className="min-w-0 grow truncate font-medium">{name}</span>
              <ChevronsUpDown className="size-3.5 shrink-0 text-muted" aria-hidden="true" />
            </>
          )}
        </button>
      }
    />
  );
}
