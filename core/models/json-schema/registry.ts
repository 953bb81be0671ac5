import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft4 from 'ajv-draft-04';
import { pointerTokens } from '../../openapi/pointer.ts';
import { isObject, isSchema, own } from './run.ts';
import type { SchemaNode } from './run.ts';

export type Dialect = 'draft-04' | '2020-12';

/** A schema with the URI against which its references are read. */
export type Located = { schema: SchemaNode; base: string; dialect: Dialect };

const single = [
  'additionalItems',
  'additionalProperties',
  'not',
  'items',
  'contains',
  'propertyNames',
  'if',
  'then',
  'else',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
];
const lists = ['allOf', 'anyOf', 'oneOf', 'items', 'prefixItems'];
const maps = ['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas', 'dependencies'];

/** Deepest nesting of a schema document. */
export const maxSchemaDepth = 100;

/** The dialect a document names in its `$schema`; draft-04, as in AWS API Gateway, when it names none of the newer ones. */
export function dialectOf(schema: unknown): Dialect {
  const named = isObject(schema) ? own(schema, '$schema') : undefined;
  return /20(?:19-09|20-12)/.test(String(named)) ? '2020-12' : 'draft-04';
}

/** The schemas that references may lead to: documents, the resources within them, their anchors. Nothing is fetched. */
export class SchemaRegistry {
  private readonly resources = new Map<string, Located>();
  private readonly anchors = new Map<string, Located>();
  private readonly dynamicAnchors = new Map<string, Located>();
  private readonly bases = new WeakMap<object, string>();

  /** @throws Error when the document nests too deeply */
  add(uri: string, schema: SchemaNode, dialect: Dialect): void {
    this.index(schema, normal(uri), dialect, 0, true);
  }

  /** The base URI of a schema that was indexed. */
  baseOf(schema: SchemaNode, fallback: string): string {
    return typeof schema === 'object' ? (this.bases.get(schema) ?? fallback) : fallback;
  }

  /**
   * What a reference leads to.
   * @throws Error when it leads nowhere
   */
  resolve(reference: string, base: string, dialect: Dialect): Located {
    const uri = normal(reference, base);
    const hash = uri.indexOf('#');
    const document = hash < 0 ? uri : uri.slice(0, hash);
    const fragment = hash < 0 ? '' : decode(uri.slice(hash + 1));
    const resource = this.resources.get(document) ?? this.metaSchema(document);
    if (!resource) throw new Error(`The reference ${reference} leads to nothing that is known (${document}).`);
    if (fragment === '') return resource;
    if (!fragment.startsWith('/')) {
      const anchor = this.anchors.get(`${document}#${fragment}`);
      if (!anchor) throw new Error(`The reference ${reference} leads nowhere.`);
      return anchor;
    }
    return this.follow(resource, fragment, reference, dialect);
  }

  /** The schema that a `$dynamicAnchor` of this name marks in a resource. */
  dynamicAnchor(base: string, name: string): Located | undefined {
    return this.dynamicAnchors.get(`${base}#${name}`);
  }

  private follow(resource: Located, pointer: string, reference: string, dialect: Dialect): Located {
    let value: unknown = resource.schema;
    let base = resource.base;
    for (const token of pointerTokens(pointer)) {
      const isMember = Array.isArray(value) ? /^\d+$/.test(token) && Object.hasOwn(value, token) : isObject(value);
      if (!isMember || !Object.hasOwn(value as object, token))
        throw new Error(`The reference ${reference} leads nowhere.`);
      value = (value as Record<string, unknown>)[token];
      if (isObject(value)) base = this.bases.get(value) ?? base;
    }
    if (!isSchema(value)) throw new Error(`The reference ${reference} leads to no schema.`);
    if (isObject(value) && !this.bases.has(value)) this.index(value, base, dialect, 0, false);
    return { schema: value, base, dialect: resource.dialect };
  }

  private index(schema: SchemaNode, base: string, dialect: Dialect, depth: number, isRoot: boolean): void {
    if (depth > maxSchemaDepth) throw new Error(`A schema is nested deeper than ${maxSchemaDepth} levels.`);
    if (isRoot) this.resources.set(base, { schema, base, dialect });
    if (!isObject(schema)) return;
    const inner = this.identify(schema, base, dialect);
    this.bases.set(schema, inner);
    const visit = (value: unknown) => {
      if (isSchema(value)) this.index(value, inner, dialect, depth + 1, false);
    };
    for (const keyword of single) if (!Array.isArray(schema[keyword])) visit(own(schema, keyword));
    for (const keyword of lists) {
      const list = own(schema, keyword);
      if (Array.isArray(list)) list.forEach(visit);
    }
    for (const keyword of maps) {
      const map = own(schema, keyword);
      if (isObject(map)) Object.values(map).forEach(visit);
    }
  }

  /** Takes note of a schema's own names; its base URI. In draft-04 a reference makes all its siblings void. */
  private identify(schema: Readonly<Record<string, unknown>>, base: string, dialect: Dialect): string {
    if (dialect === 'draft-04' && typeof own(schema, '$ref') === 'string') return base;
    const id = own(schema, dialect === 'draft-04' ? 'id' : '$id');
    let inner = base;
    if (typeof id === 'string' && id.startsWith('#')) {
      if (id.length > 1) this.anchors.set(`${base}${id}`, { schema, base, dialect });
    } else if (typeof id === 'string') {
      inner = normal(id, base).replace(/#.*$/, '');
      this.resources.set(inner, { schema, base: inner, dialect });
    }
    if (dialect === 'draft-04') return inner;
    const located = { schema, base: inner, dialect };
    const anchor = own(schema, '$anchor');
    if (typeof anchor === 'string') this.anchors.set(`${inner}#${anchor}`, located);
    const dynamic = own(schema, '$dynamicAnchor');
    if (typeof dynamic === 'string') {
      this.anchors.set(`${inner}#${dynamic}`, located);
      this.dynamicAnchors.set(`${inner}#${dynamic}`, located);
    }
    return inner;
  }

  /** The schemas of JSON Schema itself, which a model may refer to. */
  private metaSchema(uri: string): Located | undefined {
    const is2020 = uri.startsWith('https://json-schema.org/draft/2020-12/');
    if (!is2020 && uri !== 'http://json-schema.org/draft-04/schema') return undefined;
    const engine = is2020 ? new Ajv2020() : new AjvDraft4();
    for (const [name, known] of Object.entries({ ...engine.schemas, ...engine.refs })) {
      const schema: unknown = typeof known === 'object' ? known.schema : undefined;
      if (isSchema(schema)) this.add(name.replace(/#$/, ''), schema, is2020 ? '2020-12' : 'draft-04');
    }
    return this.resources.get(uri);
  }
}

function normal(reference: string, base?: string): string {
  const url = URL.parse(reference, base);
  if (!url) throw new Error(`${reference} is no URI reference.`);
  return url.href.replace(/#$/, '');
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
