import type { Sdk } from '../ir.ts';
import { wordsOf } from '../names.ts';
import type { PackageNames } from './emit-client.ts';

/** What npm takes as the name of a package, with or without a scope. */
export const packageNamePattern = /^(?:@[a-z0-9-~][a-z0-9-._~]*\/)?[a-z0-9-~][a-z0-9-._~]*$/;
export const packageNameMaxLength = 214;

/** A semantic version (https://semver.org). */
export const versionPattern = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/** What the package is called: as asked for when npm allows it, else after the API. */
export function choosePackageNames(
  sdk: Pick<Sdk, 'title'>,
  { packageName, version }: { packageName?: string; version?: string },
): PackageNames {
  const words = wordsOf(sdk.title).slice(0, 8);
  const own = words.join('-') || 'api';
  const named =
    packageName !== undefined && packageName.length <= packageNameMaxLength && packageNamePattern.test(packageName);
  return {
    packageName: named ? packageName : `${own}-sdk`,
    version: version !== undefined && versionPattern.test(version) ? version : '0.0.0',
    apiKeyVariable: `${(words.join('_') || 'api').toUpperCase().replace(/^\d/, '_$&')}_API_KEY`,
  };
}
