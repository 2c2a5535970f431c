import { blockers } from 'shared/space/availability.ts';
import type { Params } from 'shared/space/condition.ts';
import type { Space } from 'shared/space/schema.ts';

export interface Freedom {
  /** Options that could be chosen, or taken away, right now. */
  readonly open: number;
  readonly all: number;
}

/** How much of a product is still open, given what is chosen. */
export function freedomOf(space: Space, params: Params): Freedom {
  let [open, all] = [0, 0];
  for (const parameter of space.parameters) {
    if (parameter.kind !== 'one' && parameter.kind !== 'many') continue;
    for (const { id } of parameter.options) {
      all += 1;
      if (params[parameter.id] === id || blockers(space, params, parameter.id, id).length === 0) open += 1;
    }
  }
  return { open, all };
}
