'use client';

import { LogOut, UserRound } from 'lucide-react';
import { Avatar } from '../ui/avatar.tsx';
import { cn } from '../ui/class-names.ts';
import { Popover } from '../ui/popover.tsx';
import { Button } from '../ui/button.tsx';
import { ButtonLink } from '../ui/button-link.tsx';
import { ThemeToggle } from '../ui/theme-toggle.tsx';

export interface SignedInUser {
  name: string;
  email: string;
  /** The role in the current workspace: owner, admin, developer or viewer. */
  role: string;
}

export interface UserMenuProps {
  user: SignedInUser;
  onSignOut: () => void;
  collapsed?: boolean;
}

export function UserMenu({ user, onSignOut, collapsed = false }: UserMenuProps) {
  return (
    <Popover
      label="Your account"
      side="top"
      className="w-64"
      trigger={
        <button
          type="button"
          className={cn(
            'flex h-9 w-full min-w-0 items-center gap-2 rounded-md px-1.5 text-left transition-colors hover:bg-hover focus-visible:-outline-offset-2',
            collapsed && 'justify-center px-0',
          )}
        >
          <Avatar name={user.name} />
          <span className="sr-only">Account of{collapsed ? ` ${user.name}` : null}</span>
          {collapsed ? null : <span className="min-w-0 grow truncate">{user.name}</span>}
        </button>
      }
    >
      <div className="grid gap-3">
        <div className="min-w-0">
          <p className="truncate font-medium">{user.name}</p>
          <p className="truncate text-meta text-muted">{user.email}</p>
          <p className="text-meta text-muted first-letter:uppercase">{user.role}</p>
        </div>
        <div className="flex items-center justify-between border-t border-line pt-3">
          Theme
          <ThemeToggle />
        </div>
        <div className="-mx-1 grid border-t border-line pt-2">
          <ButtonLink
            href="/settings/account"
            variant="ghost"
            className="justify-start px-1"
            icon={<UserRound aria-hidden="true" />}
          >
            Your account
          </ButtonLink>
          <Button
            variant="ghost"
            className="justify-start px-1"
            icon={<LogOut aria-hidden="true" />}
            onClick={onSignOut}
          >
            Sign out
          </Button>
        </div>
      </div>
    </Popover>
  );
}
