import type { DesignElement } from './design.ts';
import type { Parameter, Space } from '../space/schema.ts';

/**
 * The layout of a live document: its roots, the keys below them, and what a value there may look like. `design-doc.ts`
 * reads and writes by it, `structure.ts` refuses what is not in it; nobody else knows keys.
 */
export const META = 'meta';
export const PARAMS = 'params';
export const ELEMENTS = 'elements';
export const STORY = 'story';

/** Whether a value has the form that belongs to its key; whether it is inside the space is for `violations`. */
export type ValueForm = (value: unknown) => boolean;

// Far over every limit of a space: what is merely too long is cut and explained, not refused.
const LONGEST_STRING = 2_000;
const LONGEST_Z = 200;
const MOST_AMOUNTS = 100;
/** Nobody counts that far; what claims to be later is refused. */
export const LATEST_CLOCK = 2 ** 40;

const isString: ValueForm = (value) => typeof value === 'string' && value.length <= LONGEST_STRING && isText(value);
const isInteger: ValueForm = (value) => Number.isSafeInteger(value);
const isZ: ValueForm = (value) =>
  typeof value === 'string' && value.length <= LONGEST_Z && /^[0-9A-Za-z]+$/.test(value);
const isTransform: ValueForm = (value) => Array.isArray(value) && value.length === 5 && value.every(isInteger);
const isBoolean: ValueForm = (value) => typeof value === 'boolean';
const isSwitch: ValueForm = (value) => value === 0 || value === 1;
const isKind: ValueForm = (value) => value === 'sticker' || value === 'text' || value === 'stripe' || value === 'shape';

function isAmounts(value: unknown): boolean {
  // A value that names `__proto__` arrives as an object with that prototype, and its own keys would not show it.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  const amounts = Object.entries(value);
  return amounts.length <= MOST_AMOUNTS && amounts.every(([id, amount]) => isPlainKey(id) && isInteger(amount));
}

/** The keys of an element and what each may hold. */
export const ELEMENT_KEYS: Readonly<Record<keyof DesignElement, ValueForm>> = {
  kind: isKind,
  zone: isString,
  z: isZ,
  xf: isTransform,
  fill: isString,
  asset: isString,
  text: isString,
  font: isString,
  hidden: isBoolean,
};

/** The key of one option of a `many`: each option is a register of its own, so that two people's extras merge. */
export function optionKey(parameterId: string, optionId: string): string {
  return `${parameterId}/${optionId}`;
}

/** Every key that a design of this space may have in its parameters, and what it may hold. */
export function parameterKeys(space: Space): ReadonlyMap<string, ValueForm> {
  return new Map(
    space.parameters.flatMap(keysOf).map(([key, form]) => [key, (value) => form(value) || isRegister(value, form)]),
  );
}

/** A pick: what was chosen, and when, by a Lamport clock. */
function isRegister(value: unknown, form: ValueForm): boolean {
  if (!Array.isArray(value) || value.length !== 2 || !form(value[0])) return false;
  const clock: unknown = value[1];
  return Number.isSafeInteger(clock) && (clock as number) >= 0 && (clock as number) <= LATEST_CLOCK;
}

/** The keys of one parameter, and what may be chosen there. */
export function keysOf(parameter: Parameter): [string, ValueForm][] {
  switch (parameter.kind) {
    case 'one':
    case 'colour':
    case 'text':
      return [[parameter.id, isString]];
    case 'number':
      return [[parameter.id, isInteger]];
    case 'mix':
      return [[parameter.id, isAmounts]];
    case 'many':
      return parameter.options.map((option) => [optionKey(parameter.id, option.id), isSwitch]);
    case 'place':
      return []; // counted from the elements
  }
}

/** Whether `id` may name an element: 1 … 40 letters, digits, `-`, `_`, and nothing that every object already has. */
export function isElementId(id: string): boolean {
  return /^[A-Za-z0-9_-]{1,40}$/.test(id) && isPlainKey(id);
}

function isPlainKey(key: string): boolean {
  return key.length > 0 && key.length <= 100 && key !== 'prototype' && !(key in Object.prototype);
}

/** Whether PostgreSQL can keep it: NUL has no place in its texts. */
export function isText(value: string): boolean {
  return !value.includes('\0');
}
