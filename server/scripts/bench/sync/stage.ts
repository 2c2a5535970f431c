import type { Cluster } from '../faults/cluster.ts';
import type { Peer } from './peers.ts';
import type { World } from './world.ts';

/** Where a scenario is played. */
export interface Stage {
  readonly cluster: Cluster;
  readonly world: World;
  readonly peer: Peer;
  /** For the server. */
  readonly nodeOptions: readonly string[];
  /** How long a scenario goes on that goes on for as long as one likes. */
  readonly minutes: number;
}
