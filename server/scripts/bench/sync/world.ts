import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DesignId } from 'shared/ids.ts';

const PREPARE = fileURLToPath(new URL('prepare-world.ts', import.meta.url));

/** What has to be there before anybody connects. */
export interface WorldPlan {
  readonly databaseUrl: string;
  readonly secret: string;
  readonly designs: number;
  /** People in the crew of each design. */
  readonly crew: number;
  /** Whether all designs have the same crew; otherwise nobody is in two. */
  readonly isSameCrew: boolean;
  /** Elements of each design. */
  readonly elements: number;
  /** Moves of those elements that are in the history of each design. */
  readonly history: number;
}

/** Designs with the same content, which the peers get as well, and people who are signed in. */
export interface World {
  readonly designs: readonly { readonly id: DesignId; readonly cookies: readonly string[] }[];
  /** The document that every design is at first, in Yjs' first format. */
  readonly base: Uint8Array;
  readonly elements: readonly string[];
}

/** Made in a process of its own, which takes what that needed with it. */
export async function makeWorld(plan: WorldPlan): Promise<World> {
  const child = fork(PREPARE, [JSON.stringify(plan)], { serialization: 'advanced' });
  const made = once(child, 'message');
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The world could not be made: ${String(code)}`);
  });
  failed.catch(() => undefined);
  const [world] = (await Promise.race([made, failed])) as [World];
  return world;
}
