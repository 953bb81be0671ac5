import type { Meter } from '../meter.ts';
import { MappingError, VtlEntry, VtlList, VtlMap, asIndex, deepEquals, toKey, toText } from '../value.ts';
import type { Value } from '../value.ts';
import { javaHash } from './java-hash.ts';
import { refuseNull } from './methods-string.ts';
import type { Method } from './methods-string.ts';

/** What a method prints that has no result in Java. */
const nothing = '';

function position(list: VtlList, index: Value | undefined, end: number): number | null {
  const at = asIndex(index);
  if (at === null) return null;
  if (at < 0 || at >= end) {
    throw new MappingError('TEMPLATE_FAILED', `The index ${at} is outside of the list of ${list.items.length}.`);
  }
  return at;
}

function indexOf(list: VtlList, item: Value | undefined, meter: Meter): number {
  return list.items.findIndex((other) => deepEquals(other, item ?? null, meter.charge));
}

/** A method with one value of any class: Java's lists have none of its name with more. */
function withItem(run: (self: VtlList, item: Value, meter: Meter) => Value): Method<VtlList> {
  return (self, args, meter) => {
    const [item] = args;
    return item === undefined || args.length > 1 ? undefined : run(self, item, meter);
  };
}

function withList(run: (self: VtlList, other: VtlList, meter: Meter) => Value): Method<VtlList> {
  return (self, [other], meter) => {
    if (other === null) refuseNull();
    if (!(other instanceof VtlList)) return undefined;
    meter.charge((self.items.length + 1) * (other.items.length + 1));
    return run(self, other, meter);
  };
}

function keepWhere(list: VtlList, keep: (item: Value) => boolean): boolean {
  const before = list.items.length;
  list.items = list.items.filter(keep);
  return list.items.length !== before;
}

/** `list[i]`: from the end when negative, as Velocity 1.7 does. Null for an index that is no number. */
export function listIndex(list: VtlList, index: Value): Value {
  const at = asIndex(index);
  if (at === null) return null;
  const from = position(list, at < 0 ? at + list.items.length : at, list.items.length);
  return from === null ? null : (list.items[from] ?? null);
}

/** `#set($list[i] = value)`. */
export function setListIndex(list: VtlList, index: Value, value: Value): void {
  const at = asIndex(index);
  const from = position(list, at !== null && at < 0 ? at + list.items.length : index, list.items.length);
  if (from !== null) list.items[from] = value;
}

/** What a template may call on a list, as java.util.ArrayList. */
export const listMethods: ReadonlyMap<string, Method<VtlList>> = new Map<string, Method<VtlList>>([
  [
    'add',
    (self, args) => {
      const [first, second] = args;
      if (first === undefined) return undefined;
      if (second === undefined) {
        self.items.push(first);
        return true;
      }
      const at = position(self, first, self.items.length + 1);
      if (at === null) return undefined;
      self.items.splice(at, 0, second);
      return nothing;
    },
  ],
  [
    'addAll',
    (self, [first, second], meter) => {
      const other = second === undefined ? first : second;
      if (other === null) refuseNull();
      if (!(other instanceof VtlList)) return undefined;
      meter.charge(self.items.length + other.items.length);
      const at = second === undefined ? self.items.length : position(self, first, self.items.length + 1);
      if (at === null) return undefined;
      self.items = [...self.items.slice(0, at), ...other.items, ...self.items.slice(at)];
      return other.items.length > 0;
    },
  ],
  [
    'clear',
    (self) => {
      self.items = [];
      return nothing;
    },
  ],
  ['contains', (self, [item], meter) => (item === undefined ? undefined : indexOf(self, item, meter) >= 0)],
  ['containsAll', withList((self, other, meter) => other.items.every((item) => indexOf(self, item, meter) >= 0))],
  ['equals', (self, [other], meter) => deepEquals(self, other ?? null, meter.charge)],
  [
    'get',
    (self, [index]) => {
      const at = position(self, index, self.items.length);
      return at === null ? undefined : (self.items[at] ?? null);
    },
  ],
  ['hashCode', (self, _args, meter) => javaHash(self, meter.charge)],
  ['indexOf', withItem(indexOf)],
  ['isEmpty', (self) => self.items.length === 0],
  ['iterator', (self) => new VtlList([...self.items])],
  [
    'lastIndexOf',
    withItem((self, item, meter) => self.items.findLastIndex((other) => deepEquals(other, item, meter.charge))),
  ],
  [
    'remove',
    (self, [what], meter) => {
      if (what === undefined) return undefined;
      if (asIndex(what) === null) {
        const found = indexOf(self, what, meter);
        if (found >= 0) self.items.splice(found, 1);
        return found >= 0;
      }
      const at = position(self, what, self.items.length);
      return at === null ? undefined : (self.items.splice(at, 1)[0] ?? null);
    },
  ],
  ['removeAll', withList((self, other, meter) => keepWhere(self, (item) => indexOf(other, item, meter) < 0))],
  ['retainAll', withList((self, other, meter) => keepWhere(self, (item) => indexOf(other, item, meter) >= 0))],
  [
    'set',
    (self, [index, item]) => {
      const at = position(self, index, self.items.length);
      if (at === null || item === undefined) return undefined;
      const before = self.items[at] ?? null;
      self.items[at] = item;
      return before;
    },
  ],
  ['size', (self) => self.items.length],
  [
    'subList',
    (self, [from, to]) => {
      if (asIndex(from) === null || asIndex(to) === null) return undefined;
      const start = position(self, from, self.items.length + 1);
      const end = position(self, to, self.items.length + 1);
      if (start === null || end === null) return undefined;
      if (start > end) throw new MappingError('TEMPLATE_FAILED', 'The first index of subList is above the second one.');
      return new VtlList(self.items.slice(start, end));
    },
  ],
  ['toArray', (self) => new VtlList([...self.items])],
  ['toString', (self, _args, meter) => toText(self, meter.charge)],
]);

/** What a template may call on a map, as java.util.LinkedHashMap. */
export const mapMethods: ReadonlyMap<string, Method<VtlMap>> = new Map<string, Method<VtlMap>>([
  [
    'clear',
    (self) => {
      self.entries.clear();
      return nothing;
    },
  ],
  ['containsKey', (self, [key], meter) => (key === undefined ? undefined : self.entries.has(toKey(key, meter.charge)))],
  [
    'containsValue',
    (self, [value], meter) => {
      meter.charge(self.entries.size);
      return [...self.entries.values()].some((other) => deepEquals(other, value ?? null, meter.charge));
    },
  ],
  [
    'entrySet',
    (self, _args, meter) => {
      meter.charge(self.entries.size);
      return new VtlList([...self.entries.keys()].map((key) => new VtlEntry(key, self)));
    },
  ],
  ['equals', (self, [other], meter) => deepEquals(self, other ?? null, meter.charge)],
  [
    'get',
    (self, [key], meter) => (key === undefined ? undefined : (self.entries.get(toKey(key, meter.charge)) ?? null)),
  ],
  [
    'getOrDefault',
    (self, [key, fallback], meter) =>
      key === undefined || fallback === undefined
        ? undefined
        : (self.entries.get(toKey(key, meter.charge)) ?? fallback),
  ],
  ['hashCode', (self, _args, meter) => javaHash(self, meter.charge)],
  ['isEmpty', (self) => self.entries.size === 0],
  [
    'keySet',
    (self, _args, meter) => {
      meter.charge(self.entries.size);
      return new VtlList([...self.entries.keys()]);
    },
  ],
  [
    'put',
    (self, [key, value], meter) => {
      if (key === undefined || value === undefined) return undefined;
      const before = self.entries.get(toKey(key, meter.charge)) ?? null;
      self.put(toKey(key, meter.charge), value);
      return before;
    },
  ],
  [
    'putAll',
    (self, [other], meter) => {
      if (other === null) refuseNull();
      if (!(other instanceof VtlMap)) return undefined;
      meter.charge(other.entries.size);
      for (const [key, value] of other.entries) self.put(key, value);
      return nothing;
    },
  ],
  [
    'putIfAbsent',
    (self, [key, value], meter) => {
      if (key === undefined || value === undefined) return undefined;
      const before = self.entries.get(toKey(key, meter.charge)) ?? null;
      if (before === null) self.put(toKey(key, meter.charge), value);
      return before;
    },
  ],
  [
    'remove',
    (self, [key], meter) => {
      if (key === undefined) return undefined;
      const before = self.entries.get(toKey(key, meter.charge)) ?? null;
      self.entries.delete(toKey(key, meter.charge));
      return before;
    },
  ],
  [
    'replace',
    (self, [key, value], meter) => {
      if (key === undefined || value === undefined) return undefined;
      const before = self.entries.get(toKey(key, meter.charge));
      if (before !== undefined) self.put(toKey(key, meter.charge), value);
      return before ?? null;
    },
  ],
  ['size', (self) => self.entries.size],
  ['toString', (self, _args, meter) => toText(self, meter.charge)],
  [
    'values',
    (self, _args, meter) => {
      meter.charge(self.entries.size);
      return new VtlList([...self.entries.values()]);
    },
  ],
]);

/** What a template may call on an entry of a map. */
export const entryMethods: ReadonlyMap<string, Method<VtlEntry>> = new Map<string, Method<VtlEntry>>([
  ['equals', (self, [other], meter) => deepEquals(self, other ?? null, meter.charge)],
  ['getKey', (self) => self.key],
  ['getValue', (self) => self.value],
  ['hashCode', (self, _args, meter) => javaHash(self, meter.charge)],
  ['toString', (self, _args, meter) => toText(self, meter.charge)],
]);
