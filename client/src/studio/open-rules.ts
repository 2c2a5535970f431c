import { useEngine } from 'shared/space/engine/engine-of.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import type { Space } from 'shared/space/schema.ts';
import { PATIENCE_MS } from './answers/worker-source.ts';

/** Almost every design can be shown without the engine: it comes at the same time, and is not waited for. */
export async function openRules(space: Space, rules: Promise<Uint8Array | null>): Promise<Engine> {
  const { openEngine } = await import('./answers/open-engine.ts');
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const bytes = await Promise.race([rules, patience]);
  // While the rules are only being compiled, searching says the same, more slowly.
  if (bytes === null) void rules.then(async (late) => late && useEngine(space, await openEngine(space, late)));
  return openEngine(space, bytes);
}
