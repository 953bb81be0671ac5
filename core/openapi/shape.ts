import { isObject, own, type Json, type JsonObject } from './json.ts';
import { childPointer } from './pointer.ts';
import type { ReportBuilder } from './report.ts';

/** The type of a field; `map` is an object with free member names. */
export type FieldType = 'string' | 'boolean' | 'number' | 'object' | 'array' | 'any';

/** What one kind of object in a description may hold, and what of it an import has no place for. */
export type Shape = {
  /** How the object is called in messages. */
  what: string;
  fields: Record<string, FieldType>;
  /** Missing ones are errors. */
  required?: readonly string[];
  /** Known fields that are not carried, each with the reason. */
  notCarried?: Record<string, string>;
  /** `x-amazon-apigateway-*` fields that are read here. */
  extensions?: readonly string[];
};

const amazonPrefix = 'x-amazon-apigateway-';

/**
 * Checks an object against its shape and reports what is wrong, unknown or not carried. Returns the object without the
 * fields of a wrong type, so that readers need not check again; null when it is no object.
 */
export function checkShape(
  report: ReportBuilder,
  value: Json | undefined,
  pointer: string,
  shape: Shape,
): JsonObject | null {
  if (!isObject(value)) {
    report.error('wrong-type', pointer, `${capital(shape.what)} must be an object.`);
    return null;
  }
  report.spend(Object.keys(value).length);
  for (const name of shape.required ?? []) {
    if (own(value, name) === undefined)
      report.error('missing-field', pointer, `${capital(shape.what)} needs "${name}".`);
  }
  let checked = value;
  for (const [name, field] of Object.entries(value)) {
    const type = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (type !== undefined) {
      if (hasType(field, type)) continue;
      report.error('wrong-type', childPointer(pointer, name), `"${name}" of ${shape.what} must be ${article[type]}.`);
      if (checked === value) checked = { ...value };
      delete checked[name];
    } else {
      reportUncarried(report, name, childPointer(pointer, name), shape);
    }
  }
  return checked;
}

function reportUncarried(report: ReportBuilder, name: string, pointer: string, shape: Shape): void {
  const reason = shape.notCarried && Object.hasOwn(shape.notCarried, name) ? shape.notCarried[name] : undefined;
  if (reason !== undefined) {
    report.warn('field-not-carried', pointer, `"${name}" of ${shape.what} is not carried: ${reason}.`);
  } else if (name.startsWith(amazonPrefix)) {
    if (shape.extensions?.includes(name)) return;
    report.warn('unknown-extension', pointer, `${name} is not understood on ${shape.what}.`);
  } else if (name.startsWith('x-')) {
    report.info('vendor-extension', pointer, `The vendor extension ${name} of ${shape.what} is not carried.`);
  } else {
    report.warn('unknown-field', pointer, `${capital(shape.what)} has no field "${name}"; it is not carried.`);
  }
}

const article: Record<FieldType, string> = {
  string: 'a string',
  boolean: 'true or false',
  number: 'a number',
  object: 'an object',
  array: 'an array',
  any: 'anything',
};

function hasType(value: Json, type: FieldType): boolean {
  if (type === 'any') return true;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return typeof value === type;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** True when every field that the shape knows has its type. */
export function hasFieldTypes(value: JsonObject, shape: Shape): boolean {
  return Object.entries(shape.fields).every(([name, type]) => {
    const field = own(value, name);
    return field === undefined || hasType(field, type);
  });
}
