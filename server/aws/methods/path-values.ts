/** The values of a resource path's parameters in a path that a client wrote, decoded; null when it is another path. */
export function pathValues(resourcePath: string, path: string): Record<string, string> | null {
  const [template, segments] = [resourcePath.split('/'), path.split('/')];
  const values: Record<string, string> = {};
  for (const [i, part] of template.entries()) {
    const name = /^\{([^}+]+)(\+?)\}$/.exec(part);
    const value = name?.[2] === '+' ? segments.slice(i).join('/') : segments[i];
    if (value === undefined || (name && value === '')) return null;
    if (name) values[name[1] ?? ''] = decoded(value);
    else if (value !== part) return null;
  }
  const isGreedy = resourcePath.endsWith('+}');
  return isGreedy || segments.length === template.length ? values : null;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
