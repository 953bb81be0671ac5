/** Deepest nesting that a template shows: a schema may refer to itself. */
const maxDepth = 10;

/** Most values that a template shows: a schema may refer to itself many times over. */
const maxValues = 2_000;

type Schema = Record<string, unknown>;

/**
 * A mapping template that turns a payload into the structure of a schema (AWS: GetModelTemplate): each property from the
 * property of the same name, each array by a loop.
 * @param schema a schema that stands by itself, its references below its own `definitions`
 */
export function sampleTemplate(schema: unknown): string {
  const body = write(schema, '$inputRoot', { root: schema, indent: '', depth: 0, budget: { left: maxValues } });
  return `#set($inputRoot = $input.path('$'))\n${body}`;
}

type Place = { root: unknown; indent: string; depth: number; budget: { left: number } };

function write(source: unknown, reference: string, place: Place): string {
  place.budget.left -= 1;
  const schema = resolve(source, place.root);
  const type = typeOf(schema);
  if (type === 'array') return writeArray(schema, reference, place);
  if (type === 'object') return writeObject(schema, reference, place);
  return type === 'string' ? `"${reference}"` : reference;
}

function writeObject(schema: Schema, reference: string, place: Place): string {
  const { indent } = place;
  const properties = hasRoom(place) && isObject(schema.properties) ? Object.entries(schema.properties) : [];
  if (properties.length === 0) return '{ }';
  const inner = inside(place);
  const lines = properties.map(
    ([name, property]) =>
      `${inner.indent}${JSON.stringify(name)} : ${write(property, `${reference}${member(name)}`, inner)}`,
  );
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function writeArray(schema: Schema, reference: string, place: Place): string {
  const { indent, depth } = place;
  if (!hasRoom(place)) return '[ ]';
  const element = depth === 0 ? '$elem' : `$elem${depth}`;
  const inner = inside(place);
  const item = write(Array.isArray(schema.items) ? schema.items[0] : schema.items, element, inner);
  return [
    '[',
    `${indent}## Name the list of the input that this loop is to go through.`,
    `${indent}#foreach(${element} in ${reference})`,
    `${inner.indent}${item}#if($foreach.hasNext),#end`,
    `${indent}#end`,
    `${indent}]`,
  ].join('\n');
}

function hasRoom({ depth, budget }: Place): boolean {
  return depth < maxDepth && budget.left > 0;
}

function inside(place: Place): Place {
  return { ...place, indent: `${place.indent}  `, depth: place.depth + 1 };
}

/** A property as a template reads it: by a dot where the name is one of Velocity's, else by index. */
function member(name: string): string {
  return /^[a-zA-Z][a-zA-Z0-9_-]*$/.test(name) ? `.${name}` : `['${name.replaceAll("'", "''")}']`;
}

function typeOf(schema: Schema): string {
  const { type } = schema;
  const named = Array.isArray(type) ? type.find((each) => each !== 'null') : type;
  if (typeof named === 'string') return named;
  if (isObject(schema.properties)) return 'object';
  return schema.items === undefined ? 'string' : 'array';
}

/** The schema that a reference leads to, by at most as many steps as a template is deep. */
function resolve(source: unknown, root: unknown): Schema {
  let schema = source;
  for (let step = 0; step < maxDepth && isObject(schema) && typeof schema.$ref === 'string'; step += 1) {
    schema = at(root, schema.$ref);
  }
  return isObject(schema) ? schema : {};
}

function at(root: unknown, reference: string): unknown {
  let value = root;
  for (const token of reference.replace(/^#\/?/, '').split('/')) {
    if (token === '') continue;
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
