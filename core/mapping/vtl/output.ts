import type { Meter } from '../meter.ts';
import { MappingError, maxTextLength } from '../value.ts';

/** The text a template writes, bounded by the budget's output bytes. */
export class Output {
  private readonly meter: Meter;
  private text = '';
  private bytes = 0;

  constructor(meter: Meter) {
    this.meter = meter;
  }

  write(piece: string): void {
    if (piece === '') return;
    this.meter.chargeText(piece.length);
    this.bytes += utf8Length(piece);
    if (this.bytes > this.meter.budget.outputBytes || this.text.length + piece.length > maxTextLength) {
      throw new MappingError(
        'BUDGET_EXCEEDED',
        `The template writes more than ${this.meter.budget.outputBytes} bytes.`,
      );
    }
    this.text += piece;
  }

  toString(): string {
    return this.text;
  }
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
