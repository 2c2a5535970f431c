import type * as Y from 'yjs';
import { choiceParameters } from '../space/defaults.ts';
import type { Pick, PickValue } from '../space/engine/pick.ts';
import { nearestValue } from '../space/parameter-value.ts';
import type { ChoiceParameter, Space } from '../space/schema.ts';
import type { ParameterValue } from './design.ts';
import { keysOf, LATEST_CLOCK, PARAMS, type ValueForm } from './doc-keys.ts';

/** What a key of a document's parameters holds: a value and the clock at which it was picked. */
type Register = readonly [value: unknown, clock: number];

const registers = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(PARAMS);

/**
 * Everybody's picks as a document has them, in the order of the space; what has the wrong form is left out, what is no
 * value of its parameter stands for the nearest one.
 */
export function readPicks(doc: Y.Doc, space: Space): Pick[] {
  return placesOf(space).flatMap(({ parameter, key, form }) => {
    const register = registerAt(doc, key);
    if (!register || !form(register[0])) return [];
    return [{ key, value: legalValue(parameter, register[0]), clock: register[1], actor: writerAt(doc, key) }];
  });
}

/** A value that the space does not have, and the nearest one that it has. */
export interface IllegalPick {
  readonly parameter: ChoiceParameter;
  readonly from: ParameterValue;
  readonly to: ParameterValue;
}

export function illegalPicks(doc: Y.Doc, space: Space): IllegalPick[] {
  return placesOf(space).flatMap(({ parameter, key, form }) => {
    if (parameter.kind === 'many') return []; // an option that does not exist has no key
    const register = registerAt(doc, key);
    if (!register || !form(register[0])) return [];
    const from = register[0] as ParameterValue;
    const to = nearestValue(parameter, from);
    return to === from ? [] : [{ parameter, from, to }];
  });
}

/** Sets what a key says, later than everything that the document knows; where it says so already, nothing is written. */
export function writePick(doc: Y.Doc, key: string, value: PickValue): void {
  const clock = [...registers(doc).keys()].reduce(
    (latest, other) => Math.max(latest, registerAt(doc, other)?.[1] ?? 0),
    0,
  );
  // Somebody may have forged the latest clock that there is: a later one would be refused, and with it every next pick.
  const next = Math.min(clock + 1, LATEST_CLOCK);
  registers(doc).set(key, [typeof value === 'boolean' ? Number(value) : value, next] satisfies Register);
}

/** Takes a pick back: the choice is free again. */
export function clearPick(doc: Y.Doc, key: string): void {
  if (registers(doc).has(key)) registers(doc).delete(key);
}

interface PickPlace {
  readonly parameter: ChoiceParameter;
  readonly key: string;
  readonly form: ValueForm;
}

/** Read with every change of a document: found once per space. */
const places = new WeakMap<Space, readonly PickPlace[]>();

function placesOf(space: Space): readonly PickPlace[] {
  const found =
    places.get(space) ??
    choiceParameters(space).flatMap((parameter) => keysOf(parameter).map(([key, form]) => ({ parameter, key, form })));
  places.set(space, found);
  return found;
}

function registerAt(doc: Y.Doc, key: string): Register | null {
  const value = registers(doc).get(key);
  if (value === undefined) return null;
  // Before picks had clocks a key held just the value.
  return Array.isArray(value) ? (value as unknown as Register) : [value, 0];
}

/** The Yjs client that wrote what a key holds. */
function writerAt(doc: Y.Doc, key: string): number {
  return registers(doc)._map.get(key)?.id.client ?? 0;
}

function legalValue(parameter: ChoiceParameter, value: unknown): PickValue {
  return parameter.kind === 'many' ? value === 1 : nearestValue(parameter, value);
}
