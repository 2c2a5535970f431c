import { firstIn, places, type TieBreak, type TieOrder } from '../profile.ts';
import type { StrictBallots } from '../strict-ballots.ts';
import type { StvCount } from './stv-gregory.ts';
import { decimal, type Stage, StageLog } from './stv-stages.ts';

const DIGITS = 9;
const ONE = 10n ** 9n;
/** Keep factors are refined until less than this is left over. */
const OMEGA = 1_000n;

/** Ballots that begin alike share their beginning. */
interface Node {
  readonly entry: number;
  /** Ballots that come through here. */
  ballots: number;
  readonly next: Map<number, Node>;
}

/**
 * Meek's single transferable vote after the reference rule of the Proportional Representation Foundation: nine decimal
 * places, keep factors and products rounded up, the quota cut off and one smallest step added.
 * @param lots the order in which lots fall: of those tied, the first one is excluded
 * @see B. L. Meek, "A new approach to the single transferable vote", 1969–70; the reference rule's steps A to C and T
 */
export function stvMeek(ballots: StrictBallots, seats: number, lots: TieOrder): StvCount {
  const { entries } = ballots;
  const tree = treeOf(ballots);
  const log = new StageLog(entries, DIGITS);
  const ties: TieBreak[] = [];
  const state = entries.map(() => 'H');
  const keep = entries.map(() => ONE);
  const elected: number[] = [];
  let votes = distribute(tree, keep, entries.length);
  let quota = (BigInt(ballots.total) * ONE) / BigInt(seats + 1) + 1n;
  let round = 0;
  const inState = (wanted: string): number[] => places(entries).filter((index) => state[index] === wanted);
  const write = (action: Stage['action'], about: readonly number[], because: string): void =>
    log.add({ round, quota, votes, state }, action, about, because);
  const elect = (index: number, because: string): void => {
    state[index] = 'E';
    elected.push(index);
    write('elect', [index], because);
  };

  write('begin', [], 'first preferences are counted');
  while (inState('H').length > seats - elected.length && elected.length < seats) {
    round += 1;
    let surplus = BigInt(ballots.total) * ONE;
    let hasElected = false;
    for (let isFirst = true; ; isFirst = false) {
      votes = distribute(tree, keep, entries.length);
      quota = votes.reduce((sum, one) => sum + one, 0n) / BigInt(seats + 1) + 1n;
      for (const index of inState('H')) {
        if ((votes[index] as bigint) < quota) continue;
        elect(index, 'has the quota');
        hasElected = true;
      }
      const before = surplus;
      surplus = inState('E').reduce((sum, index) => sum + (votes[index] as bigint) - quota, 0n);
      if (surplus < 0n) surplus = 0n;
      if (hasElected || surplus < OMEGA || (!isFirst && surplus >= before)) break;
      for (const index of inState('E'))
        keep[index] = up(up((keep[index] as bigint) * quota, ONE) * ONE, votes[index] as bigint);
    }
    if (hasElected) continue;
    const hopeful = inState('H');
    const least = hopeful.map((index) => votes[index] as bigint).reduce((a, b) => (a < b ? a : b));
    // What is still to be passed on could change the order of those who are this close.
    const tied = hopeful.filter((index) => (votes[index] as bigint) <= least + surplus);
    const index = firstIn(lots, tied);
    const name = entries[index] as string;
    if (tied.length > 1) {
      ties.push({ tied: tied.map((one) => entries[one] as string), chosen: name, to: 'be excluded', by: 'tie order' });
      write('tie', tied, `${name} is chosen to be excluded by tie order`);
    }
    state[index] = 'D';
    write('defeat', [index], `has the fewest votes, with a surplus of ${decimal(surplus, DIGITS)} left`);
    votes = votes.with(index, 0n);
    keep[index] = 0n;
  }
  for (const index of inState('H')) {
    if (elected.length < seats) {
      elect(index, 'no more are left than seats');
      continue;
    }
    state[index] = 'D';
    write('defeat', [index], 'all seats are filled');
    votes = votes.with(index, 0n);
  }
  log.add({ round: 'X', quota, votes, state }, 'end', [], 'the count is complete');
  return {
    winners: elected.map((index) => entries[index] as string),
    // Of the first count; the stages say how it sinks while ballots run out of names.
    quota: log.stages[0]?.quota ?? '',
    stages: log.stages,
    reasons: log.reasons,
    ties,
  };
}

function treeOf({ marks, end, counts }: StrictBallots): Node {
  const root: Node = { entry: -1, ballots: 0, next: new Map() };
  for (let at = 0, ballot = 0; at < marks.length; at++, ballot++) {
    const count = counts?.[ballot] ?? 1;
    let node = root;
    for (; marks[at] !== end; at++) {
      const entry = marks[at] as number;
      let next = node.next.get(entry);
      if (!next) node.next.set(entry, (next = { entry, ballots: 0, next: new Map() }));
      next.ballots += count;
      node = next;
    }
  }
  return root;
}

/** Every ballot gives each entry its keep factor of what is left of it, in the order of its preferences. */
function distribute(root: Node, keep: readonly bigint[], size: number): bigint[] {
  const votes = new Array<bigint>(size).fill(0n);
  const open: { readonly node: Node; readonly weight: bigint }[] = [{ node: root, weight: ONE }];
  for (let top = open.pop(); top; top = open.pop()) {
    for (const node of top.node.next.values()) {
      const kept = up(top.weight * (keep[node.entry] as bigint), ONE);
      votes[node.entry] = (votes[node.entry] as bigint) + kept * BigInt(node.ballots);
      if (top.weight > kept) open.push({ node, weight: top.weight - kept });
    }
  }
  return votes;
}

/** The quotient, rounded up. */
function up(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
