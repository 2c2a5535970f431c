import type { Space, SpaceZone } from 'shared/space/schema.ts';

const FULL_TURN = 3600; // tenths of a degree

/** Whether a zone takes an element that is turned so, in tenths of a degree. */
export function takesRotation({ angles }: SpaceZone, rotation: number): boolean {
  return angles === undefined || angles.some((angle) => angle * 10 === rotation);
}

/** The rotation nearest to one that a zone takes; of two that are as near, the smaller one. In tenths of a degree. */
export function nearestRotation({ angles }: SpaceZone, rotation: number): number {
  if (angles === undefined) return rotation;
  const away = (angle: number): number => {
    const turn = Math.abs(angle * 10 - rotation) % FULL_TURN;
    return Math.min(turn, FULL_TURN - turn);
  };
  const [nearest = 0] = [...angles].sort((a, b) => away(a) - away(b) || a - b);
  return nearest * 10;
}

/** By a step further round, or by one angle where a zone takes only some. In tenths of a degree. */
export function nextRotation({ angles }: SpaceZone, rotation: number, step: number): number {
  if (angles === undefined) return rotation + step;
  const forward = (angle: number): number => (Math.sign(step) * (angle * 10 - rotation) + 2 * FULL_TURN) % FULL_TURN;
  const [next] = angles.filter((angle) => angle * 10 !== rotation).sort((a, b) => forward(a) - forward(b));
  return next === undefined ? rotation : next * 10;
}

/** The inks of a space that a zone takes, in the space's order. */
export function inksOf(space: Space, zone: SpaceZone | undefined): Space['inks'] {
  const inks = zone?.inks;
  return inks === undefined ? space.inks : space.inks.filter(({ id }) => inks.includes(id));
}

/** The ink itself where a zone takes it, else the first that it takes. */
export function inkFor(space: Space, zone: SpaceZone | undefined, ink: string): string {
  const inks = inksOf(space, zone);
  return inks.some(({ id }) => id === ink) ? ink : (inks[0]?.id ?? ink);
}
