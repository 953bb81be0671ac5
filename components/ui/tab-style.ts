/** What tabs of panels and tabs of links share. */
export const tabListStyle = 'relative flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]';
export const tabStyle =
  'relative inline-flex h-9 shrink-0 items-center gap-1.5 px-2 text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2';
export const activeTabStyle =
  'font-medium text-ink after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-full after:bg-accent-solid';
