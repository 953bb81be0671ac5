import type { Sdk } from '../ir.ts';
import { markdownText } from './literals.ts';
import type { PackageNames } from './emit-client.ts';

/** The package's manifest. */
export function emitPackageJson(sdk: Sdk, { packageName, version }: PackageNames): string {
  return json({
    name: packageName,
    version,
    description: `Client of ${oneLine(sdk.title)}`,
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    main: './dist/index.js',
    types: './dist/index.d.ts',
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' }, './package.json': './package.json' },
    files: ['dist', 'src', 'README.md', 'CHANGELOG.md', 'LICENSE'],
    engines: { node: '>=20.3' },
    scripts: { build: 'tsc -p .', prepare: 'tsc -p .' },
    devDependencies: { typescript: '^5.9.0 || ^6.0.0' },
  });
}

/** The compiler's settings: strict, ESM, with declarations. */
export function emitTsconfig(): string {
  return json({
    compilerOptions: {
      target: 'ES2022',
      lib: ['ES2023', 'DOM', 'DOM.Iterable'],
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      types: [],
      rootDir: 'src',
      outDir: 'dist',
      declaration: true,
      sourceMap: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noImplicitOverride: true,
      verbatimModuleSyntax: true,
      skipLibCheck: true,
    },
    include: ['src'],
  });
}

export function emitChangelog(sdk: Sdk, { version }: PackageNames): string {
  const api =
    sdk.apiVersion === null ? markdownText(sdk.title) : `${markdownText(sdk.title)} ${markdownText(sdk.apiVersion)}`;
  return `# Changelog\n\n## ${version}\n\n- Generated from ${api}.\n`;
}

/** The MIT licence (SPDX: MIT) in the name of the API's publisher. */
export function emitLicense(sdk: Sdk): string {
  return `MIT License

Copyright (c) the publishers of ${oneLine(sdk.title)}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ')
    .trim();
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
