import { execFile } from 'node:child_process';
import { chown, mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../../../src/realtime/testing/waiting.ts';
import { freePort } from './free-port.ts';

const run = promisify(execFile);
const BINARIES = '/usr/lib/postgresql';
const A_MEGABYTE = Buffer.alloc(1 << 20);

/** A PostgreSQL of one's own, with its defaults, that can be killed and started again. */
export class Cluster {
  readonly url: string;
  readonly #directory: string;
  readonly #binaries: string;
  readonly #port: number;
  readonly #hasOwnDisk: boolean;

  private constructor(directory: string, binaries: string, port: number, hasOwnDisk: boolean) {
    this.#hasOwnDisk = hasOwnDisk;
    this.#directory = directory;
    this.#binaries = binaries;
    this.#port = port;
    this.url = `postgres://mitwerk@127.0.0.1:${String(port)}/postgres`;
  }

  /**
   * @param diskMb a disk of its own of that size, in memory, which only root can have; null: where there is room
   * @throws Error where PostgreSQL's programs are not installed where Debian puts them
   */
  static async make(diskMb: number | null = null): Promise<Cluster> {
    const [version] = (await readdir(BINARIES)).sort().reverse();
    if (version === undefined) throw new Error('PostgreSQL is not installed.');
    const directory = await mkdtemp(join(tmpdir(), 'mitwerk-cluster-'));
    if (diskMb !== null) await run('mount', ['-t', 'tmpfs', '-o', `size=${String(diskMb)}m`, 'tmpfs', directory]);
    if (userInfo().uid === 0) await chown(directory, ...(await postgresIds()));
    const cluster = new Cluster(directory, join(BINARIES, version, 'bin'), await freePort(), diskMb !== null);
    await cluster.#run('initdb', ['-D', cluster.#data, '-A', 'trust', '-U', 'mitwerk', '-N']);
    await cluster.start();
    return cluster;
  }

  get #data(): string {
    return join(this.#directory, 'data');
  }

  /** Of its first process, which has started all others. */
  async pid(): Promise<number> {
    const [pid] = (await readFile(join(this.#data, 'postmaster.pid'), 'utf8')).split('\n');
    return Number(pid);
  }

  get #ballast(): string {
    return join(this.#directory, 'ballast');
  }

  async start(): Promise<void> {
    const options = `-p ${String(this.#port)} -k ${this.#directory} -h 127.0.0.1`;
    const log = join(this.#directory, 'log');
    const start = (): Promise<void> => this.#run('pg_ctl', ['-D', this.#data, '-w', '-l', log, '-o', options, 'start']);
    // What was killed takes a moment to be gone, and until then holds the memory that it shared.
    await until(start);
  }

  /** All of its processes at once, without a word, as when the machine loses them. */
  async kill(): Promise<void> {
    const pid = await this.pid();
    const children = await run('ps', ['-o', 'pid=', '--ppid', String(pid)]).catch(() => ({ stdout: '' }));
    for (const one of [String(pid), ...children.stdout.trim().split(/\s+/)]) {
      try {
        if (one !== '') process.kill(Number(one), 'SIGKILL');
      } catch {
        // It has gone by itself.
      }
    }
  }

  /** Takes all the room that is left on its disk. */
  async fillDisk(): Promise<void> {
    const ballast = await open(this.#ballast, 'w');
    try {
      for (;;) await ballast.write(A_MEGABYTE);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      await ballast.close();
    }
  }

  /** Gives the room back, and starts the database again where it has not survived. */
  async emptyDisk(): Promise<void> {
    await rm(this.#ballast, { force: true });
    const isRunning = await this.#run('pg_ctl', ['-D', this.#data, 'status']).then(
      () => true,
      () => false,
    );
    if (!isRunning) await this.start();
  }

  async remove(): Promise<void> {
    await this.#run('pg_ctl', ['-D', this.#data, '-m', 'immediate', 'stop']).catch(() => undefined);
    if (this.#hasOwnDisk) await run('umount', ['-l', this.#directory]);
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #run(program: string, options: readonly string[]): Promise<void> {
    const path = join(this.#binaries, program);
    // PostgreSQL refuses to be root's.
    if (userInfo().uid === 0)
      await run('runuser', ['-u', 'postgres', '--', path, ...options], { cwd: this.#directory });
    else await run(path, [...options]);
  }
}

async function postgresIds(): Promise<[number, number]> {
  const { stdout } = await run('getent', ['passwd', 'postgres']);
  const [, , user, group] = stdout.split(':');
  return [Number(user), Number(group)];
}
