'use client';

import { useSyncExternalStore } from 'react';
import { PREFERENCE, themeFrom, writePreference, type Theme } from './preference-cookie.ts';

const CHANGED = 'sluice-theme-changed';
const DARK_QUERY = '(prefers-color-scheme: dark)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(DARK_QUERY);
  query.addEventListener('change', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    query.removeEventListener('change', listener);
    window.removeEventListener(CHANGED, listener);
  };
}

function chosenTheme(): Theme {
  return themeFrom(document.documentElement.dataset.theme);
}

function shownTheme(): 'light' | 'dark' {
  const chosen = chosenTheme();
  if (chosen !== 'system') return chosen;
  return window.matchMedia(DARK_QUERY).matches ? 'dark' : 'light';
}

/** Shows a theme at once and keeps it. The stylesheet follows `data-theme` on the root. */
export function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  writePreference(PREFERENCE.theme, theme);
  window.dispatchEvent(new Event(CHANGED));
}

/** The theme as chosen and as shown; the latter is for drawing that cannot read the stylesheet, such as the editor. */
export function useTheme(): { chosen: Theme; shown: 'light' | 'dark' } {
  const chosen = useSyncExternalStore<Theme>(subscribe, chosenTheme, () => 'system');
  const shown = useSyncExternalStore<'light' | 'dark'>(subscribe, shownTheme, () => 'light');
  return { chosen, shown };
}
