import type { Transform } from 'shared/design/design.ts';
import { UNITS_PER_MM } from 'shared/design/geometry.ts';
import { keyAfterStep, type StackingStep } from 'shared/design/stacking.ts';
import type { SpaceZone } from 'shared/space/schema.ts';
import type { MessageKey } from '../../i18n/areas.ts';
import { asFarAsLegal, rotated, scaled } from '../elements/reshape.ts';
import { isLegal, type Placed, wholeTransform, zoneOf } from '../elements/placed.ts';
import { nextRotation } from '../elements/zone-bounds.ts';
import { slide } from '../elements/slide.ts';
import type { Studio } from '../studio.svelte.ts';
import type { Action } from './action.ts';
import type { Shortcut } from './shortcut.ts';

const hasSelection = (studio: Studio): boolean => studio.canEdit && !studio.selection.isEmpty;

/**
 * Changes what is selected by keys. Held keys go on from where the elements are in hand; they are written when the key
 * is let go (`Studio.live`).
 */
function change(studio: Studio, step: (zone: SpaceZone, placed: Placed, id: string) => Transform | null): void {
  const placed = new Map<string, Placed>();
  let stopped: string | null = null;
  for (const id of studio.selection.ids) {
    const element = studio.design.elements[id];
    const from = studio.live.placed.get(id) ?? element;
    const zone = from && zoneOf(studio.space.zones, from);
    if (!from || !zone) continue;
    const xf = step(zone, from, id);
    if (xf === null) stopped = zone.id;
    placed.set(id, { zone: zone.id, xf: xf ?? from.xf });
  }
  studio.live.show(placed, stopped);
}

const kindOf = (studio: Studio, id: string) => studio.design.elements[id]?.kind ?? 'sticker';

function nudge(studio: Studio, dx: number, dy: number): void {
  change(studio, (zone, { xf }, id) => {
    const at = ([x, y]: readonly [number, number]): Transform =>
      wholeTransform(xf[0] + x, xf[1] + y, xf[2], xf[3], xf[4]);
    const move = slide([0, 0], [dx * UNITS_PER_MM, dy * UNITS_PER_MM], (step) =>
      isLegal(zone, kindOf(studio, id), at(step)),
    );
    // Sliding along the edge is right for a hand, but an arrow means its direction only.
    const straight = dx === 0 ? ([0, move[1]] as const) : ([move[0], 0] as const);
    return (straight[0] !== 0 || straight[1] !== 0) && isLegal(zone, kindOf(studio, id), at(straight))
      ? at(straight)
      : null;
  });
}

function reshape(studio: Studio, wanted: (xf: Transform, zone: SpaceZone) => Transform): void {
  change(studio, (zone, { xf }, id) => {
    const next = asFarAsLegal(zone, kindOf(studio, id), xf, wanted(xf, zone));
    return next.some((value, index) => value !== xf[index]) ? next : null;
  });
}

const nudgeAction = (name: 'left' | 'right' | 'up' | 'down', key: string, dx: number, dy: number): Action[] =>
  ([1, 10] as const).map((mm) => ({
    id: `nudge-${name}-${mm}`,
    group: 'element',
    label: `studio.action.nudge.${name}${mm === 10 ? '.far' : ''}` as MessageKey,
    keys: [{ key, shift: mm === 10 }],
    isAvailable: hasSelection,
    run: (studio) => nudge(studio, dx * mm, dy * mm),
    repeats: true,
  }));

export const nudges: readonly Action[] = [
  ...nudgeAction('left', 'ArrowLeft', -1, 0),
  ...nudgeAction('right', 'ArrowRight', 1, 0),
  ...nudgeAction('up', 'ArrowUp', 0, -1),
  ...nudgeAction('down', 'ArrowDown', 0, 1),
];

const STEP_FACTOR = 1.05;
const TURN_STEP = 50; // tenths of a degree
const turned = (xf: Transform, zone: SpaceZone, step: number): Transform =>
  rotated(xf, nextRotation(zone, xf[4], step) - xf[4]);
const reshapeAction = (
  id: string,
  keys: readonly Shortcut[],
  wanted: (xf: Transform, zone: SpaceZone) => Transform,
): Action => ({
  id,
  group: 'element',
  label: `studio.action.${id}` as MessageKey,
  keys,
  isAvailable: hasSelection,
  run: (studio) => reshape(studio, wanted),
  repeats: true,
});

export const larger = reshapeAction('larger', [{ key: '+' }, { key: '=' }], (xf) => scaled(xf, STEP_FACTOR));
export const smaller = reshapeAction('smaller', [{ key: '-' }, { key: '_' }], (xf) => scaled(xf, 1 / STEP_FACTOR));
export const turnLeft = reshapeAction('turnLeft', [{ key: ',' }], (xf, zone) => turned(xf, zone, -TURN_STEP));
export const turnRight = reshapeAction('turnRight', [{ key: '.' }], (xf, zone) => turned(xf, zone, TURN_STEP));

const restackAction = (step: StackingStep, keys: readonly Shortcut[]): Action => ({
  id: step,
  group: 'element',
  label: `studio.action.${step}` as MessageKey,
  keys,
  isAvailable: (studio) =>
    studio.canEdit &&
    studio.selection.single !== null &&
    keyAfterStep(studio.design, studio.selection.single, step) !== null,
  run: (studio) => {
    if (studio.selection.single !== null) studio.elements.restack(studio.selection.single, step);
  },
});

export const forward = restackAction('forward', [{ key: ']' }]);
export const back = restackAction('back', [{ key: '[' }]);
export const front = restackAction('front', [{ key: ']', mod: true }]);
export const bottom = restackAction('bottom', [{ key: '[', mod: true }]);

export const editText: Action = {
  id: 'edit-text',
  group: 'element',
  label: 'studio.action.editText',
  keys: [{ key: 'Enter' }],
  isAvailable: (studio) => studio.canEdit && studio.element(studio.selection.single)?.kind === 'text',
  run: (studio) => studio.panels.ask('text'),
};
