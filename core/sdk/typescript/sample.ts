import type { Operation, Sdk, Type } from '../ir.ts';
import { propertyKey, stringLiteral, valueLiteral } from './literals.ts';
import { parameterKey } from './naming.ts';
import type { Names } from './naming.ts';

const maxDepth = 4;

/** A call of an operation with its required arguments, such as `client.pets.getById({ petId: 7 })`; null for one that is not in the SDK. */
export function sampleCall(sdk: Sdk, names: Names, operation: Operation): string | null {
  const service = sdk.services.find(({ operations }) => operations.includes(operation));
  const own = service && names.services.get(service.name);
  const method = own?.operations.get(operation.key);
  if (!own || !method) return null;
  const types = new Map(sdk.types.map(({ name, type }) => [name, type]));
  const fields = operation.parameters
    .filter(({ required }) => required)
    .map(
      (parameter) =>
        `${method.fields.get(parameterKey(parameter)) ?? 'param'}: ${sampleValue(parameter.type, types, 0)}`,
    );
  const body = operation.body?.required ? bodyValue(operation.body, types) : null;
  if (method.paramsType === null) return `client.${own.property}.${method.method}(${body ?? ''})`;
  if (body !== null) fields.push(`${method.bodyField}: ${body}`);
  return `client.${own.property}.${method.method}(${fields.length > 0 ? `{ ${fields.join(', ')} }` : ''})`;
}

function bodyValue({ type, encoding }: NonNullable<Operation['body']>, types: ReadonlyMap<string, Type>): string {
  return encoding === 'binary' || encoding === 'text' ? "'...'" : sampleValue(type, types, 0);
}

/** A value that has the type, with required properties only. */
function sampleValue(type: Type, types: ReadonlyMap<string, Type>, depth: number): string {
  switch (type.kind) {
    case 'primitive':
      return primitiveSamples[type.name];
    case 'named': {
      const target = types.get(type.name);
      return target && depth < maxDepth ? sampleValue(target, types, depth + 1) : '{}';
    }
    case 'array':
      return '[]';
    case 'map':
      return '{}';
    case 'nullable':
      return 'null';
    case 'literal':
      return valueLiteral(type.value);
    case 'enum':
      return valueLiteral(type.values[0] ?? '');
    case 'union':
      return sampleValue(type.variants[0] ?? { kind: 'primitive', name: 'null' }, types, depth + 1);
    case 'intersection':
      return mergedSample(type.parts, types, depth);
    case 'object':
      return objectSample(type, types, depth);
  }
}

function objectSample(
  { properties }: Extract<Type, { kind: 'object' }>,
  types: ReadonlyMap<string, Type>,
  depth: number,
): string {
  const required = properties.filter((property) => property.required);
  if (required.length === 0) return '{}';
  return `{ ${required.map(({ name, type }) => `${propertyKey(name)}: ${sampleValue(type, types, depth + 1)}`).join(', ')} }`;
}

function mergedSample(parts: readonly Type[], types: ReadonlyMap<string, Type>, depth: number): string {
  const samples = parts.map((part) => sampleValue(part, types, depth + 1)).filter((text) => text.startsWith('{ '));
  return samples.length === 0 ? '{}' : `{ ${samples.map((text) => text.slice(2, -2)).join(', ')} }`;
}

const primitiveSamples = {
  string: stringLiteral('text'),
  number: '1.5',
  integer: '1',
  int64: '1',
  boolean: 'true',
  dateTime: stringLiteral('2030-01-01T00:00:00Z'),
  date: stringLiteral('2030-01-01'),
  binary: "new Blob(['...'])",
  null: 'null',
  unknown: '{}',
} as const;
