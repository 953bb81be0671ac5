import { z } from 'zod';
import { stageIdInput } from '../stages/input.ts';
import { packageNameMaxLength, packageNamePattern, versionPattern } from './typescript/package-names.ts';

/** The languages that SDKs are generated in. */
export const sdkLanguages = ['typescript'] as const;

export const sdkOptionsInput = stageIdInput;

export const downloadSdkInput = stageIdInput.extend({
  language: z.enum(sdkLanguages, 'SDKs are made in typescript.').default('typescript'),
  /** Absent: named after the API. */
  packageName: z
    .string()
    .max(packageNameMaxLength, `A package name has at most ${packageNameMaxLength} characters.`)
    .regex(packageNamePattern, 'Write a package name as npm takes it, such as @acme/pets.')
    .optional(),
  /** Absent: made from the API's version and the deployment. */
  version: z
    .string()
    .max(100, 'A version has at most 100 characters.')
    .regex(versionPattern, 'Write a semantic version, such as 1.4.0.')
    .optional(),
});
