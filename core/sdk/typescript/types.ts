import type { NamedType, PrimitiveName, Property, Type } from '../ir.ts';
import { docComment, propertyKey, valueLiteral } from './literals.ts';

const primitives: Readonly<Record<PrimitiveName, string>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  int64: 'Int64',
  boolean: 'boolean',
  dateTime: 'string',
  date: 'string',
  binary: 'Blob',
  null: 'null',
  unknown: 'unknown',
};

/** The longest line of a union before it is written one variant a line. */
const lineLength = 100;

/** Writes types as TypeScript. `name` gives the identifier of a named type. */
export class TypeWriter {
  private readonly name: (irName: string) => string;

  constructor(name: (irName: string) => string) {
    this.name = name;
  }

  /** The type as an expression; lines after the first are indented by `indent`. */
  text(type: Type, indent = ''): string {
    switch (type.kind) {
      case 'primitive':
        return primitives[type.name];
      case 'named':
        return this.name(type.name);
      case 'array':
        return `${this.grouped(type.items, indent)}[]`;
      case 'map':
        return `{ [key: string]: ${this.text(type.values, indent)} }`;
      case 'nullable':
      case 'union':
        return joined(this.alternatives(type, indent), '|', indent);
      case 'literal':
        return valueLiteral(type.value);
      case 'enum':
        return `OpenEnum<${joined(type.values.map(valueLiteral), '|', indent)}>`;
      case 'intersection':
        return joined(this.conjuncts(type, indent), '&', indent);
      case 'object':
        return this.object(type.properties, type.additional, indent);
    }
  }

  /** The variants of a union, with those of unions inside it. */
  private alternatives(type: Type, indent: string): string[] {
    if (type.kind === 'nullable') return [...this.alternatives(type.type, indent), 'null'];
    if (type.kind === 'union') return type.variants.flatMap((variant) => this.alternatives(variant, indent));
    return [this.grouped(type, indent)];
  }

  private conjuncts(type: Type, indent: string): string[] {
    if (type.kind === 'intersection') return type.parts.flatMap((part) => this.conjuncts(part, indent));
    return [this.grouped(type, indent)];
  }

  /** In parentheses when the type is made with an operator. */
  private grouped(type: Type, indent: string): string {
    const text = this.text(type, indent);
    return type.kind === 'union' || type.kind === 'nullable' || type.kind === 'intersection' ? `(${text})` : text;
  }

  /** The body of an interface or object type, in braces. */
  object(properties: readonly Property[], additional: Type | null, indent: string): string {
    const inner = `${indent}  `;
    const lines = properties.map((property) => this.property(property, inner));
    // Beside named properties of other types, TypeScript allows no narrower type for the others.
    if (additional !== null) lines.push(`${inner}[key: string]: unknown;\n`);
    return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`;
  }

  private property({ name, type, required, readOnly, description, deprecated }: Property, indent: string): string {
    const comment = docComment(indent, [description], deprecated ? ['@deprecated'] : []);
    const text = this.text(type, indent);
    const optional = required ? `: ${text}` : `?: ${text} | undefined`;
    return `${comment}${indent}${readOnly ? 'readonly ' : ''}${propertyKey(name)}${optional};\n`;
  }
}

function joined(parts: readonly string[], operator: '|' | '&', indent: string): string {
  const line = parts.join(` ${operator} `);
  if (line.length <= lineLength || parts.length === 1) return line;
  return parts.map((part) => `\n${indent}  ${operator} ${part}`).join('');
}

/**
 * The names of types that lead back to themselves through references, unions and intersections alone, which no language
 * has, and of those between two such circles. Found by taking away, again and again, what leads nowhere and what nothing leads to.
 */
export function circularAliases(types: readonly NamedType[]): ReadonlySet<string> {
  const names = new Set(types.map(({ name }) => name));
  const forward = new Map(
    types.map(({ name, type }) => [name, immediateNames(type).filter((next) => names.has(next))]),
  );
  const backward = new Map(types.map(({ name }) => [name, [] as string[]]));
  for (const [name, nexts] of forward) for (const next of nexts) backward.get(next)?.push(name);
  takeAway(names, forward, backward);
  takeAway(names, backward, forward);
  return names;
}

/** Removes from `names` all from which no path of `edges` goes on without end. */
function takeAway(
  names: Set<string>,
  edges: ReadonlyMap<string, string[]>,
  reverse: ReadonlyMap<string, string[]>,
): void {
  const left = new Map(
    [...names].map((name) => [name, edges.get(name)?.filter((next) => names.has(next)).length ?? 0]),
  );
  const ends = [...names].filter((name) => left.get(name) === 0);
  for (let name = ends.pop(); name !== undefined; name = ends.pop()) {
    names.delete(name);
    for (const before of reverse.get(name) ?? []) {
      const count = (left.get(before) ?? 0) - 1;
      left.set(before, count);
      if (count === 0 && names.has(before)) ends.push(before);
    }
  }
}

function immediateNames(type: Type): string[] {
  if (type.kind === 'named') return [type.name];
  if (type.kind === 'nullable') return immediateNames(type.type);
  if (type.kind === 'union') return type.variants.flatMap(immediateNames);
  return type.kind === 'intersection' ? type.parts.flatMap(immediateNames) : [];
}
