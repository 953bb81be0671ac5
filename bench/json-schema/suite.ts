import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { SchemaDocuments, type SchemaValidator } from '#core/models/json-schema/validator.ts';
import type { Dialect } from '#core/models/json-schema/registry.ts';
import type { SchemaNode } from '#core/models/json-schema/run.ts';

/** The Debian package that holds the official JSON Schema Test Suite, and where it puts it. */
export const suitePackage = 'libtest-json-schema-acceptance-perl';
const folder =
  process.env.SLUICE_TEST_JSON_SCHEMA_SUITE ?? '/usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance';

type Group = {
  description: string;
  schema: SchemaNode;
  tests: { description: string; data: unknown; valid: boolean }[];
};

export function hasSuite(): boolean {
  return existsSync(join(folder, 'tests/draft4'));
}

/** The schemas that the suite refers to by URL: given to the validator beforehand, for it fetches nothing. */
function remotes(dialect: Dialect): [uri: string, schema: SchemaNode][] {
  const others = dialect === 'draft-04' ? /draft|different-id|urn-ref|nested-absolute/ : /draft(?!2020-12)/;
  return readdirSync(join(folder, 'remotes'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !others.test(file))
    .map((file) => [
      `http://localhost:1234/${relative('.', file)}`,
      JSON.parse(readFileSync(join(folder, 'remotes', file), 'utf8')) as SchemaNode,
    ]);
}

function compile(schema: SchemaNode, dialect: Dialect, known: [string, SchemaNode][]): SchemaValidator {
  const documents = new SchemaDocuments();
  for (const [uri, remote] of known) documents.add(uri, remote, dialect);
  documents.add('sluice://models/Case', schema, dialect);
  return documents.validator('sluice://models/Case');
}

/** Runs every required case of a dialect; the names of those that were judged wrongly. */
export function runSuite(dialect: Dialect): { cases: number; wrong: string[] } {
  const cases = join(folder, 'tests', dialect === 'draft-04' ? 'draft4' : 'draft2020-12');
  const known = remotes(dialect);
  const wrong: string[] = [];
  let count = 0;
  for (const file of readdirSync(cases).filter((name) => name.endsWith('.json'))) {
    for (const { description, schema, tests } of JSON.parse(readFileSync(join(cases, file), 'utf8')) as Group[]) {
      const validate = compile(schema, dialect, known);
      for (const each of tests) {
        count += 1;
        const isValid = validate(each.data, JSON.stringify(each.data).length).length === 0;
        if (isValid !== each.valid) wrong.push(`${file}: ${description}: ${each.description}`);
      }
    }
  }
  return { cases: count, wrong };
}
