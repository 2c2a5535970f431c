import { type ClauseStore, HEAD } from './solver-clauses.ts';
import type { Trail } from './solver-trail.ts';

/** Groups of variables of which at most one holds, and per variable the one that it is in; −1 for none. */
export interface Groups {
  readonly members: readonly (readonly number[])[];
  readonly groupOf: Int32Array;
}

/**
 * Follows clauses and groups until nothing new comes of it.
 * @returns where a clause is of which every literal is false; 0 for none
 */
export function propagate(trail: Trail, clauses: ClauseStore, groups: Groups): number {
  while (trail.propagated < trail.size) {
    const code = trail.codes[trail.propagated++] as number;
    const group = code & 1 ? -1 : (groups.groupOf[code >> 1] as number);
    let conflict = group < 0 ? 0 : excludeOthers(trail, clauses, groups.members[group] as readonly number[], code);
    conflict ||= visitWatches(trail, clauses, code);
    if (conflict !== 0) return conflict;
  }
  return 0;
}

/** One of a group has become true: the others are false. */
function excludeOthers(trail: Trail, clauses: ClauseStore, group: readonly number[], code: number): number {
  for (const member of group) {
    const other = 2 * member;
    if (other === code) continue;
    const value = trail.truth[other] as number;
    if (value > 0) return clauses.pair(code ^ 1, other ^ 1);
    if (value === 0) trail.assign(other ^ 1, -(code ^ 1));
  }
  return 0;
}

/** A literal has become true: a clause that watches its negation gets another one to watch, or implies its last. */
function visitWatches(trail: Trail, clauses: ClauseStore, code: number): number {
  const { truth } = trail;
  const { data, watches } = clauses;
  const not = code ^ 1;
  const list = watches[code] as number[];
  const count = list.length;
  let kept = 0;
  let conflict = 0;
  for (let at = 0; at < count;) {
    const position = list[at++] as number;
    let other = list[at++] as number;
    let value = truth[other] as number;
    if (value <= 0 && position !== 0) {
      const start = position + HEAD;
      const first = data[start] as number;
      other = first === not ? (data[start + 1] as number) : first;
      value = truth[other] as number;
      if (value <= 0) {
        const end = start + (data[position + 1] as number);
        let free = start + 2;
        while (free < end && (truth[data[free] as number] as number) < 0) free += 1;
        if (free < end) {
          const literal = data[free] as number;
          data[free] = not;
          data[start] = other;
          data[start + 1] = literal;
          (watches[literal ^ 1] as number[]).push(position, other);
          continue;
        }
      }
    }
    list[kept++] = position;
    list[kept++] = other;
    if (value > 0) continue;
    if (value === 0) {
      trail.assign(other, position === 0 ? -not : position);
      continue;
    }
    conflict = position === 0 ? clauses.pair(not, other) : position;
    while (at < count) list[kept++] = list[at++] as number;
  }
  list.length = kept;
  return conflict;
}
