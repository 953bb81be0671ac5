import { MappingError } from '../value.ts';

/** One `%...` of a format, understood. */
export type Specifier = {
  /** The argument: its index from 0, the one used last, or the next in order. */
  argument: number | 'last' | 'next';
  flags: string;
  width: number | null;
  precision: number | null;
  /** Lower case, `%` or `n`. */
  kind: string;
  isUpper: boolean;
};

/** Widest field and most decimals. */
const maxWidth = 1000;
const general = 'bhs';
const floats = 'efg';
/** Flags that do not go with a conversion. */
const unfit = new Map([
  ['b', '#+ 0,('],
  ['h', '#+ 0,('],
  ['s', '#+ 0,('],
  ['c', '#+ 0,('],
  ['d', '#'],
  ['o', ','],
  ['x', ','],
  ['e', ','],
  ['f', ''],
  ['g', '#'],
  ['%', '#+ 0,('],
  ['n', '-#+ 0,('],
]);

/** @throws MappingError TEMPLATE_FAILED, as all of java.util.Formatter's exceptions */
export function refuseFormat(message: string): never {
  throw new MappingError('TEMPLATE_FAILED', message);
}

/**
 * Reads a specifier by the rules of java.util.Formatter.
 *
 * @throws MappingError TEMPLATE_FAILED for a conversion that is not known here, or what does not go with it
 */
export function readSpecifier(source: string): Specifier {
  const match = /^%(?:([1-9]\d*)\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])$/.exec(source);
  if (!match) return refuseFormat(`format does not know ${source}.`);
  const [, index, allFlags = '', widthText, precisionText, letter = ''] = match;
  const flags = allFlags.replace('<', '');
  const [width, precision] = [widthText, precisionText].map((text) => (text === undefined ? null : Number(text)));
  const kind = letter.toLowerCase();
  const isUpper = letter !== kind;
  const bad = unfit.get(kind);
  if (bad === undefined || (isUpper && !'bhscxeg'.includes(kind))) refuseFormat(`format does not know %${letter}.`);
  const isLast = allFlags.includes('<');
  const specifier: Specifier = {
    argument: isLast ? 'last' : index === undefined ? 'next' : Number(index) - 1,
    flags,
    width: width ?? null,
    precision: precision ?? null,
    kind,
    isUpper,
  };
  if ([...flags].some((flag) => bad.includes(flag)) || !agrees(specifier)) {
    refuseFormat(`The parts of ${source} do not go together.`);
  }
  if (Math.max(width ?? 0, precision ?? 0) > maxWidth) refuseFormat(`format writes at most ${maxWidth} characters.`);
  return specifier;
}

function agrees({ flags, width, precision, kind }: Specifier): boolean {
  if (new Set(flags).size !== flags.length) return false;
  if (flags.includes('+') && flags.includes(' ')) return false;
  if (flags.includes('-') && flags.includes('0')) return false;
  if (width === null && /[-0]/.test(flags)) return false;
  if (kind === 'n') return width === null && precision === null;
  return precision === null || general.includes(kind) || floats.includes(kind);
}
