import { sameValue } from 'shared/same-value.ts';
import type { Params } from 'shared/space/condition.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { Space } from 'shared/space/schema.ts';
import { optionKey } from 'shared/design/doc-keys.ts';

/** A parameter's id and, of an option of a `many`, the option's. */
export function keyParts(key: string): { readonly parameterId: string; readonly optionId: string | null } {
  const slash = key.indexOf('/');
  return slash < 0
    ? { parameterId: key, optionId: null }
    : { parameterId: key.slice(0, slash), optionId: key.slice(slash + 1) };
}

/** The picks as they would be if somebody picked this now; what is picked already stays as old as it is. */
export function picksWith(picks: readonly Pick[], wishes: readonly Wish[]): Pick[] {
  const clock = picks.reduce((latest, pick) => Math.max(latest, pick.clock), 0) + 1;
  const known = new Map(picks.map((pick) => [pick.key, pick]));
  const added = wishes.map(({ key, value }): Pick => {
    const before = known.get(key);
    return before && sameValue(before.value, value) ? before : { key, value, clock, actor: 0 };
  });
  return [...picks.filter(({ key }) => !wishes.some((wish) => wish.key === key)), ...added];
}

/** What choosing an option means: of a `one` this value, of a `many` that the option is switched over. */
export function wishFor(space: Space, params: Params, parameterId: string, optionId: string): Wish {
  const chosen = params[parameterId];
  if (space.parameters.find(({ id }) => id === parameterId)?.kind !== 'many')
    return { key: parameterId, value: optionId };
  return { key: optionKey(parameterId, optionId), value: !(chosen as readonly string[]).includes(optionId) };
}
