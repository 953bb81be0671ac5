import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { isBarrel, parse, readImports, walk } from './tools/floors/imports.ts';
import { readImpurities } from './tools/floors/impurities.ts';

/** What each floor may import: `values` with everything that comes along, `types` only as types. */
const floors: Record<string, { values: string[]; types?: string[] }> = {
  core: { values: ['core'] },
  gateway: { values: ['core', 'gateway'] },
  server: { values: ['core', 'server', 'prisma/generated'] },
  components: { values: ['core', 'components'], types: ['server'] },
  app: { values: ['core', 'server', 'components', 'app'] },
  'prisma/seed': { values: ['core', 'server', 'prisma/generated', 'prisma/seed'] },
  tools: { values: ['core', 'server', 'tools'] },
  bench: { values: ['core', 'gateway', 'server', 'prisma/generated', 'prisma/seed', 'tools', 'bench'] },
  e2e: { values: ['core', 'tools', 'prisma/seed', 'e2e'], types: ['server'] },
  deploy: { values: ['deploy'] },
  // Configuration and the web server's entry points.
  '': { values: ['core', 'server', 'components', 'app', 'tools', ''] },
};

/** Libraries that have one home, and those that a floor must not know. */
const libraryHomes: { library: RegExp; homes: RegExp; reason: string }[] = [
  { library: /^recharts$/, homes: /^components\/chart\//, reason: 'charts are drawn in components/chart' },
  { library: /^(monaco-|@monaco-editor)/, homes: /^components\/editor\//, reason: 'editors live in components/editor' },
  {
    library: /^(react|react-dom|next|next-auth)(\/|$)/,
    homes: /^(components|app|server|e2e)\/|^[^/]+$/,
    reason: 'core and the gateway know neither React nor Next',
  },
  {
    library: /^(pg|@prisma\/|@electric-sql\/)/,
    homes: /^(server|tools|prisma|bench)\/|^[^/]+$/,
    reason: 'only the control plane knows the store',
  },
];

/**
 * Known violations, each with its reason. A named list that may only shrink: an entry that is no longer needed fails
 * the last test, and so does a longer list.
 */
const exceptions: Record<string, string> = {};
const MOST_EXCEPTIONS = 0;

const MOST_LINES = 400;
const MOST_TEST_LINES = 600;
const FORBIDDEN_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'lib', 'shared']);
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
/** Next's names: (group), [parameter], [...rest], [[...optional]]. */
const ROUTE_FOLDER = /^(\([a-z0-9-]+\)|\[{1,2}(\.\.\.)?[a-zA-Z0-9]+\]{1,2})$/;
/** Hashing is a function of its input; its random functions count as impurities like any other. */
const PURE_BUILTIN = 'node:crypto';
/** Code that is data here: the runtime that generated SDKs carry, which runs at their users'. */
const SDK_RUNTIME = /^core\/sdk\/[^/]+\/runtime\//;

type SourceFile = { path: string; text: string; source: ts.SourceFile };

function isTest(path: string): boolean {
  return /\.(test|spec|setup)\.tsx?$/.test(path) || path.startsWith('e2e/') || path.includes('/testing/');
}

function readSources(): SourceFile[] {
  const ignored = /(^|\/)(node_modules|generated|testdata|public)(\/|$)|^\.|\.d\.ts$/;
  const isIgnored = (path: string) => ignored.test(path);
  return globSync('**/*.{ts,tsx,mjs,js,css}', { cwd: import.meta.dirname, exclude: isIgnored })
    .filter((path) => !isIgnored(path))
    .sort()
    .map((path) => {
      const text = readFileSync(join(import.meta.dirname, path), 'utf8');
      return { path, text, source: parse(path, path.endsWith('.css') ? '' : text) };
    });
}

const sources = readSources();
const known = new Set(sources.map(({ path }) => path));
const used = new Set<string>();

/** Fails with the problems that are not named exceptions. */
function expectNone(problems: string[]): void {
  const unexpected = problems.filter((problem) => {
    const exception = Object.keys(exceptions).find((name) => problem.startsWith(name));
    if (exception !== undefined) used.add(exception);
    return exception === undefined;
  });
  expect(unexpected).toEqual([]);
}

function floorOf(path: string): string {
  if (path.startsWith('prisma/generated/')) return 'prisma/generated';
  if (path.startsWith('prisma/seed/')) return 'prisma/seed';
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

/** The path inside the tree that a specifier names; undefined for a library. */
function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : undefined;
}

/** Facts about the product that any floor may state, such as its version. */
const FACTS = 'package.json';

type Edge = { from: string; to: string; isTypeOnly: boolean; isAddress: boolean; where: string; specifier: string };

const imports = sources.flatMap(({ path, source }) =>
  readImports(source).map((found) => ({ ...found, from: path, where: `${path}:${found.line}` })),
);

const edges: Edge[] = imports.flatMap((found) => {
  const to = resolve(found.from, found.specifier);
  return to === undefined || to === FACTS ? [] : [{ ...found, to }];
});

test('every import names a file that exists, with its extension', () => {
  const isThere = (path: string) =>
    known.has(path) || floorOf(path) === 'prisma/generated' || path.includes('testdata');
  expectNone(edges.filter(({ to }) => !isThere(to)).map(({ where, specifier }) => `${where} ${specifier} is no file`));
});

test('no module is named by an expression, for nobody could judge it', () => {
  const isJudged = (from: string) => ['core', 'gateway', 'server', 'components', 'app'].includes(floorOf(from));
  const unnamed = imports.filter(({ from, specifier }) => specifier === '?' && isJudged(from) && !isTest(from));
  expectNone(unnamed.map(({ where }) => `${where} imports what only the run tells`));
});

test('a floor imports only from the floors below', () => {
  const problems = edges.flatMap(({ from, to, isTypeOnly, where }) => {
    const floor = floors[floorOf(from)];
    if (!floor) return [`${where} stands on no floor`];
    const isTestSupport = isTest(from) && to.startsWith('tools/testing/');
    const allowed = isTypeOnly ? [...floor.values, ...(floor.types ?? [])] : floor.values;
    return isTestSupport || allowed.includes(floorOf(to)) ? [] : [`${where} must not import ${to}`];
  });
  expectNone(problems);
});

test('between floors the package imports lead, inside a floor relative paths', () => {
  const problems = edges.flatMap(({ from, to, where, specifier, isAddress }) => {
    const isRelative = specifier.startsWith('.') && !isAddress;
    const isSameFloor = floorOf(from) === floorOf(to);
    return isRelative && !isSameFloor && floorOf(from) !== '' ? [`${where} reaches ${to} by a relative path`] : [];
  });
  expectNone(problems);
});

test('libraries stay in their homes', () => {
  const problems = imports.flatMap(({ from, specifier, where }) => {
    const home = libraryHomes.find(({ library }) => library.test(specifier));
    return home && !home.homes.test(from) ? [`${where} imports ${specifier}: ${home.reason}`] : [];
  });
  expectNone(problems);
});

test('core is pure: no input or output, clock, randomness or environment', () => {
  const core = sources.filter(({ path }) => floorOf(path) === 'core' && !isTest(path) && !SDK_RUNTIME.test(path));
  const corePaths = new Set(core.map(({ path }) => path));
  const builtins = imports
    .filter(({ from, specifier }) => corePaths.has(from) && specifier.startsWith('node:'))
    .filter(({ specifier }) => specifier !== PURE_BUILTIN);
  expectNone([
    ...builtins.map(({ where, specifier }) => `${where} imports ${specifier}`),
    ...core.flatMap(({ path, source }) =>
      readImpurities(source).map(({ what, line }) => `${path}:${line} uses ${what}`),
    ),
  ]);
});

test('test support is for tests', () => {
  const mayUse = (from: string) => isTest(from) || from.startsWith('tools/test/') || from.startsWith('bench/');
  const strays = edges.filter(({ from, to }) => to.includes('/testing/') && !mayUse(from));
  expectNone(strays.map(({ where, to }) => `${where} imports ${to}`));
});

/** The phases as gateway/pipeline/index.ts lists them: each is the file of its name. */
function pipelinePhases(): string[] {
  const list = sources.find(({ path }) => path === 'gateway/pipeline/index.ts');
  const names: string[] = [];
  if (list) {
    walk(list.source, (node) => {
      const isName = ts.isPropertyAssignment(node) && node.name.getText() === 'name';
      if (isName && ts.isStringLiteral(node.initializer)) names.push(`gateway/pipeline/${node.initializer.text}.ts`);
    });
  }
  return names;
}

test('a phase of the pipeline never imports another phase', () => {
  const phases = pipelinePhases();
  expect(phases.length).toBeGreaterThan(5);
  expectNone([
    ...phases.filter((phase) => !known.has(phase)).map((phase) => `${phase} is listed but is no file`),
    ...edges
      .filter(({ from, to }) => phases.includes(from) && phases.includes(to))
      .map(({ where, to }) => `${where} imports ${to}`),
  ]);
});

/** The files that can reach themselves, each cycle once, from its first file in alphabetical order. */
function findCycles(): string[] {
  const next = Map.groupBy(
    edges.filter(({ isTypeOnly }) => !isTypeOnly),
    ({ from }) => from,
  );
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      return;
    }
    if (finished.has(path)) return;
    for (const { to } of next.get(path) ?? []) visit(to, [...trail, path]);
    finished.add(path);
  };
  for (const { path } of sources) visit(path, []);
  return cycles;
}

test('imports of values never go in a circle', () => {
  expectNone(findCycles());
});

test('files stay short', () => {
  const problems = sources.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    const most = isTest(path) ? MOST_TEST_LINES : MOST_LINES;
    return lines > most ? [`${path} has ${lines} lines, ${most} at most`] : [];
  });
  expectNone(problems);
});

test('there are no barrels', () => {
  const isIndex = (path: string) => /(^|\/)index\.tsx?$/.test(path) && path !== 'gateway/pipeline/index.ts';
  const barrels = sources.filter(({ path, source }) => isIndex(path) || isBarrel(source));
  expectNone(barrels.map(({ path }) => `${path} only hands on what others export`));
});

test('names are kebab-case and promise something', () => {
  const problems = sources.flatMap(({ path }) =>
    path.split('/').flatMap((part) => {
      if (FORBIDDEN_NAMES.has(part.replace(/\..*$/, ''))) return [`${path}: ${part} says nothing`];
      return KEBAB_CASE.test(part) || ROUTE_FOLDER.test(part) ? [] : [`${path}: ${part} is not kebab-case`];
    }),
  );
  expectNone([...new Set(problems)]);
});

test('the list of exceptions only shrinks', () => {
  expect(Object.keys(exceptions).filter((name) => !used.has(name))).toEqual([]);
  expect(Object.keys(exceptions).length).toBeLessThanOrEqual(MOST_EXCEPTIONS);
});
