import { flagOf, type PatchTarget } from '../patch.ts';

export type ApiKey = {
  id: string;
  name: string;
  customerId: string | null;
  description: string | null;
  enabled: boolean;
  createdDate: Date;
  lastUpdatedDate: Date;
  tags: Record<string, string>;
};

/** What UpdateApiKey takes. Stages and labels are what keys had before there were usage plans. */
export const apiKeyPatches: PatchTarget<ApiKey>[] = [
  { path: '/name', ops: ['replace'], apply: (key, { value }) => void (key.name = value) },
  { path: '/description', ops: ['replace'], apply: (key, { value }) => void (key.description = value || null) },
  { path: '/enabled', ops: ['replace'], apply: (key, patch) => void (key.enabled = flagOf(patch)) },
  { path: '/customerId', ops: ['replace'], apply: (key, { value }) => void (key.customerId = value || null) },
  { path: '/stages', ops: ['add', 'remove'], apply: () => undefined },
  { path: '/labels', ops: ['add', 'remove'], apply: () => undefined },
];
