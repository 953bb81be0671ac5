/**
 * The key of a method's settings as nodes look it up: `~1pets~1{petId}/GET`. AWS's clients write it as `pets/{petId}/GET` and
 * `/pets/{petId}/GET` too, and read it back as they wrote it.
 */
export function canonicalSettingKey(key: string): string {
  const slash = key.lastIndexOf('/');
  const path = key.slice(0, Math.max(slash, 0)).replaceAll('~1', '/');
  if (slash < 0 || path === '*') return key;
  const absolute = path.startsWith('/') ? path : `/${path}`;
  return `${absolute.replaceAll('/', '~1')}/${key.slice(slash + 1)}`;
}

/** Settings under the keys that nodes look up. */
export function canonicalSettings<Setting>(settings: Readonly<Record<string, Setting>>): Record<string, Setting> {
  return Object.fromEntries(Object.entries(settings).map(([key, setting]) => [canonicalSettingKey(key), setting]));
}

/** Settings under the keys that those before them have for the same methods. */
export function underKnownKeys<Setting>(
  settings: Readonly<Record<string, Setting>>,
  before: readonly string[],
): Record<string, Setting> {
  const known = new Map(before.map((key) => [canonicalSettingKey(key), key]));
  return Object.fromEntries(
    Object.entries(settings).map(([key, setting]) => [known.get(canonicalSettingKey(key)) ?? key, setting]),
  );
}
