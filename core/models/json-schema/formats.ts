import { fastFormats } from 'ajv-formats/dist/formats.js';
import { charge, fail, own, shown } from './run.ts';
import type { Check } from './run.ts';

/** Longest text that is held against a format: their patterns are made for names and dates, not for whole documents. */
const maxLength = 4096;

/** Formats about texts that AWS API Gateway and OpenAPI name; those about numbers say nothing here. */
const ignored = new Set(['int32', 'int64', 'float', 'double', 'password', 'binary', 'byte']);

/** The check of `format`, or null when it names none that is known. */
export function formatCheck(name: unknown): Check | null {
  if (typeof name !== 'string' || ignored.has(name)) return null;
  const test = testOf(name);
  if (!test) return null;
  return (value, run) => {
    if (typeof value !== 'string') return true;
    charge(run, 1 + (value.length >> 3));
    if (value.length <= maxLength && test(value)) return true;
    return fail(run, () => `string ${shown(value)} is invalid against requested format ${name}`);
  };
}

function testOf(name: string): ((text: string) => boolean) | null {
  const format = own(fastFormats as Record<string, unknown>, name);
  const validate: unknown =
    format !== null && typeof format === 'object' && 'validate' in format ? format.validate : format;
  if (validate instanceof RegExp) return (text) => validate.test(text);
  return typeof validate === 'function' ? (validate as (text: string) => boolean) : null;
}
