import type { Verdict } from './oracle.ts';

/** A way in which the engine differs from Velocity on purpose. */
export type DeclaredDifference = {
  name: string;
  reason: string;
  holds(template: string, theirs: Verdict, ours: string | null): boolean;
};

/** All differences that the comparison allows. docs/mapping.md explains them to users. */
export const declaredDifferences: readonly DeclaredDifference[] = [
  {
    name: 'changed-while-walked',
    reason:
      'A #foreach walks over what its list or map held when it began; Java stops with an exception, or sees the change.',
    holds: (template, theirs, ours) =>
      ours !== null &&
      (('error' in theirs && theirs.error === 'ConcurrentModificationException') ||
        /#foreach\(\$\w+ in \$([\w.]+)\)[^]*\$!?\{?\1\.(?:set|retainAll|removeAll|remove|clear)\(/.test(template)),
  },
  {
    name: 'comment-after-reference',
    reason:
      "## right behind a reference or a directive is a comment; after some of them Velocity's lexer does not see it.",
    holds: (template, theirs, ours) =>
      ours !== null && 'error' in theirs && theirs.error === 'ParseErrorException' && /[\w)}\]#]\s*##/.test(template),
  },
  {
    name: 'small-long',
    reason: 'An integer that 32 bits hold is an Integer here, also after longValue(), where Java keeps a Long.',
    holds: (template) =>
      template.includes('longValue()') &&
      /\.(?:compareTo|equals|get|parseInt|indexOf|lastIndexOf|contains|containsValue)\(/.test(template),
  },
  {
    name: 'loop-inside-null-loop',
    reason:
      'A #foreach within a #foreach over the same name sees its own items; Velocity loses them while the outer item is null.',
    holds: (template, theirs) => {
      const name = /#foreach\(\$(\w+) in[^]*#foreach\(\$\1 in/.exec(template)?.[1];
      return name !== undefined && 'output' in theirs && theirs.output.includes(`$${name}`);
    },
  },
  {
    name: 'blanks-before-set',
    reason:
      'A word between two references and a #set keeps the blanks behind it: Velocity drops them when the first reference ends with a property.',
    holds: (template, theirs, ours) =>
      /\.[\w-]+\$!?\{[^}]*\}[A-Za-z_][\w-]*[ \t]+#(?:set|\{set\})/.test(template) &&
      ours !== null &&
      'output' in theirs &&
      ours.replace(/[ \t]/g, '') === theirs.output.replace(/[ \t]/g, ''),
  },
  {
    name: 'brace-in-pattern',
    reason: 'A { that begins no repetition is a character of a regular expression; Java refuses it.',
    holds: (template, theirs, ours) =>
      ours !== null &&
      'error' in theirs &&
      theirs.error === 'MethodInvocationException' &&
      /\.(?:split|matches|replaceAll|replaceFirst)\(\s*["$]/.test(template),
  },
  {
    name: 'array-identity',
    reason: 'An array prints as a list does; Java prints the address of an array.',
    holds: (_template, theirs) => 'output' in theirs && theirs.output.includes('[Ljava.lang.'),
  },
  {
    name: 'word-after-reference',
    reason: 'A word right behind a reference that ends with ) or ] is text; Velocity loses what follows the dot in it.',
    holds: (template, theirs, ours) =>
      ours !== null && 'output' in theirs && /[)\]][A-Za-z_][\w-]*\.[A-Za-z]/.test(template),
  },
];
