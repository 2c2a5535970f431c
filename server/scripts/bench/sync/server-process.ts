import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Usage, UsageQuestion } from './report-usage.ts';

const LOOK_EVERY_MS = 50;
const REPORT_USAGE = new URL('report-usage.ts', import.meta.url).href;

/** A server that is measured, in a process of its own. */
export class MeasuredServer {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  /**
   * Resolves when it takes connections.
   * @param program what Node runs
   * @param nodeOptions more options for Node, such as `--cpu-prof`
   */
  static async start(
    program: URL,
    port: number,
    environment: Readonly<Record<string, string>>,
    nodeOptions: readonly string[] = [],
  ): Promise<MeasuredServer> {
    const child = fork(fileURLToPath(program), {
      execArgv: ['--expose-gc', '--import', REPORT_USAGE, ...nodeOptions],
      env: {
        ...{ PATH: process.env['PATH'] ?? '', NODE_ENV: 'production' },
        ...{ HOST: '127.0.0.1', PORT: String(port), ...environment },
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const server = new MeasuredServer(child, port);
    // As long as it takes: a busy machine may need half a minute to read a whole studio.
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`The server ended with ${String(child.exitCode)}.`);
      await pause(LOOK_EVERY_MS);
    }
    return server;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async usage(when: UsageQuestion['usage'] = 'now'): Promise<Usage> {
    const answer = once(this.#child, 'message');
    this.#child.send({ usage: when } satisfies UsageQuestion);
    const [usage] = (await answer) as [Usage];
    return usage;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 12_000);
    await ended;
    clearTimeout(timer);
  }
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1', () => {
      probe.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });
}
