export type Coding = 'gzip' | 'deflate';

const codings: Readonly<Record<string, Coding | 'identity'>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  identity: 'identity',
};

/**
 * The content coding for a caller (RFC 9110 section 12.5.3): of those that it accepts, the one with the highest weight that
 * the gateway has, the first of equal ones; null for none. Without the header, and by an asterisk, nothing is compressed
 * (AWS API Gateway).
 * @param highestOnly AWS API Gateway's rule: nothing when none of those with the highest weight is one that the gateway has
 */
export function acceptedCoding(acceptEncoding: string | null, highestOnly: boolean): Coding | null {
  if (acceptEncoding === null) return null;
  let chosen: Coding | 'identity' | null = null;
  let chosenWeight = 0;
  let highest = 0;
  for (const part of acceptEncoding.split(',')) {
    const [name = '', ...parameters] = part.split(';');
    const weight = weightOf(parameters);
    const coding = codings[name.trim().toLowerCase()];
    highest = Math.max(highest, weight);
    if (coding === undefined || weight <= chosenWeight) continue;
    [chosen, chosenWeight] = [coding, weight];
  }
  if (chosen === null || chosen === 'identity' || (highestOnly && chosenWeight < highest)) return null;
  return chosen;
}

function weightOf(parameters: readonly string[]): number {
  for (const parameter of parameters) {
    const weight = /^\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/i.exec(parameter)?.[1];
    if (weight !== undefined) return Number(weight);
  }
  return 1;
}
