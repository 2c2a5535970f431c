import type { DesignId, PersonId } from 'shared/ids.ts';
import type { Random } from 'shared/testing/random-session.ts';
import { NO_METRICS, type RealtimeMetrics } from '../../metrics/realtime-metrics.ts';
import { reloadsTo } from '../document-content.ts';
import { Rooms } from '../rooms.ts';
import { Snapshots } from '../snapshots.ts';
import { SimulatedClock, type SimulatedTime } from './simulated-clock.ts';
import type { SimulatedLink } from './simulated-link.ts';
import { type SimulatedDisk, SimulatedStorage } from './simulated-storage.ts';

const SILENT = { warn: () => undefined, error: () => undefined };

export interface SimulatedServerOptions {
  readonly name: string;
  readonly time: SimulatedTime;
  readonly disk: SimulatedDisk;
  readonly random: Random;
  /** Something is about to be stored, or has been. */
  readonly onCommit: (server: SimulatedServer, moment: 'before' | 'after') => void;
  /** What became of an update. */
  readonly onVerdict: (kind: Verdict) => void;
}

export type Verdict = Parameters<RealtimeMetrics['verdict']>[0];

/** The realtime core as it is, with a clock, a storage and a network of the simulation. */
export class SimulatedServer {
  readonly name: string;
  readonly rooms: Rooms;
  readonly #clock: SimulatedClock;
  readonly #links = new Set<SimulatedLink>();

  constructor({ name, time, disk, random, onCommit, onVerdict }: SimulatedServerOptions) {
    this.name = name;
    const clock = new SimulatedClock(time);
    this.#clock = clock;
    const storage = new SimulatedStorage({ disk, clock, random, onCommit: (moment) => onCommit(this, moment) });
    const snapshots = new Snapshots({
      ...{ storage, log: SILENT, every: 10, pauseMs: 500 },
      reloads: (state, content) => Promise.resolve(reloadsTo(state, content)),
    });
    const largeUpdates = { tryOut: () => Promise.resolve('fine' as const) };
    const metrics = { ...NO_METRICS, verdict: onVerdict };
    const options = { storage, snapshots, largeUpdates, metrics, log: SILENT, clock, random };
    this.rooms = new Rooms({ ...options, graceMs: 500 });
  }

  join(link: SimulatedLink, designId: DesignId, id: PersonId, wantsV2: boolean): void {
    this.#links.add(link);
    this.rooms.join(link.wire, designId, { id, name: id, colour: '#123456' }, { wantsV2 });
  }

  forget(link: SimulatedLink): void {
    this.#links.delete(link);
  }

  /** SIGTERM: what was received is stored and acknowledged, then everybody is sent away. */
  stop(): void {
    void this.rooms.closeAll();
  }

  /** `kill -9`: whatever it was about to do does not happen; what is stored is stored. */
  kill(): void {
    this.#clock.kill();
    for (const link of [...this.#links]) link.break();
  }
}
