/** Longest slug made from a name, in characters, before a suffix for uniqueness. */
const slugMaxLength = 80;

/**
 * A readable URL segment for a name: lower-case ASCII letters and digits with single hyphens.
 * Empty when the name holds neither letters nor digits of the ASCII range.
 */
export function slugOf(name: string): string {
  return name
    .slice(0, 1024)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, slugMaxLength)
    .replace(/^-+|-+$/g, '');
}

/** Hands out each slug once: a taken or empty one gets the first free number. */
export class SlugAllocator {
  readonly #taken: Set<string>;

  /** @param reserved slugs that mean something else at the same place of the URL */
  constructor(reserved: Iterable<string> = []) {
    this.#taken = new Set(reserved);
  }

  allocate(name: string, fallback: string): string {
    const base = slugOf(name) || fallback;
    let slug = base;
    for (let n = 2; this.#taken.has(slug); n += 1) slug = `${base}-${n}`;
    this.#taken.add(slug);
    return slug;
  }
}
