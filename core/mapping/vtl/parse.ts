import type { Block, Expression, Macro, Node, Position, Program, Reference } from './ast.ts';
import { Cursor, TemplateSyntaxError } from './cursor.ts';
import { ExpressionParser } from './parse-expression.ts';

const setHere = /[ \t]*#(?:set|\{set\}) *\(/y;
const directiveHere = /#@?(?:([A-Za-z_][\w@]*)|\{([A-Za-z_][\w@]*)\})/y;
const macroNames = /#(?:macro|\{macro\})\s*\(\s*([A-Za-z_][\w-]*)/g;
/** A # that begins no directive, with the word or number that Velocity's lexer takes along. */
const hashText = /#(?:-?\d+|[A-Za-z_@][\w@]*|\{[A-Za-z_][\w@]*\})?/y;
const afterReference = /(?:[A-Za-z_][\w-]*|\{)*\}?/y;
const restOfLine = /[ \t]*(?:\r\n|\n|\r)/y;
const builtIn = new Set([
  'set',
  'if',
  'elseif',
  'else',
  'end',
  'foreach',
  'break',
  'stop',
  'macro',
  'define',
  'literal',
]);
const unavailable = new Set(['include', 'parse', 'evaluate']);

/**
 * Parses a template as Apache Velocity 1.7 does, white space included: `#set` swallows the blanks before it, a directive
 * swallows the line break after it, a `##` comment its own line break.
 *
 * @throws TemplateSyntaxError with an offset into `source`.
 */
export function parseTemplate(source: string): Program {
  const macros = new Map<string, Macro>();
  const known = new Set([...source.matchAll(macroNames)].map((match) => match[1] ?? ''));
  const parser = new BlockParser(new Cursor(source), known, macros);
  return { body: parser.template(), macros };
}

type End = 'end' | 'else' | 'elseif' | 'eof';

class BlockParser {
  private readonly cursor: Cursor;
  private readonly known: ReadonlySet<string>;
  private readonly macros: Map<string, Macro>;
  private readonly expressions: ExpressionParser;

  constructor(cursor: Cursor, known: ReadonlySet<string>, macros: Map<string, Macro>) {
    this.cursor = cursor;
    this.known = known;
    this.macros = macros;
    this.expressions = new ExpressionParser(cursor, (text, outer, at) =>
      outer.nested((depth) => {
        try {
          return new BlockParser(new Cursor(text, outer.position(at), depth), known, macros).template();
        } catch (error) {
          throw error instanceof TemplateSyntaxError ? new TemplateSyntaxError(error.message, at + error.at) : error;
        }
      }),
    );
  }

  template(): Block {
    const start = this.cursor.at;
    const { body, end } = this.block();
    if (end !== 'eof')
      this.cursor.fail(`#${end} has no directive that it belongs to.`, Math.max(start, this.cursor.at - 1));
    return body;
  }

  /** Reads nodes up to the directive that ends the block; that directive itself is consumed. */
  private block(): { body: Block; end: End } {
    const { cursor } = this;
    const body: Block = [];
    let text = '';
    /** The reference that ended right here, whose state Velocity's lexer keeps during a #set. */
    let before: Reference | null = null;
    const flush = (): void => {
      if (text !== '') body.push({ kind: 'text', text });
      text = '';
    };
    const add = (node: Node | null): void => {
      flush();
      if (node) body.push(node);
    };
    // Each turn takes what is one token of Velocity's lexer: only at the start of one does #set swallow the blanks before it.
    while (!cursor.done) {
      if (cursor.looksAt(setHere)) {
        const follows = text === '' ? before : null;
        add(this.set());
        if (follows) text += this.restOfReference(follows);
        continue;
      }
      before = null;
      const run = cursor.match(/[^$#\\]+/y);
      if (run) {
        text += run[0];
        continue;
      }
      const backslashes = cursor.match(/\\*/y)?.[0].length ?? 0;
      if (cursor.char === '$') {
        const reference = this.expressions.reference();
        if (reference) {
          add({ kind: 'output', reference, backslashes });
          if (!reference.source.endsWith('}')) {
            text += this.restOfReference(reference);
            before = reference;
          }
        } else {
          text += this.lone(backslashes, this.character());
        }
      } else if (cursor.char === '#') {
        const name = this.directiveName();
        if (backslashes > 0 && name !== null) {
          const isEscaped = backslashes % 2 === 1;
          // Velocity does not know #set and #@macro when it judges an even number of backslashes.
          const isUnseen = name === 'set' || cursor.text[cursor.at + 1] === '@';
          text += '\\'.repeat(isUnseen && !isEscaped ? backslashes : backslashes >> 1);
          if (isEscaped) {
            text += cursor.match(directiveHere)?.[0] ?? '';
            continue;
          }
        } else {
          text += '\\'.repeat(backslashes);
        }
        if (name === 'end' || name === 'else' || name === 'elseif') {
          flush();
          cursor.match(directiveHere);
          if (name !== 'elseif') cursor.match(restOfLine);
          return { body, end: name };
        }
        if (name !== null) {
          add(cursor.nested(() => this.directive(name)));
        } else if (this.comment()) {
          flush();
        } else if (cursor.take('#[[')) {
          text += this.rawText();
        } else {
          text += this.lone(0, cursor.match(hashText)?.[0] ?? '');
        }
      } else {
        text += '\\'.repeat(backslashes);
      }
    }
    flush();
    return { body, end: 'eof' };
  }

  /** What Velocity's lexer takes for tokens of the reference though the grammar does not; after a property it sees no comment. */
  private restOfReference({ parts }: Reference): string {
    const rest = this.cursor.match(afterReference)?.[0] ?? '';
    return rest === '' && parts.at(-1)?.kind === 'property' && this.cursor.take('##') ? '##' : rest;
  }

  /** A $ or # that begins nothing. Velocity's lexer loses it before a #set. */
  private lone(backslashes: number, characters: string): string {
    const isLost = (characters === '$' || characters === '#') && this.cursor.looksAt(setHere);
    return isLost ? '' : '\\'.repeat(backslashes) + characters;
  }

  private character(): string {
    const { char } = this.cursor;
    this.cursor.at += 1;
    return char;
  }

  /** The name of the directive or known macro at a `#`, without moving. */
  private directiveName(): string | null {
    const { cursor } = this;
    const start = cursor.at;
    const match = cursor.match(directiveHere);
    cursor.at = start;
    const name = match?.[1] ?? match?.[2];
    if (name === undefined) return null;
    if (unavailable.has(name)) cursor.fail(`#${name} is not available in mapping templates.`);
    if (name === 'set') return cursor.looksAt(setHere) ? name : null;
    return builtIn.has(name) || this.known.has(name) ? name : null;
  }

  private comment(): boolean {
    const { cursor } = this;
    if (cursor.match(/##[^\r\n]*(?:\r\n|\n|\r)?/y)) return true;
    if (!cursor.take('#*')) return false;
    const end = cursor.text.indexOf('*#', cursor.at);
    cursor.at = end < 0 ? cursor.text.length : end + 2;
    return true;
  }

  private rawText(): string {
    const { cursor } = this;
    const end = cursor.text.indexOf(']]#', cursor.at);
    if (end < 0) cursor.fail('#[[ is not closed by ]]#.', cursor.at - 3);
    const raw = cursor.text.slice(cursor.at, end);
    cursor.at = end + 3;
    return raw;
  }

  private directive(name: string): Node | null {
    const { cursor } = this;
    if (name === 'set') return this.set();
    const start = cursor.at;
    const place = cursor.position();
    cursor.match(directiveHere);
    switch (name) {
      case 'if':
        return this.conditional(start, place);
      case 'foreach':
        return this.foreach(start, place);
      case 'macro':
        return this.macro(start);
      case 'define':
        return this.define(start);
      case 'literal':
        return this.literal(start);
      case 'break':
        return { kind: 'break', scope: this.leaving(name, start), ...place };
      case 'stop':
        this.leaving(name, start);
        return { kind: 'stop' };
      default:
        return this.call(name, start, place);
    }
  }

  private open(directive: string): void {
    this.cursor.skipSpace();
    this.cursor.expect('(', `#${directive} is followed by an expression in parentheses.`);
  }

  private close(): void {
    this.cursor.skipSpace();
    this.cursor.expect(')', 'A closing parenthesis is expected here.');
    this.cursor.match(restOfLine);
  }

  /** The body of a directive up to its `#end`. */
  private body(directive: string, start: number): Block {
    const { body, end } = this.block();
    if (end === 'eof') this.cursor.fail(`#${directive} has no #end.`, start);
    if (end !== 'end') this.cursor.fail(`#${end} does not belong to #${directive}.`);
    return body;
  }

  private set(): Node {
    const { cursor } = this;
    cursor.match(/[ \t]*/y);
    const place = cursor.position();
    cursor.match(setHere);
    cursor.skipSpace();
    const target = this.expressions.reference();
    if (!target) return cursor.fail('#set needs a reference such as $name on its left side.');
    if (target.parts.at(-1)?.kind === 'call') cursor.fail('#set cannot assign to a method call.');
    cursor.skipSpace();
    cursor.expect('=', 'An = is expected in #set.');
    const value = this.expressions.expression();
    this.close();
    return { kind: 'set', target, value, ...place };
  }

  private conditional(start: number, place: Position): Node {
    const branches: { condition: Expression; body: Block }[] = [];
    let otherwise: Block = [];
    for (;;) {
      this.open('if');
      const condition = this.expressions.expression();
      this.close();
      const { body, end } = this.block();
      branches.push({ condition, body });
      if (end === 'eof') this.cursor.fail('#if has no #end.', start);
      if (end === 'end') break;
      if (end === 'else') {
        otherwise = this.body('else', start);
        break;
      }
    }
    return { kind: 'if', branches, otherwise, ...place };
  }

  private variable(directive: string): string {
    const { cursor } = this;
    cursor.skipSpace();
    const match = cursor.match(/\$!?(?:([A-Za-z_][\w-]*)|\{([A-Za-z_][\w-]*)\})/y);
    return match?.[1] ?? match?.[2] ?? cursor.fail(`#${directive} needs a reference such as $name here.`);
  }

  private foreach(start: number, place: Position): Node {
    const { cursor } = this;
    this.open('foreach');
    const name = this.variable('foreach');
    cursor.skipSpace();
    if (!cursor.match(/in\b/y)) cursor.fail('The word "in" is expected in #foreach.');
    const source = this.expressions.expression();
    this.close();
    return { kind: 'foreach', name, source, body: this.body('foreach', start), ...place };
  }

  private macro(start: number): null {
    const { cursor } = this;
    this.open('macro');
    cursor.skipSpace();
    const name = cursor.match(/[A-Za-z_][\w-]*/y)?.[0] ?? cursor.fail('#macro needs a name first.');
    const parameters: string[] = [];
    while (cursor.match(/[\s,]*(?=\$)/y)) parameters.push(this.variable('macro'));
    this.close();
    const body = this.body('macro', start);
    if (!builtIn.has(name)) this.macros.set(name, { name, parameters, body });
    return null;
  }

  private define(start: number): Node {
    this.open('define');
    const name = this.variable('define');
    this.close();
    return { kind: 'define', name, body: this.body('define', start) };
  }

  private literal(start: number): Node {
    const { cursor } = this;
    this.open('literal');
    this.close();
    const from = cursor.at;
    this.body('literal', start);
    const text = cursor.text.slice(from, cursor.at).replace(/#(?:end|\{end\})[ \t]*(?:\r\n|\n|\r)?$/, '');
    return { kind: 'text', text };
  }

  /** The argument of #break or #stop, if there is one. */
  private leaving(name: string, start: number): Expression | null {
    const args = this.args(name, start);
    if (!args) this.cursor.match(restOfLine);
    else if (args.length > 1) this.cursor.fail(`#${name} takes one argument at most.`, start);
    return args?.[0] ?? null;
  }

  /** Arguments in parentheses with the end of their line; null without parentheses. */
  private args(name: string, start: number): Expression[] | null {
    const { cursor } = this;
    if (!cursor.match(/\s*\(/y)) return null;
    const args: Expression[] = [];
    for (;;) {
      cursor.match(/[\s,]*/y);
      if (cursor.done) cursor.fail(`The arguments of #${name} are not closed.`, start);
      if (cursor.char === ')') break;
      args.push(this.expressions.primary());
    }
    this.close();
    return args;
  }

  private call(name: string, start: number, place: Position): Node {
    const { cursor } = this;
    const hasBody = cursor.text[start + 1] === '@';
    const args = this.args(name, start) ?? [];
    const body = hasBody ? this.body(name, start) : null;
    return { kind: 'call', name, args, body, source: cursor.text.slice(start, cursor.at), ...place };
  }
}
