import { LRUCache } from 'lru-cache';
import { exportOpenApi } from '#core/openapi/export.ts';
import { toJson } from '#core/openapi/serialize.ts';
import { db } from '../db.ts';
import { deployedDesign } from '../deployments/deployed-design.ts';
import type { PublicApi } from './read-public.ts';

const holder = globalThis as { sluicePublicDescriptions?: LRUCache<string, string> };

/** Anyone may ask, as often as they like, so the work is done once per design. Size in characters. */
const descriptions = (holder.sluicePublicDescriptions ??= new LRUCache({ max: 500, maxSize: 64 * 1024 * 1024 }));

/** The API as its callers need it, as OpenAPI 3.1 in JSON: without integrations and other things of the gateway's own. */
export async function readPublicDescription({ designHash, reference }: PublicApi): Promise<string> {
  const key = `${designHash} ${reference.baseUrl}`;
  const known = descriptions.get(key);
  if (known !== undefined) return known;
  const design = await deployedDesign(db(), designHash);
  const text = toJson(exportOpenApi(design, { version: '3.1', extensions: 'none', serverUrl: reference.baseUrl }));
  descriptions.set(key, text, { size: text.length });
  return text;
}
