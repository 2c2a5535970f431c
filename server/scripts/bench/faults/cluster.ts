import { execFile } from 'node:child_process';
import { chown, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { until } from '../../../src/realtime/testing/waiting.ts';
import { freePort } from './free-port.ts';

const run = promisify(execFile);
const BINARIES = '/usr/lib/postgresql';

/** A PostgreSQL of one's own, with its defaults, that can be killed and started again. */
export class Cluster {
  readonly url: string;
  readonly #directory: string;
  readonly #binaries: string;
  readonly #port: number;

  private constructor(directory: string, binaries: string, port: number) {
    this.#directory = directory;
    this.#binaries = binaries;
    this.#port = port;
    this.url = `postgres://mitwerk@127.0.0.1:${String(port)}/postgres`;
  }

  /** @throws Error where PostgreSQL's programs are not installed where Debian puts them */
  static async make(): Promise<Cluster> {
    const [version] = (await readdir(BINARIES)).sort().reverse();
    if (version === undefined) throw new Error('PostgreSQL is not installed.');
    const directory = await mkdtemp(join(tmpdir(), 'mitwerk-cluster-'));
    if (userInfo().uid === 0) await chown(directory, ...(await postgresIds()));
    const cluster = new Cluster(directory, join(BINARIES, version, 'bin'), await freePort());
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

  /** Lets the log of updates be too large for the disk, as far as a client can tell; or lets it fit again. */
  async fillDisk(isFull: boolean): Promise<void> {
    const client = postgres(this.url, { max: 1, onnotice: () => undefined });
    await client.unsafe(
      isFull
        ? `create or replace function no_space() returns trigger language plpgsql as
           $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
           create or replace trigger no_space before insert on design_updates for each statement execute function no_space();`
        : 'drop trigger if exists no_space on design_updates',
    );
    await client.end();
  }

  async remove(): Promise<void> {
    await this.#run('pg_ctl', ['-D', this.#data, '-m', 'immediate', 'stop']).catch(() => undefined);
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
