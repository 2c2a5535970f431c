import { cpus } from 'node:os';
import { seededRandom } from 'shared/seeded-random.ts';
import { type CompactBallots, END_BYTE, strictOfCompact } from 'shared/voting/compact/compact-ballots.ts';
import { compactPairs } from 'shared/voting/compact/compact-pairs.ts';
import { strictChoices } from 'shared/voting/methods/first-choices.ts';
import { irv } from 'shared/voting/methods/irv.ts';
import { schulzeOfPairs } from 'shared/voting/methods/schulze.ts';
import { SCOTTISH, stvGregory } from 'shared/voting/methods/stv-gregory.ts';
import { places } from 'shared/voting/profile.ts';
import { oneTime, short, timesOf } from './space-timing.ts';
import { irvByElectionJs, type PeerCount, schulzeByCondorcet } from './voting-peers.ts';

const ENTRIES = 50;
const BALLOTS = 1_000_000;
const RUNS = Array.from({ length: 15 });

/** Counting a million ballots, against one plain pass over their bytes; and libraries from npm at as many as they manage. */
export function run(): Promise<void> {
  process.stdout.write(
    `voting (Node ${process.version}, ${String(cpus().length)} cores); median of ${String(RUNS.length)}\n`,
  );
  const brief = randomBallots(BALLOTS, (random) => 1 + Math.floor(random() * 10));
  const whole = randomBallots(BALLOTS, () => ENTRIES);
  const plain = (): number => plainPass(brief.bytes);
  measure('1 M ballots of 1–10 ranks: one plain pass', plain);
  measure('  Schulze', () => schulze(brief), { plain, wanted: 3 });
  measure('  pairs without the vector kernel', () => compactPairs(brief, 'below', 'plain'), { plain });
  measure('  IRV', () => runoff(brief), { plain, wanted: 12 });
  measure('  Scottish STV, 5 seats', () => stvGregory(strictOfCompact(brief), 5, SCOTTISH, places(brief.entries)), {
    plain,
    wanted: 12,
  });
  const plainWhole = (): number => plainPass(whole.bytes);
  measure('1 M full rankings: one plain pass', plainWhole);
  measure('  Schulze', () => schulze(whole), { plain: plainWhole, wanted: 8 });
  measurePeers();
  return Promise.resolve();
}

interface Against {
  readonly plain: () => unknown;
  readonly wanted?: number;
}

/** The median; with something to compare with, both in turns, so that what else the machine does slows both. */
function measure(what: string, work: () => unknown, against?: Against): number {
  timesOf(RUNS.slice(0, 3), work);
  const plain = (): number => (against ? oneTime(against.plain) : 0);
  const times = RUNS.map(() => ({ base: plain(), own: oneTime(work) }));
  const median = medianOf(times.map(({ own }) => own));
  const base = medianOf(times.map((time) => time.base));
  const wanted = against?.wanted === undefined ? '' : `≤ ${String(against.wanted)}×`;
  note(what, `${short(median)} ms`, against ? `${(median / base).toFixed(1)}×` : '', wanted);
  return median;
}

function medianOf(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}

function note(what: string, time: string, ratio = '', wanted = ''): void {
  process.stdout.write(`${what.padEnd(48)}${time.padStart(10)}${ratio.padStart(9)}   ${wanted}\n`);
}

/** Every byte once, the least that any count does. */
function plainPass(bytes: Uint8Array): number {
  let [sum, at] = [0, 0];
  while (at < bytes.length) sum += bytes[at++] as number;
  return sum;
}

/** The same counts by packages from npm, on as many ballots as they manage. */
function measurePeers(): void {
  const some = randomBallots(10_000, (random) => 1 + Math.floor(random() * 10));
  const rankings = rankingsOf(some);
  const ours = { schulze: schulze(some).winners, irv: runoff(some).winners };
  const bySchulze = measure('10,000 of them: Schulze', () => schulze(some));
  measurePeer(schulzeByCondorcet(some.entries, rankings), ours.schulze, bySchulze);
  const byRunoff = measure('10,000 of them: IRV', () => runoff(some));
  measurePeer(irvByElectionJs(some.entries, rankings), ours.irv, byRunoff);
}

function measurePeer({ label, winners }: PeerCount, ours: readonly string[], ownMs: number): void {
  const found = winners();
  const isSame = found.length === 1 && ours.includes(found[0] as string);
  const { median } = timesOf(RUNS.slice(0, 3), winners);
  note(
    `  ${label}${isSame ? '' : ` (winners: ${found.join(', ')})`}`,
    `${short(median)} ms`,
    `${(median / ownMs).toFixed(0)}× ours`,
  );
}

function schulze(ballots: CompactBallots) {
  return schulzeOfPairs(ballots.entries, compactPairs(ballots, 'below'), 'winning');
}

function runoff(ballots: CompactBallots) {
  const rules = { ...({ stop: 'majority', ties: 'tie-order' } as const), batch: false, excludedFirst: [] };
  return irv(strictChoices(strictOfCompact(ballots)), rules, places(ballots.entries));
}

function randomBallots(count: number, ranksOf: (random: () => number) => number): CompactBallots {
  const random = seededRandom(`${String(count)} ballots`);
  const bytes = new Uint8Array(count * (ENTRIES + 1));
  const order = Uint8Array.from({ length: ENTRIES }, (_, index) => index);
  let at = 0;
  for (let ballot = 0; ballot < count; ballot++) {
    for (let rank = ranksOf(random), index = 0; index < rank; index++) {
      const other = index + Math.floor(random() * (ENTRIES - index));
      const entry = order[other] as number;
      order[other] = order[index] as number;
      order[index] = entry;
      bytes[at++] = entry;
    }
    bytes[at++] = END_BYTE;
  }
  const entries = Array.from({ length: ENTRIES }, (_, index) => `entry ${String(index)}`);
  return { entries, bytes: bytes.slice(0, at), ballots: count, hasTies: false };
}

function rankingsOf({ entries, bytes }: CompactBallots): string[][] {
  const rankings: string[][] = [[]];
  for (const byte of bytes) {
    if (byte === END_BYTE) rankings.push([]);
    else rankings.at(-1)?.push(entries[byte] as string);
  }
  return rankings.slice(0, -1);
}
