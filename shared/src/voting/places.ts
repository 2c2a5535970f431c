import { hashOrder } from '../hash-order.ts';
import type { SchulzeResult } from './schulze.ts';

export interface Place {
  readonly id: string;
  /** Of the tally: tied entries share it. */
  readonly rank: number;
  /** 1, 2, 3 …, each once: the rank, and where that is shared the tie rule. */
  readonly place: number;
}

/**
 * Tied entries by SHA-256(seed + ":" + id), lowest first. The seed is drawn and its hash published before the first
 * ballot, so that nobody, the server's owner included, can draw again after seeing who is tied.
 */
export function tieOrder<Id extends string>(seed: string, ids: readonly Id[]): Id[] {
  return hashOrder(seed, ids);
}

/** Everybody in the order of the result, best first, ties broken by `tieOrder`. */
export function placesOf(result: SchulzeResult, tieSeed: string): Place[] {
  const rankOf = new Map(result.candidates.map((id, index) => [id, result.ranks[index] ?? 0]));
  return tieOrder(tieSeed, result.candidates)
    .map((id) => ({ id, rank: rankOf.get(id) ?? 0 }))
    .sort((a, b) => a.rank - b.rank) // stable: the tie order stays inside a rank
    .map((row, index) => ({ ...row, place: index + 1 }));
}
