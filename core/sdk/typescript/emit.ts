import type { Sdk } from '../ir.ts';
import { emitClient, emitIndex } from './emit-client.ts';
import { emitModels } from './emit-models.ts';
import { emitChangelog, emitLicense, emitPackageJson, emitTsconfig } from './emit-package.ts';
import { emitApiIndex, emitReadme } from './emit-readme.ts';
import { emitResource } from './emit-resource.ts';
import { chooseNames } from './naming.ts';
import { choosePackageNames } from './package-names.ts';
import { runtimeFiles } from './runtime-files.ts';
import type { RuntimeFile } from './runtime-files.ts';

export type TypeScriptOptions = {
  /** The package's name on npm; one is made from the API's title when it is absent or not valid. */
  packageName?: string;
  /** A semantic version; anything else becomes 0.0.0. */
  version?: string;
  /** The text of each file of `runtime/`. */
  runtime: Readonly<Record<RuntimeFile, string>>;
};

/**
 * The files of a TypeScript package for an SDK, by path. Pure: equal arguments give equal texts, in the order of the paths.
 * Every text of the API passes an encoder, so that no description can become code.
 */
export function emitTypeScript(sdk: Sdk, options: TypeScriptOptions): Map<string, string> {
  const names = chooseNames(sdk);
  const packageNames = choosePackageNames(sdk, options);
  const files = new Map<string, string>([
    ['package.json', emitPackageJson(sdk, packageNames)],
    ['tsconfig.json', emitTsconfig()],
    ['README.md', emitReadme(sdk, names, packageNames)],
    ['api.md', emitApiIndex(sdk, names)],
    ['CHANGELOG.md', emitChangelog(sdk, packageNames)],
    ['LICENSE', emitLicense(sdk)],
    ['.gitignore', 'node_modules/\ndist/\n'],
    ['src/index.ts', emitIndex(names)],
    ['src/client.ts', emitClient(sdk, names, packageNames)],
    ['src/models.ts', emitModels(sdk, names)],
  ]);
  for (const service of sdk.services) {
    const file = names.services.get(service.name)?.file;
    if (file !== undefined) files.set(`src/resources/${file}.ts`, emitResource(service, names));
  }
  for (const name of runtimeFiles) files.set(`src/runtime/${name}`, forPackage(options.runtime[name]));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A runtime file with imports as a compiled package has them: of `.js`, which is what `.ts` files become. */
function forPackage(text: string): string {
  return text.replace(/(from '\.\/[\w-]+)\.ts';/g, "$1.js';");
}
