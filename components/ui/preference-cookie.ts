const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The names of the choices of look that a browser keeps. The server reads them, so the first paint is already right. */
export const PREFERENCE = { theme: 'sluice-theme', rail: 'sluice-rail' } as const;

export type Theme = 'system' | 'light' | 'dark';

/** What a cookie's text means; anything unknown is `system`. */
export function themeFrom(text: string | undefined): Theme {
  return text === 'light' || text === 'dark' ? text : 'system';
}

/** Keeps a choice for a year. */
export function writePreference(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
}
