import type { Engine } from 'shared/space/engine/engine.ts';
import { decodeEngine } from 'shared/space/engine/decode-engine.ts';
import type { Space } from 'shared/space/schema.ts';

/**
 * The engine of a space, out of what the server has compiled; where it has not, or has sent something else, the rules
 * are encoded here.
 * @param bytes what the server sent; null: nothing
 */
export async function openEngine(space: Space, bytes: Uint8Array | null): Promise<Engine> {
  if (bytes !== null) {
    try {
      return await decodeEngine(space, bytes);
    } catch {
      // Of other rules, or damaged: what is made here answers the same, only more slowly.
    }
  }
  const { makeEngine } = await import('./make-engine.ts');
  return makeEngine(space, bytes);
}
