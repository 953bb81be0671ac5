import { isObject, own, type Json, type JsonObject } from './json.ts';
import { pointerTokens } from './pointer.ts';
import type { ReportBuilder } from './report.ts';

/** A value of the document and where it really stands: a reference leads from one place to another. */
export type Located = { value: Json; pointer: string };
export type LocatedObject = { value: JsonObject; pointer: string };

/**
 * Follows `$ref` inside one document. Nothing is ever fetched: a reference to a file or URL is refused. Failures are
 * reported once, at the reference, and give null.
 */
export class References {
  readonly #document: JsonObject;
  readonly #report: ReportBuilder;
  readonly used = new Set<string>();

  constructor(document: JsonObject, report: ReportBuilder) {
    this.#document = document;
    this.#report = report;
  }

  /** The value at a pointer of the document, or undefined. */
  at(pointer: string): Json | undefined {
    let value: Json | undefined = this.#document;
    for (const token of pointerTokens(pointer)) {
      if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
      else if (isObject(value)) value = own(value, token);
      else return undefined;
    }
    return value;
  }

  /** The pointer that a `$ref` names when it stays in this document and exists; else reports at `pointer` and gives null. */
  target(reference: Json, pointer: string): string | null {
    if (typeof reference !== 'string') {
      this.#report.error('wrong-type', pointer, 'A $ref must be a string.');
      return null;
    }
    if (reference !== '#' && !reference.startsWith('#/')) {
      const message = reference.startsWith('#')
        ? `The reference ${shown(reference)} names an anchor; only JSON Pointers are followed.`
        : `The reference ${shown(reference)} leaves the document; files and URLs are never fetched. Bundle the document first.`;
      this.#report.error('external-reference', pointer, message);
      return null;
    }
    const target = decodeFragment(reference.slice(1));
    if (target === null || this.at(target) === undefined) {
      this.#report.error('unresolved-reference', pointer, `The reference ${shown(reference)} leads nowhere.`);
      return null;
    }
    this.used.add(target);
    return target;
  }

  /**
   * The object that stands at `pointer`, or that its chain of `$ref` leads to. A chain that returns to itself is an error,
   * because parameters, responses, bodies and path items cannot contain themselves.
   */
  resolve(value: Json | undefined, pointer: string, what: string): LocatedObject | null {
    let current: Json | undefined = value;
    let place = pointer;
    const seen = new Set<string>();
    for (;;) {
      this.#report.spend(1);
      if (!isObject(current)) {
        this.#report.error('wrong-type', place, `${what} must be an object.`);
        return null;
      }
      const reference = own(current, '$ref');
      if (reference === undefined) return { value: current, pointer: place };
      const siblings = Object.keys(current).filter((key) => !['$ref', 'summary', 'description'].includes(key));
      if (siblings.length > 0) {
        this.#report.warn('reference-siblings', place, `Members beside $ref are ignored: ${siblings.join(', ')}.`);
      }
      const target = this.target(reference, `${place}/$ref`);
      if (target === null) return null;
      if (seen.has(target) || target === pointer) {
        this.#report.error('cyclic-reference', `${place}/$ref`, `${what} refers to itself through $ref.`);
        return null;
      }
      seen.add(target);
      place = target;
      current = this.at(target);
    }
  }
}

function shown(reference: string): string {
  return JSON.stringify(reference.length > 200 ? `${reference.slice(0, 200)}…` : reference);
}

/** A URI fragment as a pointer: percent escapes are decoded (RFC 6901, section 6); null when they are malformed. */
function decodeFragment(fragment: string): string | null {
  if (!fragment.includes('%')) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return null;
  }
}
