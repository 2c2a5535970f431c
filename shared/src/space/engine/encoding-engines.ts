import { encodeSpace } from './encode.ts';
import { Engine } from './engine.ts';
import { makeEnginesWith } from './engine-of.ts';

/** Imported where rules are encoded on the spot: on the server, in editors of rules, in tests. */
makeEnginesWith((space) => new Engine(encodeSpace(space)));
