import { defaultParams } from '../defaults.ts';
import { sameValue } from '../../same-value.ts';
import type { Space } from '../schema.ts';
import { brokenRules } from '../violations.ts';
import { paramsOf } from './completion.ts';
import { engineOf } from './engine-of.ts';
import type { Engine } from './engine.ts';
import type { KnownConflicts } from './known-conflicts.ts';
import type { Pick } from './pick.ts';
import { type Resolution, resolve } from './resolution.ts';

/** The last answer of each engine: a document is read several times for every change. */
const answered = new WeakMap<Engine, { readonly picks: readonly Pick[]; readonly resolution: Resolution }>();

/**
 * What becomes of a document's picks. Where they go together with the defaults of all that nobody picked, which is
 * almost always, looking at the rules is enough; otherwise the engine decides.
 * @param picks at most one per key, each with a value that exists
 * @param conflicts of this space; they save questions and change no answer
 */
export function resolvePicks(space: Space, picks: readonly Pick[], conflicts?: KnownConflicts): Resolution {
  const defaults = defaultParams(space);
  const params = paramsOf(space, picks, defaults);
  if (brokenRules(space, params).length === 0) return { params, kept: picks, parked: [] };
  const engine = engineOf(space);
  const last = answered.get(engine);
  if (last && sameValue(last.picks, picks)) return last.resolution;
  const resolution = resolve(engine, space, picks, defaults, conflicts);
  answered.set(engine, { picks, resolution });
  return resolution;
}
