import type { Meter } from '../meter.ts';
import {
  HostObject,
  JavaDouble,
  MappingError,
  TextBuilder,
  VtlList,
  VtlMap,
  asIndex,
  toKey,
  toText,
} from '../value.ts';
import type { Key, Value } from '../value.ts';
import { arithmetic, compare, looselyEquals } from './arithmetic.ts';
import type { Block, Expression, Macro, Node, Position, Program, Reference } from './ast.ts';
import { LoopState } from './loop-state.ts';
import { callMethod, getIndex, getProperty, setMember } from './members.ts';
import { Output } from './output.ts';
import type { Scope } from './scope.ts';

/** Deepest macro calls, as Velocity's velocimacro.max.depth. */
const maxMacroDepth = 20;
/** Most items a range such as `[1..9]` may have. */
const maxRange = 100_000;

/** How a block ended: a loop when that one is left. */
type Flow = 'next' | 'break' | 'stop' | LoopState;

/** Leaves the evaluation of a value in which a block ended early. */
class Interruption extends Error {
  override name = 'Interruption';
  readonly flow: Flow;

  constructor(flow: Flow) {
    super('A block ended early.');
    this.flow = flow;
  }
}

/** The body of a `#define`, rendered where it is used. Made a text of, it sees the variables of where it was defined. */
class DefinedBlock extends HostObject {
  readonly render: (scope: Scope, out: Output) => void;
  private readonly scope: Scope;
  private readonly meter: Meter;

  constructor(render: (scope: Scope, out: Output) => void, scope: Scope, meter: Meter) {
    super();
    this.render = render;
    this.scope = scope;
    this.meter = meter;
  }

  override text(): string {
    const out = new Output(this.meter);
    this.render(this.scope, out);
    return out.toString();
  }
}

/** Walks a parsed template over its variables. `place` is where the work stands, for errors. */
export class Evaluator {
  place: Position = { line: 1, column: 1 };
  private readonly program: Program;
  private readonly meter: Meter;
  /** References without a value are empty, as in AWS API Gateway, and do not print as they are written. */
  private readonly isSilent: boolean;
  private macroDepth = 0;
  /** Blocks that are being rendered, each within the one before. */
  private openBlocks = 0;

  constructor(program: Program, meter: Meter, isSilent: boolean) {
    this.program = program;
    this.meter = meter;
    this.isSilent = isSilent;
  }

  render(block: Block, scope: Scope, out: Output): Flow {
    this.meter.enter();
    this.openBlocks += 1;
    const flow = this.nodes(block, scope, out);
    this.openBlocks -= 1;
    this.meter.leave();
    return flow;
  }

  private nodes(block: Block, scope: Scope, out: Output): Flow {
    try {
      for (const node of block) {
        const flow = this.node(node, scope, out);
        if (flow !== 'next') return flow;
      }
      return 'next';
    } catch (error) {
      if (error instanceof Interruption) return error.flow;
      throw error;
    }
  }

  private node(node: Node, scope: Scope, out: Output): Flow {
    this.meter.charge(1);
    switch (node.kind) {
      case 'text':
        out.write(node.text);
        return 'next';
      case 'output':
        this.print(node.reference, node.backslashes, scope, out);
        return 'next';
      case 'set': {
        this.place = node;
        const value = this.evaluate(node.value, scope);
        if (value !== null) this.assign(node.target, value, scope);
        return 'next';
      }
      case 'if': {
        this.place = node;
        const branch = node.branches.find(({ condition }) => this.test(condition, scope));
        return this.render(branch ? branch.body : node.otherwise, scope, out);
      }
      case 'foreach':
        return this.foreach(node, scope, out);
      case 'call':
        return this.macro(node, scope, out);
      case 'define':
        scope.set(node.name, this.definedBlock(node.body, scope, null));
        return 'next';
      case 'break':
        this.place = node;
        return node.scope ? this.leave(this.evaluate(node.scope, scope)) : 'break';
      case 'stop':
        return 'stop';
    }
  }

  private leave(loop: Value): LoopState {
    if (loop instanceof LoopState && !loop.isOver) return loop;
    throw new MappingError('TEMPLATE_FAILED', '#break takes nothing but a loop around it, such as $foreach.parent.');
  }

  /** A #break within the block ends it; what ends more than that ends the template's block that asked for it. */
  private definedBlock(body: Block, scope: Scope, within: Scope | null): DefinedBlock {
    const render = (current: Scope, out: Output): void => {
      const flow = this.render(body, within ?? current, out);
      if (flow !== 'next' && flow !== 'break' && this.openBlocks > 0) throw new Interruption(flow);
    };
    return new DefinedBlock(render, scope, this.meter);
  }

  private interpolated(body: Block, scope: Scope): string {
    const out = new Output(this.meter);
    const flow = this.render(body, scope, out);
    if (flow !== 'next') throw new Interruption(flow);
    return out.toString();
  }

  private print(reference: Reference, backslashes: number, scope: Scope, out: Output): void {
    const value = this.reference(reference, scope);
    const source = shownSource(reference, scope);
    if (value === null && !this.isSilent) {
      const isEscaped = backslashes % 2 === 1;
      const half = backslashes >> 1;
      out.write('\\'.repeat(isEscaped ? half + 1 : backslashes));
      out.write(reference.quiet && !isEscaped ? '' : source);
      return;
    }
    out.write('\\'.repeat(backslashes >> 1));
    if (backslashes % 2 === 1) out.write(source);
    else if (value instanceof DefinedBlock) value.render(scope, out);
    else if (value !== null) out.write(toText(value, this.meter.charge));
  }

  private assign(target: Reference, value: Value, scope: Scope): void {
    const last = target.parts.at(-1);
    if (!last) {
      scope.set(target.name, value);
      return;
    }
    const owner = this.reference({ ...target, parts: target.parts.slice(0, -1) }, scope);
    if (last.kind === 'property') setMember(owner, last.name, value, this.meter);
    else if (last.kind === 'index') setMember(owner, this.evaluate(last.index, scope), value, this.meter);
  }

  private foreach(node: Extract<Node, { kind: 'foreach' }>, scope: Scope, out: Output): Flow {
    this.place = node;
    const source = this.evaluate(node.source, scope);
    const items =
      source instanceof VtlList ? [...source.items] : source instanceof VtlMap ? [...source.entries.values()] : [];
    const limit = this.meter.budget.foreachIterations;
    if (items.length > limit) throw new MappingError('BUDGET_EXCEEDED', `A #foreach runs at most ${limit} times.`);
    const around = scope.get('foreach');
    const state = new LoopState(items.length, around instanceof LoopState ? around : null);
    const saved = ['foreach', 'velocityCount', node.name].map((name) => [name, scope.get(name)] as const);
    let flow: Flow = 'next';
    for (const [index, item] of items.entries()) {
      this.meter.charge(1);
      state.index = index;
      scope.set('foreach', state);
      scope.set('velocityCount', index + 1);
      scope.set(node.name, item);
      flow = this.render(node.body, scope, out);
      if (flow !== 'next') break;
    }
    state.isOver = true;
    for (const [name, value] of saved) scope.restore(name, value);
    return flow === 'break' || flow === state ? 'next' : flow;
  }

  private macro(node: Extract<Node, { kind: 'call' }>, scope: Scope, out: Output): Flow {
    this.place = node;
    const macro: Macro | undefined = this.program.macros.get(node.name);
    if (!macro) {
      out.write(node.source);
      return 'next';
    }
    this.macroDepth += 1;
    if (this.macroDepth > maxMacroDepth) {
      throw new MappingError('BUDGET_EXCEEDED', `Macros call each other more than ${maxMacroDepth} levels deep.`);
    }
    const inner = scope.forMacro(macro.parameters, node.args, (argument) => this.evaluate(argument, scope));
    const { body } = node;
    if (body) inner.setLocal('bodyContent', this.definedBlock(body, inner, inner));
    const flow = this.render(macro.body, inner, out);
    this.macroDepth -= 1;
    return flow === 'break' ? 'next' : flow;
  }

  /** A condition as Velocity 1.7 judges it: a reference is true unless it is null or false, a literal is never true. */
  private test(expression: Expression, scope: Scope): boolean {
    if (expression.kind === 'reference') {
      const value = this.reference(expression, scope);
      return value !== null && value !== false;
    }
    if (expression.kind !== 'binary' && expression.kind !== 'not' && expression.kind !== 'boolean') return false;
    return this.evaluate(expression, scope) === true;
  }

  evaluate(expression: Expression, scope: Scope): Value {
    this.meter.charge(1);
    switch (expression.kind) {
      case 'reference':
        return this.reference(expression, scope);
      case 'string':
      case 'integer':
      case 'boolean':
        return expression.value;
      case 'double':
        return new JavaDouble(expression.value);
      case 'interpolated':
        return this.interpolated(expression.body, scope);
      case 'list':
        return new VtlList(expression.items.map((item) => this.evaluate(item, scope)));
      case 'range':
        return this.range(this.evaluate(expression.from, scope), this.evaluate(expression.to, scope));
      case 'map': {
        const entries = new Map<Key, Value>();
        for (const { key, value } of expression.entries)
          entries.set(toKey(this.evaluate(key, scope), this.meter.charge), this.evaluate(value, scope));
        return new VtlMap(entries);
      }
      case 'not':
        return !this.test(expression.operand, scope);
      case 'negative':
        return arithmetic('-', 0, this.evaluate(expression.operand, scope));
      case 'binary':
        return this.binary(expression, scope);
    }
  }

  private binary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>, scope: Scope): Value {
    switch (operator) {
      case '&&':
        return this.test(left, scope) && this.test(right, scope);
      case '||':
        return this.test(left, scope) || this.test(right, scope);
      case '==':
        return this.equal(left, right, scope);
      case '!=':
        return !this.equal(left, right, scope);
      case '<':
      case '<=':
      case '>':
      case '>=':
        return compare(operator, this.evaluate(left, scope), this.evaluate(right, scope));
      case '+':
        return this.sum(left, right, scope);
      default:
        return arithmetic(operator, this.evaluate(left, scope), this.evaluate(right, scope));
    }
  }

  /** `==`: where a missing value prints nothing, it also equals the empty text. */
  private equal(left: Expression, right: Expression, scope: Scope): boolean {
    const missing = this.isSilent ? '' : null;
    return looselyEquals(
      this.evaluate(left, scope) ?? missing,
      this.evaluate(right, scope) ?? missing,
      this.meter.charge,
    );
  }

  /** `+`: when one side is a text, a reference without a value joins as it is written. */
  private sum(left: Expression, right: Expression, scope: Scope): Value {
    let a = this.evaluate(left, scope);
    let b = this.evaluate(right, scope);
    if (a === null && typeof b === 'string' && left.kind === 'reference') a = left.source;
    if (b === null && typeof a === 'string' && right.kind === 'reference') b = right.source;
    if (typeof a === 'string' || typeof b === 'string') {
      const joined = new TextBuilder();
      joined.add(toText(a, this.meter.charge));
      joined.add(toText(b, this.meter.charge));
      this.meter.chargeText(joined.toString().length);
      return joined.toString();
    }
    return arithmetic('+', a, b);
  }

  private range(from: Value, to: Value): Value {
    const start = asIndex(from);
    const end = asIndex(to);
    if (start === null || end === null) return null;
    const size = Math.abs(end - start) + 1;
    if (size > maxRange) throw new MappingError('BUDGET_EXCEEDED', `A range has at most ${maxRange} items.`);
    this.meter.charge(size);
    const step = end >= start ? 1 : -1;
    return new VtlList(Array.from({ length: size }, (_, i) => start + i * step));
  }

  private reference(reference: Reference, scope: Scope): Value {
    let value: Value = scope.get(reference.name) ?? null;
    for (const part of reference.parts) {
      if (value === null) return null;
      this.meter.charge(1);
      this.place = reference;
      if (part.kind === 'property') value = getProperty(value, part.name);
      else if (part.kind === 'index') value = getIndex(value, this.evaluate(part.index, scope), this.meter);
      else {
        const args = part.args.map((argument) => this.evaluate(argument, scope));
        this.place = reference;
        value = callMethod(value, part.name, args, this.meter);
      }
    }
    return value;
  }
}

/** What is printed of a reference without a value: as it is written, or as the caller of the macro wrote it. */
function shownSource({ name, parts, quiet, source }: Reference, scope: Scope): string {
  const isPlain = parts.length === 0 && !quiet && !source.endsWith('}');
  return (isPlain ? scope.argumentSource(name) : null) ?? source;
}
