import { z } from 'zod';

/**
 * A path segment as AWS API Gateway accepts it: letters, digits and `_ - . , : @ ~ ! $ & ' ( ) * + ; = %`, or a whole-segment
 * parameter `{name}`, or a greedy `{name+}`.
 */
export const pathPartPattern = /^(?:\{[a-zA-Z0-9._$-]+\+?\}|[a-zA-Z0-9._\-,:@~!$&'()*+;=%]+)$/;

export const pathPartSchema = z
  .string()
  .min(1, 'A path part cannot be empty.')
  .max(255, 'A path part has at most 255 characters.')
  .regex(pathPartPattern, 'Use letters, digits, ._-,:@~ or one whole-segment parameter such as {petId} or {proxy+}.');

/** A node of the resource tree. The root has no parent, an empty path part and the path `/`. */
export const resourceSchema = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  pathPart: z.string(),
  path: z.string(),
});
export type Resource = z.infer<typeof resourceSchema>;

/** The full path of a child of `parentPath`. */
export function childPath(parentPath: string, pathPart: string): string {
  return parentPath === '/' ? `/${pathPart}` : `${parentPath}/${pathPart}`;
}

/** The names of the path parameters in a resource path, in order, without braces or the greedy `+`. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{([^}+]+)\+?\}/g)].map((match) => match[1] ?? '');
}
