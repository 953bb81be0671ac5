import type { Value } from '../value.ts';
import type { Expression } from './ast.ts';

type Argument = { expression: Expression; evaluate: (expression: Expression) => Value };

/**
 * The variables a template sees. Velocity has one global scope; a macro adds its parameters, which stand for the caller's
 * expressions and are evaluated at each use (call by name). What a macro has not, its caller's scope may have.
 */
export class Scope {
  private readonly globals: Map<string, Value>;
  private readonly locals: Map<string, Value> = new Map();
  private readonly args: Map<string, Argument | null>;
  private readonly load: (name: string) => Value | undefined;
  private readonly caller: Scope | null;

  /** `load` supplies AWS's variables when a template first asks for them. */
  constructor(
    load: (name: string) => Value | undefined,
    globals: Map<string, Value> = new Map(),
    args: Map<string, Argument | null> = new Map(),
    caller: Scope | null = null,
  ) {
    this.load = load;
    this.globals = globals;
    this.args = args;
    this.caller = caller;
  }

  get(name: string): Value | undefined {
    const local = this.locals.get(name);
    if (local !== undefined) return local;
    const argument = this.args.get(name);
    if (argument) return argument.evaluate(argument.expression);
    if (this.caller) return this.caller.get(name);
    const value = this.globals.get(name);
    if (value !== undefined) return value;
    const loaded = this.load(name);
    if (loaded !== undefined) this.globals.set(name, loaded);
    return loaded;
  }

  /** What a macro assigns to a parameter, the name has after the call too. */
  set(name: string, value: Value): void {
    if (this.args.has(name) || this.locals.has(name)) this.locals.set(name, value);
    if (this.caller) this.caller.set(name, value);
    else this.globals.set(name, value);
  }

  setLocal(name: string, value: Value): void {
    this.locals.set(name, value);
  }

  /** Gives a name its earlier value back; undefined removes it. */
  restore(name: string, value: Value | undefined): void {
    if (value !== undefined) this.set(name, value);
    else if (!this.locals.delete(name)) {
      if (this.caller) this.caller.restore(name, undefined);
      else this.globals.delete(name);
    }
  }

  /** How the caller wrote the argument that stands behind a parameter, when that is a reference. */
  argumentSource(name: string): string | null {
    const argument = this.args.get(name);
    if (!argument) return this.caller?.argumentSource(name) ?? null;
    return argument.expression.kind === 'reference' ? argument.expression.source : null;
  }

  /** The scope of a macro's body; `evaluate` evaluates an argument in the caller's scope. */
  forMacro(parameters: string[], args: Expression[], evaluate: (expression: Expression) => Value): Scope {
    const bound = new Map<string, Argument | null>();
    parameters.forEach((name, index) => {
      const expression = args[index];
      bound.set(name, expression ? { expression, evaluate } : null);
    });
    return new Scope(this.load, this.globals, bound, this);
  }
}
