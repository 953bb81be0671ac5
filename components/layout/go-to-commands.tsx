import { NAVIGATION } from './navigation.ts';
import type { PaletteCommand } from './command-palette.tsx';

/** The rail's destinations as commands. */
export function goToCommands(): PaletteCommand[] {
  return NAVIGATION.flat().map(({ href, label, icon: Icon }) => ({
    id: `go-to-${href}`,
    title: label,
    group: 'Go to',
    icon: <Icon aria-hidden="true" />,
    target: { href },
  }));
}
