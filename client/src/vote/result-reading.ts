import type { RoundResult } from 'shared/voting/api.ts';

type Entry = RoundResult['entries'][number];
type Matrix = readonly (readonly number[])[];

/** Why the first entry won, in the one way that can be said in a sentence. */
export type WinReason =
  | { readonly kind: 'no_ballots' }
  | { readonly kind: 'only' }
  /** Won every comparison with another entry, most narrowly against `closest`. */
  | { readonly kind: 'beats_all'; readonly closest: Entry; readonly above: number; readonly below: number }
  /** Shares the first rank with others, and the tie rule put it first. */
  | { readonly kind: 'tie'; readonly with: readonly Entry[] }
  /** Nobody wins every comparison: the strongest chains of comparisons decide. */
  | { readonly kind: 'paths'; readonly lostTo: readonly Entry[] };

const at = (matrix: Matrix, row: number, column: number): number => matrix[row]?.[column] ?? 0;

export function winReason(result: RoundResult): WinReason {
  const { entries, pairs, ballotCount } = result;
  if (ballotCount === 0) return { kind: 'no_ballots' };
  if (entries.length < 2) return { kind: 'only' };
  const shared = entries.filter((entry, index) => index > 0 && entry.rank === 1);
  if (shared.length > 0) return { kind: 'tie', with: shared };
  const others = entries
    .map((entry, index) => ({ entry, above: at(pairs, 0, index), below: at(pairs, index, 0) }))
    .slice(1);
  const lost = others.filter(({ above, below }) => above <= below);
  if (lost.length > 0) return { kind: 'paths', lostTo: lost.map(({ entry }) => entry) };
  const margin = ({ above, below }: { above: number; below: number }): number => above - below;
  const closest = others.reduce((least, other) => (margin(other) < margin(least) ? other : least));
  return { kind: 'beats_all', closest: closest.entry, above: closest.above, below: closest.below };
}

export interface Comparison {
  /** Ballots that rank the row's entry above the column's, the other way round, and neither. */
  readonly above: number;
  readonly below: number;
  readonly equal: number;
  readonly outcome: 'won' | 'lost' | 'even';
  /** Of the ballots that prefer one of the two, the share that prefers the row's; 0.5 where none does. */
  readonly share: number;
}

/** Of two entries by their place in `result.entries`, from 0. */
export function compare(result: RoundResult, row: number, column: number): Comparison {
  const above = at(result.pairs, row, column);
  const below = at(result.pairs, column, row);
  return {
    above,
    below,
    equal: result.ballotCount - above - below,
    outcome: above > below ? 'won' : above < below ? 'lost' : 'even',
    share: above + below === 0 ? 0.5 : above / (above + below),
  };
}

/** Entries that share a rank, so that the tie rule had to order them; best first. */
export function tiedGroups(result: RoundResult): readonly (readonly Entry[])[] {
  const groups = Map.groupBy(result.entries, (entry) => entry.rank);
  return [...groups.values()].filter((group) => group.length > 1);
}
