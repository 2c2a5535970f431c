import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import 'shared/space/engine/encoding-engines.ts';
import 'shared/space/engine/searching.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { emptyReport, Siege, type SiegeReport } from '../../src/realtime/testing/siege.ts';
import { overSockets } from './hostile/over-sockets.ts';

const PER_ROOM = 10_000;

/**
 * `pnpm bench hostile [updates] [frames] [sockets] [--count n] [--seed n]`: mutated updates (a million) and mutated frames (a
 * hundred thousand) against live rooms, in each of which two honest people edit, and a few thousand through sockets.
 */
export async function run(): Promise<void> {
  const [, , , ...options] = process.argv;
  const wants = (kind: string): boolean => options.every((one) => one.startsWith('--')) || options.includes(kind);
  const numberOf = (name: string, otherwise: number): number => {
    const at = options.indexOf(name);
    return at < 0 ? otherwise : Number(options[at + 1]);
  };
  const seed = numberOf('--seed', 1);
  if (wants('updates')) await besiege('updates', numberOf('--count', 1_000_000), seed);
  if (wants('frames')) await besiege('frames', numberOf('--count', 100_000), seed);
  if (!wants('sockets')) return;
  const report = emptyReport();
  const [before, began] = [usedMegabytes(), performance.now()];
  await overSockets(report, numberOf('--count', 5_000), seed);
  print('sockets', report, [before, usedMegabytes()], performance.now() - began);
}

async function besiege(kind: 'updates' | 'frames', count: number, seed: number): Promise<void> {
  const report = emptyReport();
  const died = (): void => void (report.crashes += 1);
  process.on('uncaughtException', died).on('unhandledRejection', died);
  const space = makeSpace();
  const memory: number[] = [];
  const began = performance.now();
  // There are no sockets here, and timers of rooms keep no process alive.
  const alive = setInterval(() => undefined, 60_000);
  for (let room = 0; room * PER_ROOM < count; room += 1) {
    const siege = new Siege(space, seed + room, report);
    await siege.attack(kind, Math.min(PER_ROOM, count - room * PER_ROOM));
    await siege.end();
    memory.push(usedMegabytes());
  }
  clearInterval(alive);
  print(kind, report, memory, performance.now() - began);
}

function print(kind: string, report: SiegeReport, memory: readonly number[], tookMs: number): void {
  process.stdout.write(`${kind}: ${describe(report, memory, tookMs)}\n`);
}

/** After the first room, and at the end. */
function describe(report: SiegeReport, memory: readonly number[], tookMs: number): string {
  const { sent, accepted, outside, crashes, refused, honestMs, cutMs } = report;
  const reasons = [...refused].sort(([, a], [, b]) => b - a).map(([reason, times]) => `${reason} ${String(times)}`);
  return [
    `${String(sent)} sent in ${(tookMs / 1_000).toFixed(0)} s; ${String(accepted)} of them in the log`,
    `crashes ${String(crashes)}, outside ${String(outside)}`,
    `an honest edit seen by the other: ${shares(honestMs)}`,
    `cut off after: ${shares(cutMs)}`,
    `memory after the first room and at the end: ${String(memory[0])} and ${String(memory.at(-1))} MB`,
    ...reasons,
  ].join('\n  ');
}

function shares(times: readonly number[]): string {
  const sorted = Float64Array.from(times).sort();
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)} ms (${String(sorted.length)})`;
}

function usedMegabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}
