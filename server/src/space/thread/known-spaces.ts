import type { SpaceHash } from 'shared/ids.ts';
import type { Space } from 'shared/space/schema.ts';
import { compileTask } from './compile-task.ts';
import type { SpaceWithRules } from './messages.ts';

/** Engines are made once per space object, so the objects are kept: the batches of one question name the same spaces. */
const known = new Map<SpaceHash, Space>();
const MOST_KEPT = 8;

/** @param space with the engine of its compiled rules */
export function keepSpace(hash: SpaceHash, space: Space): void {
  known.delete(hash);
  known.set(hash, space);
  const [oldest] = known.keys();
  if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
}

/** The space with an engine that has its compiled rules, those that are stored where they belong to it. */
export async function quickSpace({ hash, space, stored }: SpaceWithRules): Promise<Space> {
  const found = known.get(hash) ?? space;
  if (found === space) await compileTask({ space, stored });
  keepSpace(hash, found);
  return found;
}
