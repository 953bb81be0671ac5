import { z } from 'zod';
import type { Problem } from '#core/compile/problem.ts';
import type { ImportReport } from '#core/openapi/report.ts';
import type { DesignChange } from '#core/snapshot/design-change.ts';

export const importTaskKind = 'import';

/** What a finished import task holds for the person who decides. */
export type ImportOutcome = {
  apiId: string;
  mode: 'new' | 'replace';
  apiName: string;
  report: ImportReport;
  changes: DesignChange[];
  changeCount: number;
  problems: Problem[];
  /** Blob of the design that confirming writes; null when the report refuses it. */
  designHash: string | null;
  /** The revision of the draft that it replaces. */
  draftRevision: number | null;
  confirmed: boolean;
};

/** The part of an outcome that confirming needs, as read back from the task's row. */
export const confirmableSchema = z.object({
  apiId: z.string(),
  mode: z.enum(['new', 'replace']),
  apiName: z.string(),
  designHash: z.string().nullable(),
  draftRevision: z.number().int().nullable(),
  confirmed: z.boolean(),
});
