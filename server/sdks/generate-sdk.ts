import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Design } from '#core/apis/design.ts';
import { buildSdk } from '#core/sdk/build-sdk.ts';
import { emitTypeScript } from '#core/sdk/typescript/emit.ts';
import { choosePackageNames } from '#core/sdk/typescript/package-names.ts';
import { zipFiles } from '#core/sdk/zip.ts';
import { canonicalJson, sha256Hex } from '#core/snapshot/hash.ts';
import { runtimeTexts } from './runtime-texts.ts';

/** What decides the bytes of a package. */
export type SdkRequest = {
  designHash: string;
  baseUrl: string;
  language: 'typescript';
  packageName: string | undefined;
  version: string;
};

export type SdkArchive = { fileName: string; bytes: Uint8Array<ArrayBuffer>; sha256: string };

const holder = globalThis as { sluiceSdkArchives?: LRUCache<string, Promise<SdkArchive>> };

/** Archives by what decides their bytes. An entry is there as soon as the work begins, so that it is done once. */
const archives = (holder.sluiceSdkArchives ??= new LRUCache({ max: 50 }));

/** The package as a zip: equal requests give equal bytes. `design` is asked for only when nothing is cached. */
export function generateSdk(request: SdkRequest, design: () => Promise<Design>): Promise<SdkArchive> {
  const key = canonicalJson(request);
  const known = archives.get(key);
  if (known) return known;
  const made = make(request, design);
  archives.set(key, made);
  made.catch(() => archives.delete(key));
  return made;
}

/** For the largest APIs each step takes about a second, so others get their turn between the steps. */
async function make(request: SdkRequest, design: () => Promise<Design>): Promise<SdkArchive> {
  const sdk = buildSdk(await design(), { baseUrl: request.baseUrl });
  await nextTurn();
  const { packageName, version } = choosePackageNames(sdk, request);
  const files = emitTypeScript(sdk, { packageName, version, runtime: await runtimeTexts() });
  await nextTurn();
  const bytes = new Uint8Array(zipFiles(files));
  const plainName = packageName.replace(/^@/, '').replaceAll('/', '-');
  return { fileName: `${plainName}-${version}.zip`, bytes, sha256: sha256Hex(bytes) };
}
