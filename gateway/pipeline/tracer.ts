import type { PhaseTrace } from '#core/telemetry/trace.ts';

/** Longest text that one detail of a trace keeps, characters. */
const detailMaxLength = 64 * 1024;

/** Collects what each phase did with a test call. */
export class Tracer {
  readonly phases: PhaseTrace[] = [];
  private current: PhaseTrace | null = null;
  private startedAtMs = 0;

  begin(phase: string): void {
    this.current = { phase, outcome: 'passed', durationMs: 0, summary: '', detail: {} };
    this.startedAtMs = performance.now();
  }

  end(outcome: PhaseTrace['outcome'], summary?: string): void {
    const { current } = this;
    if (!current) return;
    this.current = null;
    if (current.outcome === 'passed') current.outcome = outcome;
    if (summary !== undefined) current.summary = summary;
    current.durationMs = performance.now() - this.startedAtMs;
    this.phases.push(current);
  }

  /** One sentence of what the phase decided. */
  say(summary: string): void {
    if (this.current) this.current.summary = summary;
  }

  /** The phase has nothing to do for this request. */
  skip(summary: string): void {
    this.say(summary);
    if (this.current) this.current.outcome = 'skipped';
  }

  /** Something that the phase saw or made. */
  note(name: string, text: string): void {
    if (this.current)
      this.current.detail[name] = text.length > detailMaxLength ? `${text.slice(0, detailMaxLength)}…` : text;
  }
}
