import { ExpressionGenerator, type Names } from './generate-expression.ts';
import type { Kind } from './methods.ts';
import { Random } from './random.ts';

const plain = [
  'x',
  'Hello, ',
  ' ',
  '  ',
  '\n',
  '\n',
  '\n  ',
  '\t',
  '{"a": ',
  '}',
  ' [',
  ']',
  ', ',
  '.',
  '"',
  "'",
  ':',
  ' (1)',
  '100% ',
  '$5.00 ',
  '# ',
  '#1 ',
  'a-b_c',
  '!',
  '\\',
  '\\\\',
  '<p>',
  '&amp;',
  'é✓',
  '\r\n',
  ';',
  '/*',
  '*/',
  '@',
  '~',
  '|',
  '=',
];

/** Makes one template of directives, references and text. The seed and the number decide all of it. */
export function generateTemplate(seed: number, number: number): string {
  return new TemplateGenerator(new Random(seed * 1_000_003 + number)).template();
}

class TemplateGenerator {
  private readonly random: Random;
  private readonly names: Names = new Map();
  private readonly macros: { name: string; arity: number; hasBody: boolean }[] = [];
  private readonly expressions: ExpressionGenerator;
  private loops = 0;

  constructor(random: Random) {
    this.random = random;
    this.expressions = new ExpressionGenerator(random, this.names);
  }

  template(): string {
    // A character after everything: Velocity's reader refuses a $ or # that ends the text.
    return `${this.block(3, 1 + this.random.below(6))}.`;
  }

  private block(depth: number, parts: number): string {
    let text = '';
    for (let i = 0; i < parts; i += 1) text += this.part(depth);
    return text;
  }

  private part(depth: number): string {
    const { random, expressions } = this;
    const form = random.below(100);
    if (form < 26) return this.text();
    if (form < 56) return this.escaped() + expressions.reference(expressions.anyKind(), 2);
    if (form < 71) return this.set();
    if (form < 75) return this.comment();
    if (depth === 0) return this.text();
    if (form < 84) return this.conditional(depth - 1);
    if (form < 92) return this.foreach(depth - 1);
    if (form < 96) return this.macro(depth - 1);
    if (form < 98) return this.define(depth - 1);
    if (this.loops === 0 && !random.chance(0.3)) return this.text();
    return this.line(
      random.pick(['#break', '#stop', '#break($foreach)', '#break( $foreach.parent )', '#break($foreach.topmost)']),
    );
  }

  private text(): string {
    let text = '';
    for (let i = this.random.below(3); i >= 0; i -= 1) text += this.random.pick(plain);
    return text;
  }

  private escaped(): string {
    return this.random.chance(0.04) ? this.random.pick(['\\', '\\\\', '\\\\\\']) : '';
  }

  /** A directive with the white space that authors put around it, which Velocity swallows in part. */
  private line(directive: string): string {
    const { random } = this;
    const before = random.chance(0.4) ? random.pick(['\n', '\n  ', ' ', '\t']) : '';
    const after = random.chance(0.5) ? random.pick(['\n', ' \n', ' ', '\r\n', '  ']) : '';
    return before + directive + after;
  }

  private set(): string {
    const { random, expressions } = this;
    const kind = expressions.anyKind();
    const name = random.pick(['a', 'b', 'c', 'x', 'item', 'my_var', 'my-var', '_x']);
    const target = random.chance(0.1) ? random.pick(['map.k', "map['k']", 'list[0]', 'pet.owner.k', 'nope.k']) : name;
    const space = random.pick(['', ' ']);
    const directive = random.pick(['#set', '#set', '#set', '#{set}']);
    const text = `${directive}(${space}$${target}${random.pick([' = ', '=', ' =', '= '])}${expressions.value(kind, 2)}${space})`;
    if (target === name) this.names.set(name, kind);
    return this.line(text);
  }

  private comment(): string {
    const { random } = this;
    const form = random.below(4);
    if (form === 0) return `## comment $str #if\n`;
    if (form === 1) return `#* block $str\n #if *#`;
    if (form === 2) return `#** doc *#`;
    return `#[[ raw $str #set($x=1) ]]#`;
  }

  private conditional(depth: number): string {
    const { random, expressions } = this;
    let text =
      this.line(`#if${random.pick(['', ' '])}(${expressions.condition(2)})`) + this.block(depth, 1 + random.below(3));
    for (let i = random.below(5) - 2; i > 0; i -= 1) {
      text += this.line(`#elseif(${expressions.condition(1)})`) + this.block(depth, 1 + random.below(2));
    }
    if (random.chance(0.5))
      text += this.line(random.pick(['#else', '#{else}'])) + this.block(depth, 1 + random.below(2));
    return text + this.line(random.pick(['#end', '#end', '#{end}']));
  }

  private foreach(depth: number): string {
    const { random, expressions } = this;
    const name = random.pick(['i', 'e', 'item', 'x']);
    const source = random.pick<() => string>([
      () => `$${expressions.path('list', 1)}`,
      () => `$${expressions.path('array', 0)}`,
      () => expressions.literal('list', 1),
      () => `$${expressions.path('map', 0)}`,
      () => `$${expressions.path('map', 0)}.entrySet()`,
      () => `$${expressions.path('map', 0)}.keySet()`,
      () => `$${expressions.path('map', 0)}.values()`,
      () => `$${expressions.path(expressions.anyKind(), 0)}`,
    ])();
    const before = this.names.get(name);
    this.names.set(name, source.endsWith('entrySet()') ? 'entry' : random.pick<Kind>(['integer', 'text']));
    this.loops += 1;
    const state = random.pick([
      '$foreach.index',
      '$foreach.count',
      '$foreach.hasNext',
      '$foreach.first',
      '$foreach.last',
      '$velocityCount',
      '#if($foreach.hasNext),#end',
      '$foreach.parent.count',
      '$foreach.topmost.count',
      `$${name};`,
      `$${name}.key=$${name}.value;`,
    ]);
    const body = this.line(state) + this.block(depth, random.below(3));
    this.loops -= 1;
    const text = this.line(`#foreach($${name} in ${source})`) + body + this.line('#end');
    if (before) this.names.set(name, before);
    else this.names.delete(name);
    return text + (random.chance(0.3) ? `$!${name}$!velocityCount ` : '');
  }

  private macro(depth: number): string {
    const { random, expressions } = this;
    if (this.macros.length > 0 && random.chance(0.7)) return this.macroCall(depth);
    const name = `m${this.macros.length}`;
    const arity = random.below(3);
    const parameters = ['p', 'q'].slice(0, arity);
    const hasBody = random.chance(0.25);
    const saved = new Map(this.names);
    for (const parameter of parameters) this.names.set(parameter, expressions.anyKind());
    const inner = parameters.map((parameter) => `$${parameter}`).join(' ') + (hasBody ? '<$!bodyContent>' : '');
    const body = inner + this.block(Math.min(depth, 1), random.below(2));
    this.names.clear();
    for (const [key, kind] of saved) this.names.set(key, kind);
    this.macros.push({ name, arity, hasBody });
    const head = [name, ...parameters.map((parameter) => `$${parameter}`)].join(random.pick([' ', ' ', ', ']));
    return this.line(`#macro(${head})`) + body + this.line('#end') + this.macroCall(depth);
  }

  private macroCall(depth: number): string {
    const { random, expressions } = this;
    const { name, arity, hasBody } = random.pick(this.macros);
    const count = random.chance(0.05) ? random.below(3) : arity;
    const args = Array.from({ length: count }, () => expressions.argument(expressions.anyKind(), 1));
    const call = `${name}(${args.join(random.pick([' ', ', ', ',']))})`;
    return hasBody ? `#@${call}${this.block(Math.min(depth, 1), 1)}#end` : this.line(`#${call}`);
  }

  private define(depth: number): string {
    const text =
      this.line('#define($block)') + this.block(Math.min(depth, 1), 1 + this.random.below(2)) + this.line('#end');
    return text + (this.random.chance(0.8) ? '$block ' : '');
  }
}
