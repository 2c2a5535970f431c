import { appendFile, readFile } from 'node:fs/promises';
import type { PeerName } from './peers.ts';

/** One repetition of one scenario with one server. */
export interface Run {
  readonly scenario: string;
  readonly peer: PeerName;
  readonly figures: Readonly<Record<string, number>>;
}

/** Above this share of a core, what else the machine did has spoilt a run. */
const MOST_DISTURBED = 0.6;

export async function keepRun(file: string, run: Run): Promise<void> {
  await appendFile(file, `${JSON.stringify(run)}\n`);
}

export async function readRuns(file: string): Promise<Run[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Run);
}

export function isDisturbed({ figures }: Run): boolean {
  return (figures['otherShare'] ?? 0) > MOST_DISTURBED;
}

/** Per scenario a table in Markdown: medians of the runs that nothing disturbed, and the ratio to y-websocket's. */
export function tables(runs: readonly Run[]): string {
  const scenarios = [...new Set(runs.map(({ scenario }) => scenario))];
  return scenarios
    .map((scenario) =>
      table(
        scenario,
        runs.filter((run) => run.scenario === scenario),
      ),
    )
    .join('\n\n');
}

function table(scenario: string, runs: readonly Run[]): string {
  const clean = runs.filter((run) => !isDisturbed(run));
  const peers = [...new Set(clean.map(({ peer }) => peer))];
  const names = [...new Set(clean.flatMap(({ figures }) => Object.keys(figures)))];
  const of = (peer: string, name: string): number =>
    median(clean.filter((run) => run.peer === peer).flatMap(({ figures }) => figures[name] ?? []));
  const rows = names.map((name) => {
    const reference = of('y-websocket', name);
    const cells = peers.map((peer) => {
      const value = of(peer, name);
      return Number.isNaN(value)
        ? '–'
        : `${shown(value)}${reference > 0 ? ` (${(value / reference).toFixed(2)})` : ''}`;
    });
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  const counts = peers.map((peer) => `${peer}, n = ${String(clean.filter((run) => run.peer === peer).length)}`);
  return [
    `### ${scenario} (${String(runs.length - clean.length)} disturbed runs left out)`,
    '',
    `| median (÷ y-websocket) | ${counts.join(' | ')} |`,
    `|---|${peers.map(() => '---|').join('')}`,
    ...rows,
  ].join('\n');
}

function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

function shown(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
