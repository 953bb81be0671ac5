import { Meter, defaultBudget } from '#core/mapping/meter.ts';
import { MappingError } from '#core/mapping/value.ts';
import { TemplateSyntaxError } from '#core/mapping/vtl/cursor.ts';
import { Evaluator } from '#core/mapping/vtl/evaluate.ts';
import { Output } from '#core/mapping/vtl/output.ts';
import { parseTemplate } from '#core/mapping/vtl/parse.ts';
import { Scope } from '#core/mapping/vtl/scope.ts';
import { templateVariables } from './variables.ts';

/** What the product's engine makes of a template; null where it refuses or fails. */
export function renderOurs(source: string): { output: string | null; reason: string } {
  try {
    const program = parseTemplate(source);
    const meter = new Meter(defaultBudget);
    const out = new Output(meter);
    const scope = new Scope(() => undefined, templateVariables());
    new Evaluator(program, meter, false).render(program.body, scope, out);
    return { output: out.toString(), reason: '' };
  } catch (error) {
    if (error instanceof TemplateSyntaxError || error instanceof MappingError) {
      return { output: null, reason: error.message };
    }
    throw error;
  }
}
