import type { Space } from '../schema.ts';
import type { Engine } from './engine.ts';

/** One engine per space: spaces are frozen. */
const engines = new WeakMap<Space, Engine>();
let makeEngine: ((space: Space) => Engine) | null = null;

/**
 * The engine of a space.
 * @throws Error where it has not been loaded and nothing here can encode rules
 */
export function engineOf(space: Space): Engine {
  const engine = engines.get(space) ?? makeEngine?.(space);
  if (!engine) throw new Error(`The rules of "${space.id}" have not been loaded.`);
  engines.set(space, engine);
  return engine;
}

/** From now on this is the space's engine: it has been loaded, or it is quicker than the one before. */
export function useEngine(space: Space, engine: Engine): void {
  engines.set(space, engine);
}

/**
 * Says how the engine of a space is made that has not been loaded. Encoding rules is a large part of the engine's code,
 * which a browser that is sent encoded rules can do without.
 */
export function makeEnginesWith(make: (space: Space) => Engine): void {
  makeEngine = make;
}
