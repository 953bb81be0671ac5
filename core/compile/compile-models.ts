import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft4 from 'ajv-draft-04';
import { linearRegex } from '../mapping/linear-regex.ts';
import { type Model, modelReference } from '../models/schema.ts';
import { childPointer, pointerTokens, unescapeToken } from '../openapi/pointer.ts';
import { SchemaDocuments } from '../models/json-schema/validator.ts';
import type { CompiledModel, CompiledModels } from './compiled-model.ts';
import { endlessModels } from './endless-models.ts';

/** Deepest nesting of a model's schema; nodes and readers recurse. */
export const maxSchemaDepth = 100;

type SchemaNode = { pointer: string; value: Record<string, unknown> };

/** Reads and checks every model: JSON, nesting, references, patterns, JSON Schema. */
export function compileModels(models: readonly Model[]): CompiledModels {
  const names = new Set(models.map((model) => model.name));
  const compiled: CompiledModels = new Map();
  for (const model of models) {
    const { schema, refersTo, faults } = inspectedModel(model);
    const missing = [...refersTo].filter((name) => !names.has(name));
    const unmet = missing.map((name) => `Model ${model.name}: it refers to the model ${name}, which does not exist.`);
    compiled.set(model.name, { schema, refersTo, faults: [...faults, ...unmet] });
  }
  for (const name of endlessModels(compiled)) {
    compiled
      .get(name)
      ?.faults.push(`Model ${name}: its schema refers to itself without going through a property or an item.`);
  }
  return compiled;
}

/** What a model is by itself. An edit of one object leaves the models of a draft as they are, and there may be thousands. */
const inspections = new WeakMap<Model, CompiledModel>();

function inspectedModel(model: Model): CompiledModel {
  let inspection = inspections.get(model);
  if (!inspection) inspections.set(model, (inspection = inspectModel(model)));
  return inspection;
}

/** The names of the models that the given ones reach, themselves included. */
export function reachableModels(compiled: CompiledModels, from: Iterable<string>): Set<string> {
  const reached = new Set<string>();
  const waiting = [...from];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    waiting.push(...(compiled.get(name)?.refersTo ?? []));
  }
  return reached;
}

function inspectModel(model: Model): CompiledModel {
  const compiled: CompiledModel = { schema: null, refersTo: new Set(), faults: [] };
  const { faults } = compiled;
  const fail = (fault: string) => {
    faults.push(`Model ${model.name}: ${fault}`);
    return compiled;
  };
  let schema: unknown;
  try {
    schema = JSON.parse(model.schema);
  } catch (error) {
    return fail(`its schema is not valid JSON. ${error instanceof Error ? error.message : ''}`);
  }
  compiled.schema = schema;
  if (typeof schema === 'boolean') return compiled;
  if (schema === null || typeof schema !== 'object' || Array.isArray(schema))
    return fail('its schema is not a JSON object.');
  const nodes = listNodes(schema as Record<string, unknown>);
  if (!nodes) return fail(`its schema is nested deeper than ${maxSchemaDepth} levels.`);
  for (const node of nodes) {
    const reference = readReference(node, schema);
    if (reference.fault !== null) fail(reference.fault);
    if (reference.model !== null) compiled.refersTo.add(reference.model);
    for (const pattern of patternsOf(node.value)) {
      try {
        linearRegex(pattern);
      } catch {
        fail(`the pattern ${shown(pattern)} is not valid, too large, or uses look-around or back references.`);
      }
    }
  }
  const explanation =
    faults.length === 0 ? (metaSchemaErrors(schema) ?? compileErrors(schema as SchemaNode['value'], compiled)) : null;
  return explanation === null ? compiled : fail(explanation);
}

/** Writes a node's reference in its short form, and says which model it leads to and what is wrong with it. */
function readReference(
  { pointer, value }: SchemaNode,
  schema: unknown,
): { model: string | null; fault: string | null } {
  if (typeof value.$ref !== 'string') return { model: null, fault: null };
  const reference = shortReference(value.$ref);
  value.$ref = reference;
  const other = /^#\/models\/([^/]+)/.exec(reference)?.[1];
  if (other !== undefined) return { model: unescapeToken(other), fault: null };
  if (!reference.startsWith('#')) {
    const fault = `it refers to ${shown(reference)}. References lead to #/definitions or to another model; nothing is fetched.`;
    return { model: null, fault };
  }
  const isPointer = reference === '#' || reference.startsWith('#/');
  if (!isPointer || leadsSomewhere(schema, reference)) return { model: null, fault: null };
  return { model: null, fault: `its reference ${shown(reference)} at ${pointer || 'the top'} leads nowhere.` };
}

/** Keywords whose members are schemas by name, so that the names are no keywords. */
const schemaMaps = new Set([
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'dependencies',
  'dependentSchemas',
]);
/** Keywords whose values are data, whatever they look like. */
const dataKeywords = new Set(['enum', 'const', 'default', 'example', 'examples']);

type Waiting = { pointer: string; value: unknown; depth: number; holds: 'schema' | 'schemas' | 'data' };

/** Every schema in the schema with its place, or null when anything in it is nested too deeply. */
function listNodes(schema: Record<string, unknown>): SchemaNode[] | null {
  const nodes: SchemaNode[] = [];
  const waiting: Waiting[] = [{ pointer: '', value: schema, depth: 0, holds: 'schema' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { pointer, value, depth, holds } = next;
    if (value === null || typeof value !== 'object') continue;
    if (depth > maxSchemaDepth) return null;
    const isSchema = holds === 'schema' && !Array.isArray(value);
    if (isSchema) nodes.push({ pointer, value: value as Record<string, unknown> });
    for (const [key, member] of Object.entries(value)) {
      waiting.push({
        pointer: childPointer(pointer, key),
        value: member,
        depth: depth + 1,
        holds: holds === 'data' || !isSchema ? (holds === 'schemas' ? 'schema' : holds) : kindOf(key),
      });
    }
  }
  return nodes;
}

function kindOf(keyword: string): Waiting['holds'] {
  if (schemaMaps.has(keyword)) return 'schemas';
  return dataKeywords.has(keyword) || keyword.startsWith('x-') ? 'data' : 'schema';
}

/** AWS names another model by URL; nodes know the short form only. */
function shortReference(reference: string): string {
  const url = /^https:\/\/apigateway\.[a-z0-9.-]+\/restapis\/[^/]+\/models\/([A-Za-z0-9]+)(?:#(\/.*)?)?$/.exec(
    reference,
  );
  return url ? `${modelReference(url[1] ?? '')}${url[2] ?? ''}` : reference;
}

function leadsSomewhere(schema: unknown, reference: string): boolean {
  let value: unknown = schema;
  for (const token of pointerTokens(decodeFragment(reference.slice(1)))) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, token)) return false;
    value = (value as Record<string, unknown>)[token];
  }
  return true;
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function patternsOf(value: Record<string, unknown>): string[] {
  const patterns = typeof value.pattern === 'string' ? [value.pattern] : [];
  const byPattern = value.patternProperties;
  if (byPattern !== null && typeof byPattern === 'object') patterns.push(...Object.keys(byPattern));
  return patterns;
}

const engines = new Map<string, AjvDraft4 | Ajv2020>();

function metaSchemaErrors(schema: object): string | null {
  const dialect = '$schema' in schema && /20(?:19-09|20-12)/.test(String(schema.$schema)) ? '2020-12' : 'draft-04';
  let engine = engines.get(dialect);
  if (!engine) {
    const options = { strict: false, logger: false, allErrors: false, addUsedSchema: false } as const;
    engine = dialect === '2020-12' ? new Ajv2020(options) : new AjvDraft4(options);
    engines.set(dialect, engine);
  }
  const { $schema: _dialect, ...rest } = schema as Record<string, unknown>;
  if (engine.validateSchema(rest) === true) return null;
  const [first] = engine.errors ?? [];
  return `${first?.instancePath || 'its schema'} ${first?.message ?? 'is not valid'} (JSON Schema ${dialect}).`;
}

/** What keeps a node from compiling the model. Of a model that refers to others, its own references were looked at. */
function compileErrors(schema: SchemaNode['value'], { refersTo }: CompiledModel): string | null {
  if (refersTo.size > 0) return null;
  try {
    const documents = new SchemaDocuments();
    documents.add('sluice://models/Model', schema);
    documents.validator('sluice://models/Model');
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'its schema does not compile.';
  }
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
