'use client';

import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import * as Radix from 'radix-ui/dialog';
import { useEffect, useState, type ReactNode } from 'react';
import { Kbd } from '../ui/kbd.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { matchCommands } from './match-commands.ts';
import { useCommandSearch, type CommandSearch } from './use-command-search.ts';
import { returnFocus } from '../ui/page-focus.ts';

export interface PaletteCommand {
  id: string;
  title: string;
  /** The heading it stands under: "Go to", "Create", "APIs". */
  group: string;
  /** What it belongs to, or its id: shown at the end in mono. */
  detail?: string;
  icon?: ReactNode;
  keywords?: string[];
  /** Where it leads, or what it does. */
  target: { href: string } | { run: () => void };
}

export interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  commands: readonly PaletteCommand[];
  /** Finds more by what is typed, such as APIs and keys by name or id; its results stand first. */
  search?: CommandSearch;
}

function groupsOf(commands: readonly PaletteCommand[]): [string, PaletteCommand[]][] {
  const groups = new Map<string, PaletteCommand[]>();
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups];
}

/** Ctrl-K or Cmd-K opens and closes it, wherever the focus is. */
function usePaletteShortcut(open: boolean, onOpenChange: (open: boolean) => void) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      onOpenChange(!open);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open, onOpenChange]);
}

function Item({ command, onPick }: { command: PaletteCommand; onPick: () => void }) {
  return (
    <Cmdk.Item
      value={command.id}
      onSelect={onPick}
      className="flex h-9 cursor-default items-center gap-2.5 rounded-sm px-2 select-none data-[selected=true]:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted"
    >
      {command.icon}
      <span className="min-w-0 grow truncate">{command.title}</span>
      {command.detail ? (
        <span className="max-w-40 truncate font-mono text-meta text-muted">{command.detail}</span>
      ) : null}
    </Cmdk.Item>
  );
}

function PaletteBody({ onOpenChange, commands, search }: Omit<CommandPaletteProps, 'open'>) {
  const router = useRouter();
  const [query, setQuery] = useState('');
  const results = useCommandSearch(search, query);

  function pick(command: PaletteCommand) {
    onOpenChange(false);
    if ('href' in command.target) router.push(command.target.href);
    else command.target.run();
  }
  function group([heading, items]: [string, PaletteCommand[]]) {
    return (
      <Cmdk.Group
        key={heading}
        heading={heading}
        className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:text-muted"
      >
        {items.map((command) => (
          <Item key={command.id} command={command} onPick={() => pick(command)} />
        ))}
      </Cmdk.Group>
    );
  }
  return (
    <Cmdk label="Search and commands" shouldFilter={false} loop>
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search className="size-4 shrink-0 text-muted" aria-hidden="true" />
        <Cmdk.Input
          value={query}
          onValueChange={setQuery}
          placeholder="Search APIs, keys, stages, or type a command"
          className="h-11 min-w-0 grow bg-transparent outline-none"
        />
        {results.status === 'searching' ? <Spinner className="text-muted" /> : <Kbd>Esc</Kbd>}
      </div>
      <Cmdk.List className="max-h-[50vh] overflow-y-auto p-1.5">
        {results.status === 'searching' ? null : (
          <Cmdk.Empty className="px-2 py-6 text-center text-muted">Nothing found for “{query}”.</Cmdk.Empty>
        )}
        {results.status === 'failed' ? (
          <p role="alert" className="px-2 py-2 text-failing">
            The search did not answer. The commands below still work.
          </p>
        ) : null}
        {groupsOf(results.found).map(group)}
        {groupsOf(matchCommands(commands, query)).map(group)}
      </Cmdk.List>
    </Cmdk>
  );
}

export function CommandPalette({ open, onOpenChange, commands, search }: CommandPaletteProps) {
  usePaletteShortcut(open, onOpenChange);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade-in bg-scrim" />
        <Radix.Content
          onCloseAutoFocus={returnFocus}
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[12vh] z-50 mx-auto max-w-140 animate-rise-in overflow-hidden rounded-md border border-line bg-raised shadow-overlay focus:outline-none"
        >
          <Radix.Title className="sr-only">Search and commands</Radix.Title>
          <PaletteBody onOpenChange={onOpenChange} commands={commands} search={search} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
