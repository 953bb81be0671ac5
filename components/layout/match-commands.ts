import type { PaletteCommand } from './command-palette.tsx';

type Searchable = Pick<PaletteCommand, 'title' | 'keywords'>;

/** 0 when the title begins with the query, 1 when one of its words does, 2 when it is found elsewhere; null when it is not. */
function rankOf(command: Searchable, query: string): number | null {
  const title = command.title.toLowerCase();
  if (title.startsWith(query)) return 0;
  if (title.includes(` ${query}`)) return 1;
  const texts = [title, ...(command.keywords ?? []).map((keyword) => keyword.toLowerCase())];
  const words = query.split(/\s+/);
  return words.every((word) => texts.some((text) => text.includes(word))) ? 2 : null;
}

/** The commands that fit what is typed, the nearest first; all of them while nothing is. */
export function matchCommands<Command extends Searchable>(commands: readonly Command[], text: string): Command[] {
  const query = text.trim().toLowerCase();
  if (query === '') return [...commands];
  return commands
    .map((command) => ({ command, rank: rankOf(command, query) }))
    .filter((entry): entry is { command: Command; rank: number } => entry.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map((entry) => entry.command);
}
