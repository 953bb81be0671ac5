/** The words of a name in any writing: `getPetById`, `get-pet_by.id` and `GetPetByID` are all `get pet by id`. */
export function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `get pet` as `getPet`; a name that would start with a digit gets an underscore. */
export function camelCase(words: readonly string[]): string {
  const [first = '', ...rest] = words;
  return identifier(first + rest.map(capital).join(''));
}

/** `get pet` as `GetPet`. */
export function pascalCase(words: readonly string[]): string {
  return identifier(words.map(capital).join(''));
}

function identifier(text: string): string {
  return /^\d/.test(text) ? `_${text}` : text;
}

/** The singular of an English plural, well enough to find `pet` in `pets`. */
export function singular(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ses|xes|ches|shes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/**
 * Gives each name of one scope an identifier of its own: the first keeps the wanted one, later ones get a number. Letter
 * case does not count, so that files named alike stay apart where letter case is ignored.
 */
export class NameAllocator {
  private readonly taken: Set<string>;

  constructor(reserved: Iterable<string> = []) {
    this.taken = new Set([...reserved].map((name) => name.toLowerCase()));
  }

  take(wanted: string, fallback: string): string {
    const base = wanted === '' ? fallback : wanted;
    let name = base;
    for (let number = 2; this.taken.has(name.toLowerCase()); number += 1) name = `${base}${number}`;
    this.taken.add(name.toLowerCase());
    return name;
  }
}
