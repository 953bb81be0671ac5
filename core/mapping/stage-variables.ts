/** A text with references to stage variables, split once: what stands between them and their names. */
export type StageText = readonly (string | { variable: string })[];

const reference = /\$\{stageVariables\.([A-Za-z0-9_]+)\}|\$\{stageVariables\[['"]([A-Za-z0-9_]+)['"]\]\}/g;

/** Splits a text such as `https://${stageVariables.host}/pets`. A text that looks like no reference stays as it is. */
export function compileStageText(text: string): StageText {
  const parts: (string | { variable: string })[] = [];
  let at = 0;
  for (const match of text.matchAll(reference)) {
    if (match.index > at) parts.push(text.slice(at, match.index));
    parts.push({ variable: match[1] ?? match[2] ?? '' });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

/** The text with the stage's values; a variable that the stage does not have is empty, as in AWS API Gateway. */
export function renderStageText(parts: StageText, variables: Readonly<Record<string, string>>): string {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else if (Object.hasOwn(variables, part.variable)) text += variables[part.variable] ?? '';
  }
  return text;
}

/** Replaces the stage variables of a text that is used once. */
export function substituteStageVariables(text: string, variables: Readonly<Record<string, string>>): string {
  return text.includes('${') ? renderStageText(compileStageText(text), variables) : text;
}

/** The names of the stage variables a text refers to, each once, in order. */
export function stageVariableNames(text: string): string[] {
  return [...new Set(compileStageText(text).flatMap((part) => (typeof part === 'string' ? [] : [part.variable])))];
}
