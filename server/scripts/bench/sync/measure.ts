import type { Cluster } from '../faults/cluster.ts';
import { machineCpuMs, processCpuMs } from './machine.ts';
import type { MeasuredServer } from './server-process.ts';

export interface Used {
  readonly elapsedMs: number;
  readonly serverCpuMs: number;
  readonly databaseCpuMs: number;
  /** Of one core: what the load itself took. Near 1 it is the load that is measured. */
  readonly loadShare: number;
  /** Of one core: what everything else on the machine took. */
  readonly otherShare: number;
  readonly rssMb: number;
}

interface Reading {
  readonly atMs: number;
  readonly server: number;
  readonly database: number;
  readonly load: number;
  readonly machine: number;
}

/** What a server takes of the processor between two moments, and who else took how much. */
export class Measure {
  readonly #server: MeasuredServer;
  readonly #cluster: Cluster;
  readonly #before: Reading;

  private constructor(server: MeasuredServer, cluster: Cluster, before: Reading) {
    this.#server = server;
    this.#cluster = cluster;
    this.#before = before;
  }

  static async begin(server: MeasuredServer, cluster: Cluster): Promise<Measure> {
    return new Measure(server, cluster, await read(server, cluster));
  }

  async end(): Promise<Used> {
    const before = this.#before;
    const after = await read(this.#server, this.#cluster);
    const elapsedMs = after.atMs - before.atMs;
    const serverCpuMs = after.server - before.server;
    const databaseCpuMs = after.database - before.database;
    const load = after.load - before.load;
    const others = after.machine - before.machine - serverCpuMs - databaseCpuMs - load;
    const { rssBytes } = await this.#server.usage();
    return {
      ...{ elapsedMs, serverCpuMs, databaseCpuMs },
      loadShare: load / elapsedMs,
      otherShare: Math.max(0, others / elapsedMs),
      rssMb: rssBytes / 1e6,
    };
  }
}

async function read(server: MeasuredServer, cluster: Cluster): Promise<Reading> {
  const [{ cpuMs }, database, machine] = await Promise.all([
    server.usage(),
    processCpuMs(await cluster.pid(), true),
    machineCpuMs(),
  ]);
  const { user, system } = process.cpuUsage();
  return { atMs: performance.now(), server: cpuMs, database, load: (user + system) / 1_000, machine };
}
