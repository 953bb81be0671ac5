import { declaredDifferences, type DeclaredDifference } from './differences.ts';
import { generateTemplate } from './generate-template.ts';
import { askJudge, velocityJudge, type Verdict } from './oracle.ts';
import { renderOurs } from './render.ts';

export type Difference = { template: string; theirs: Verdict; ours: string | null; reason: string };

export type Comparison = {
  templates: number;
  /** Velocity made no text of them. */
  refused: number;
  declared: ReadonlyMap<DeclaredDifference, number>;
  undeclared: readonly Difference[];
};

/** Renders generated templates with Apache Velocity and with the engine, and compares every text and every refusal. */
export async function compareWithVelocity(seed: number, count: number): Promise<Comparison> {
  const templates = Array.from({ length: count }, (_, number) => generateTemplate(seed, number));
  const verdicts = await askJudge(velocityJudge, templates);
  const declared = new Map<DeclaredDifference, number>();
  const undeclared: Difference[] = [];
  let refused = 0;
  for (const [number, template] of templates.entries()) {
    const theirs = verdicts[number] ?? { error: 'missing' };
    if ('error' in theirs) refused += 1;
    const { output: ours, reason } = renderOurs(template);
    if (ours === ('output' in theirs ? theirs.output : null)) continue;
    const known = declaredDifferences.find(({ holds }) => holds(template, theirs, ours));
    if (known) declared.set(known, (declared.get(known) ?? 0) + 1);
    else undeclared.push({ template, theirs, ours, reason });
  }
  return { templates: count, refused, declared, undeclared };
}

/** The figures of a comparison in lines for people. */
export function describeComparison({ templates, refused, declared, undeclared }: Comparison): string[] {
  const known = [...declared].map(([{ name }, count]) => `${count} ${name}`).join(', ');
  return [
    `${templates} templates, ${templates - refused} rendered by Velocity, ${refused} refused by it`,
    `${undeclared.length} undeclared differences; declared: ${known === '' ? 'none' : known}`,
    ...undeclared.slice(0, 10).map((difference) => JSON.stringify(difference)),
  ];
}
