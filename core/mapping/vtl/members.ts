import type { Meter } from '../meter.ts';
import { HostObject, VtlEntry, VtlList, VtlMap, toKey } from '../value.ts';
import type { Value } from '../value.ts';
import { LoopState } from './loop-state.ts';
import { entryMethods, listIndex, listMethods, mapMethods, setListIndex } from './methods-collection.ts';
import { booleanMethods, numberMethods } from './methods-number.ts';
import { stringMethods } from './methods-string.ts';

/** List methods whose work does not grow with the list. */
const constantTime = new Set(['add', 'get', 'set', 'size', 'isEmpty', 'clear']);

/**
 * Calls a method from the fixed tables. Null when the value has no such method: nothing is ever looked up on JavaScript
 * objects, so a template reaches nothing but these tables.
 */
export function callMethod(value: Value, name: string, args: readonly Value[], meter: Meter): Value {
  meter.charge(1);
  for (const argument of args) if (typeof argument === 'string') meter.chargeText(argument.length);
  const result = dispatch(value, name, args, meter) ?? null;
  if (typeof result === 'string') meter.chargeText(result.length);
  return result;
}

function dispatch(value: Value, name: string, args: readonly Value[], meter: Meter): Value | undefined {
  if (typeof value === 'string') {
    meter.chargeText(value.length);
    return stringMethods.get(name)?.(value, args, meter);
  }
  if (value instanceof VtlList) {
    if (!constantTime.has(name)) meter.charge(value.items.length);
    return listMethods.get(name)?.(value, args, meter);
  }
  if (value instanceof VtlMap) {
    const own = value instanceof LoopState ? value.call(name) : undefined;
    return own === undefined ? mapMethods.get(name)?.(value, args, meter) : own;
  }
  if (value instanceof HostObject) return value.call(name, args);
  if (value instanceof VtlEntry) return entryMethods.get(name)?.(value, args, meter);
  if (typeof value === 'boolean') return booleanMethods.get(name)?.(value, args, meter);
  return value === null ? undefined : numberMethods.get(name)?.(value, args, meter);
}

/** `$value.name`. */
export function getProperty(value: Value, name: string): Value {
  if (value instanceof VtlMap) {
    const own = value instanceof LoopState ? value.member(name) : undefined;
    return own === undefined ? (value.entries.get(name) ?? null) : own;
  }
  if (value instanceof HostObject) return value.property(name) ?? null;
  if (value instanceof VtlEntry) return name === 'key' ? value.key : name === 'value' ? value.value : null;
  if (name === 'empty' && typeof value === 'string') return value === '';
  if (name === 'empty' && value instanceof VtlList) return value.items.length === 0;
  return null;
}

/** `$value[index]`. */
export function getIndex(value: Value, index: Value, meter: Meter): Value {
  if (value instanceof VtlList) return listIndex(value, index);
  if (value instanceof VtlMap) return value.entries.get(toKey(index, meter.charge)) ?? null;
  if (value instanceof HostObject && typeof index === 'string') return value.property(index) ?? null;
  return null;
}

/** Assigns `$value.name` or `$value[index]`; what cannot be assigned is left as it is, as in Velocity. */
export function setMember(value: Value, member: Value, assigned: Value, meter: Meter): void {
  if (value instanceof VtlMap) value.put(toKey(member, meter.charge), assigned);
  else if (value instanceof VtlList) setListIndex(value, member, assigned);
}
