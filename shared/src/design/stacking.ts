import { generateKeyBetween } from 'fractional-indexing';
import { visibleElements } from '../space/visible-elements.ts';
import type { Design } from './design.ts';

export type StackingStep = 'forward' | 'back' | 'front' | 'bottom';

/** A key above everything that is on the product, so that what is new lies on top of its zone. */
export function keyOnTop(design: Design): string {
  const top = Object.values(design.elements).reduce<string | null>(
    (highest, { z }) => (highest === null || z > highest ? z : highest),
    null,
  );
  return between(top, null);
}

/**
 * The key that takes an element one step (or all the way) up or down among the visible elements of its zone; null where
 * it is there already. Elements with the same key, made at the same moment in two places, count as one step.
 */
export function keyAfterStep(design: Design, id: string, step: StackingStep): string | null {
  const element = design.elements[id];
  if (!element) return null;
  const stack = visibleElements(design).filter(([, other]) => other.zone === element.zone);
  const at = stack.findIndex(([other]) => other === id);
  const rising = step === 'forward' || step === 'front';
  const beyond = (rising ? stack.slice(at + 1) : stack.slice(0, at).reverse()).map(([, { z }]) => z);
  const first = beyond[0];
  const last = beyond.at(-1);
  if (at < 0 || first === undefined || last === undefined) return null;
  if (step === 'front') return between(last, null);
  if (step === 'bottom') return between(null, last);
  const next = beyond.find((z) => z !== first) ?? null;
  return rising ? between(first, next) : between(next, first);
}

/** A foreign client may have written a key that is none; whatever lies between two such keys, nothing may throw. */
function between(low: string | null, high: string | null): string {
  try {
    return generateKeyBetween(low, high);
  } catch {
    return low === null ? generateKeyBetween(null, null) : `${low}V`;
  }
}
