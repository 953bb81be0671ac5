/** The key of the settings of all methods. */
export const ALL_METHODS = '*/*';

/** `~1pets~1{petId}/GET`, as AWS writes it. */
export function methodSettingKey(path: string, httpMethod: string): string {
  return `${path.replaceAll('/', '~1')}/${httpMethod}`;
}

/** `GET /pets/{petId}`, or what stands for all methods. */
export function methodSettingName(key: string): string {
  if (key === ALL_METHODS) return 'All methods';
  const slash = key.lastIndexOf('/');
  return `${key.slice(slash + 1)} ${key.slice(0, slash).replaceAll('~1', '/')}`;
}
