import type { OperationGroup } from '#core/portal/reference-document.ts';

/** The operations whose title, path, method or group hold every word of `text`; groups without any are left out. */
export function filterOperations(groups: readonly OperationGroup[], text: string): readonly OperationGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  return groups.flatMap((group) => {
    const operations = group.operations.filter((operation) => {
      const haystack = `${operation.title} ${operation.httpMethod} ${operation.path} ${group.name}`.toLowerCase();
      return words.every((word) => haystack.includes(word));
    });
    return operations.length > 0 ? [{ ...group, operations }] : [];
  });
}
