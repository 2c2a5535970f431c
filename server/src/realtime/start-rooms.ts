import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '../db/database.ts';
import { type LogConnection, sharedLogConnection } from '../db/log-connection.ts';
import { NO_METRICS, type RealtimeMetrics } from '../metrics/realtime-metrics.ts';
import type { Graphs } from '../space/graphs.ts';
import { systemClock } from './clock.ts';
import { LargeUpdates } from './gate/large-updates.ts';
import { PgStorage } from './pg-storage.ts';
import { Rooms, type RoomsOptions } from './rooms.ts';
import { SnapshotCheck } from './snapshot-check.ts';
import { Snapshots, type SnapshotsOptions } from './snapshots.ts';

export interface StartRoomsOptions
  extends Pick<RoomsOptions, 'graceMs' | 'heartbeatMs' | 'load'>, Pick<SnapshotsOptions, 'every' | 'pauseMs'> {
  readonly db: Database;
  /** Where the log is written; left out: the same connection. */
  readonly logConnection?: LogConnection;
  readonly graphs: Graphs;
  readonly log: FastifyBaseLogger;
  readonly metrics?: RealtimeMetrics;
}

/** The realtime core with the system's clock, PostgreSQL as its storage, and threads for what takes long. */
export function startRooms({ db, graphs, log, metrics = NO_METRICS, ...settings }: StartRoomsOptions): {
  readonly rooms: Rooms;
  /** Stores what was received, says goodbye to everybody, and ends the threads. */
  close(): Promise<void>;
} {
  const { every, pauseMs, logConnection = sharedLogConnection(db), ...roomSettings } = settings;
  const clock = systemClock;
  const storage = new PgStorage({ db, logConnection, graphs });
  const largeUpdates = new LargeUpdates();
  const check = new SnapshotCheck();
  const snapshots = new Snapshots({
    ...{ storage, log },
    reloads: (state, content) => check.reloads(state, content),
    ...(every === undefined ? {} : { every }),
    ...(pauseMs === undefined ? {} : { pauseMs }),
  });
  const rooms = new Rooms({ storage, snapshots, largeUpdates, metrics, log, clock, ...roomSettings });
  return {
    rooms,
    async close() {
      await rooms.closeAll();
      await Promise.all([largeUpdates.close(), check.close()]);
    },
  };
}
