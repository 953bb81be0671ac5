import { MappingError } from './value.ts';
import type { Charge } from './value.ts';

/** How much work one rendering may do. */
export type Budget = {
  /** Steps: about one per node, method call and 64 characters handled. */
  steps: number;
  /** Size of the output in UTF-8 bytes. */
  outputBytes: number;
  /** Nesting of macros, blocks and values. */
  depth: number;
  /** Iterations of one #foreach. AWS API Gateway stops at 1,000. */
  foreachIterations: number;
};

export const defaultBudget: Budget = {
  steps: 500_000,
  outputBytes: 10 * 1024 * 1024,
  depth: 100,
  foreachIterations: 1000,
};

/** Counts the work of one rendering against its budget. */
export class Meter {
  readonly budget: Budget;
  private steps = 0;
  private depth = 0;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  /** Charges steps. */
  readonly charge: Charge = (steps) => {
    this.steps += steps;
    if (this.steps > this.budget.steps)
      throw new MappingError('BUDGET_EXCEEDED', 'The template does more work than allowed.');
  };

  /** Charges for handling a text of this many characters. */
  chargeText(length: number): void {
    this.charge(1 + Math.floor(length / 64));
  }

  enter(): void {
    this.depth += 1;
    if (this.depth > this.budget.depth)
      throw new MappingError('BUDGET_EXCEEDED', 'Macros, blocks or values are nested too deeply.');
  }

  leave(): void {
    this.depth -= 1;
  }
}
