import { methods, type Kind } from './methods.ts';
import type { Random } from './random.ts';

/** Names that a template may use, with the kind of value that each most likely has. */
export type Names = Map<string, Kind>;

const known: readonly [string, Kind][] = [
  ['str', 'text'],
  ['text', 'text'],
  ['empty', 'text'],
  ['pet.name', 'text'],
  ['pet.owner.name', 'text'],
  ['map.b', 'text'],
  ["pet['name']", 'text'],
  ['words[0]', 'text'],
  ['words.get(1)', 'text'],
  ['n', 'integer'],
  ['big', 'integer'],
  ['long', 'integer'],
  ['map.a', 'integer'],
  ['pet.id', 'integer'],
  ['pet.owner.age', 'integer'],
  ['list[1]', 'integer'],
  ['list.size()', 'integer'],
  ['d', 'double'],
  ['t', 'boolean'],
  ['f', 'boolean'],
  ['list', 'list'],
  ['arr', 'list'],
  ['words', 'list'],
  ['pet.tags', 'list'],
  ['map', 'map'],
  ['pet', 'map'],
  ['pet.owner', 'map'],
  ['nope', 'nothing'],
  ['_nope', 'nothing'],
  ['nope.deeper', 'nothing'],
  ['str.nope', 'nothing'],
  ['map.nope', 'nothing'],
];
const texts = ['', 'a', 'l', 'll', 'hello', 'two', 'a b', 'fig', '42', 'Rex', ',', 'name', 'é', 'x-y'] as const;
const patterns = ['l', 'l+', '[aeiou]', '\\s+', ',', '(a)(b)?', '.', '\\d', 'x*', '[^a-z]', '^h', 'o$', '\\w+', '|'];

/** Makes expressions, references and their parts, most of them sensible. */
export class ExpressionGenerator {
  private readonly random: Random;
  private readonly names: Names;

  constructor(random: Random, names: Names) {
    this.random = random;
    this.names = names;
  }

  /** A reference's text after its `$`, of the kind where that can be told. */
  path(kind: Kind, depth: number): string {
    const { random } = this;
    const own = [...this.names].filter(([, other]) => other === kind).map(([name]) => name);
    const candidates = [...own, ...own, ...known.filter(([, other]) => other === kind).map(([name]) => name)];
    if (depth > 0 && random.chance(0.35)) {
      const kinds = Object.keys(methods) as Kind[];
      const from = kinds.filter((each) => methods[each].some(({ result }) => result === kind));
      if (from.length > 0) return this.call(random.pick(from), kind, depth - 1);
    }
    if (kind === 'array') return this.call('text', 'array', depth - 1);
    return candidates.length > 0 ? random.pick(candidates) : 'nope';
  }

  private call(on: Kind, result: Kind, depth: number): string {
    const method = this.random.pick(methods[on].filter((each) => each.result === result));
    const args = method.args.map((argument) => this.argument(argument, depth));
    const space = args.length > 0 && this.random.chance(0.1) ? ' ' : '';
    return `${this.path(on, depth)}.${method.name}(${space}${args.join(this.random.pick([',', ', ', ' , ']))}${space})`;
  }

  /** What may stand between a method's parentheses: literals and references. */
  argument(kind: Kind | 'index' | 'pattern', depth: number): string {
    const { random } = this;
    if (random.chance(0.02)) return this.argument(random.pick(['text', 'integer', 'list', 'boolean', 'nothing']), 0);
    if (kind === 'pattern') return `'${random.pick(patterns)}'`;
    if (kind === 'index') return random.chance(0.04) ? random.pick(['-1', '99']) : String(random.below(4));
    if (random.chance(0.55)) return this.literal(kind, depth);
    return `$${random.chance(0.1) ? '!' : ''}${this.path(kind, depth)}`;
  }

  literal(kind: Kind, depth: number): string {
    const { random } = this;
    switch (kind) {
      case 'text':
        return this.textLiteral(depth);
      case 'integer':
        return random.pick(['0', '1', '2', '3', '7', '10', '-1', '-5', '100', '2147483647', '2147483648', '40000']);
      case 'double':
        return random.pick(['0.5', '1.0', '2.5', '-1.25', '100.0', '1e3', '.5', '3.14159', '12345678.9', '0.0001']);
      case 'boolean':
        return random.pick(['true', 'false']);
      case 'list':
        return this.listLiteral(depth);
      case 'map':
      case 'entry':
        return this.mapLiteral(depth);
      case 'array':
      case 'nothing':
        return '$nope';
    }
  }

  private textLiteral(depth: number): string {
    const { random } = this;
    const text = random.pick(texts);
    if (random.chance(0.6)) return `'${text}${random.chance(0.1) ? '$n' : ''}'`;
    if (random.chance(0.4)) return `"${text}"`;
    return `"${text}${this.reference(this.anyKind(), Math.min(depth, 1), "'")}${random.pick(['', ' ', '.', '!', 'x'])}"`;
  }

  private listLiteral(depth: number): string {
    const { random } = this;
    if (random.chance(0.3)) return `[${this.bound()}..${this.bound()}]`;
    const items = Array.from({ length: random.below(4) }, () => this.argument(this.anyKind(), depth - 1));
    return `[${items.join(random.pick([',', ', ']))}]`;
  }

  private bound(): string {
    return this.random.pick(['0', '1', '3', '5', '-2', '$n', '$map.a', '$list.size()']);
  }

  private mapLiteral(depth: number): string {
    const { random } = this;
    const size = random.below(4);
    const entries = Array.from({ length: size }, (_, i) => {
      const value = this.argument(random.pick(['integer', 'text', 'boolean']), depth - 1);
      return `'${random.pick(['k', 'a', 'name'])}${i}'${random.pick([':', ' : '])}${value}`;
    });
    return `{${entries.join(', ')}}`;
  }

  anyKind(): Kind {
    return this.random.pick([
      'text',
      'text',
      'text',
      'integer',
      'integer',
      'double',
      'boolean',
      'list',
      'list',
      'map',
      'map',
      'nothing',
    ]);
  }

  /** A reference as it stands in text. Within a quoted text its own quotes must be the other ones. */
  reference(kind: Kind, depth: number, quote: "'" | '"' = '"'): string {
    const { random } = this;
    const path = this.path(kind, depth);
    const inner = quote === "'" ? path.replaceAll('"', "'") : path;
    const form = random.below(10);
    if (form < 5) return `$${inner}`;
    if (form < 7) return `\${${inner}}`;
    return form < 9 ? `$!${inner}` : `$!{${inner}}`;
  }

  /** The right side of a #set. */
  value(kind: Kind, depth: number): string {
    const { random } = this;
    if (depth > 0) {
      if (kind === 'integer' && random.chance(0.5)) return this.arithmetic('integer', depth);
      if (kind === 'double' && random.chance(0.4)) return this.arithmetic(random.pick(['integer', 'double']), depth);
      if (kind === 'boolean' && random.chance(0.6)) return this.condition(depth);
      if (kind === 'text' && random.chance(0.25)) {
        return `${this.argument('text', depth - 1)} + ${this.argument(this.anyKind(), depth - 1)}`;
      }
    }
    return random.chance(0.5) ? this.literal(kind, depth) : `$${this.path(kind, depth)}`;
  }

  private arithmetic(kind: Kind, depth: number): string {
    const { random } = this;
    const operator = random.pick(['+', '-', '*', '/', '%']);
    const side = (): string =>
      depth > 1 && random.chance(0.3) ? `(${this.arithmetic(kind, depth - 1)})` : this.argument(kind, depth - 1);
    const other = random.chance(0.15) ? this.argument(this.anyKind(), 0) : side();
    return `${side()} ${operator} ${other}`;
  }

  /** What may stand in an #if. */
  condition(depth: number): string {
    const { random } = this;
    const form = random.below(10);
    if (depth > 0 && form < 2)
      return `${this.condition(depth - 1)} ${random.pick(['&&', '||', 'and', 'or'])} ${this.condition(depth - 1)}`;
    if (depth > 0 && form < 3) return `!${random.chance(0.5) ? `(${this.condition(depth - 1)})` : '$t'}`;
    if (depth > 0 && form < 4) return `(${this.condition(depth - 1)})`;
    if (form < 8) return this.comparison(depth);
    return `$${this.path(random.pick(['boolean', 'nothing', 'text', 'integer']), depth)}`;
  }

  private comparison(depth: number): string {
    const { random } = this;
    const kind = random.pick<Kind>(['integer', 'integer', 'text', 'double', 'boolean', 'list', 'nothing']);
    const other = random.chance(0.8) ? kind : this.anyKind();
    const orders = kind === 'integer' || kind === 'double' ? ['<', '<=', '>', '>=', 'lt', 'ge', '==', '!='] : [];
    const operator = random.pick([...orders, '==', '!=', 'eq', 'ne']);
    return `${this.argument(kind, depth - 1)} ${operator} ${this.argument(other, depth - 1)}`;
  }
}
