import type { ConsistencyProof, InclusionProof } from './api.ts';
import { firstBrokenCheckpoint, type PublishedCheckpoint } from './checkpoint.ts';
import { hexBytes } from './leaf.ts';
import type { Receipt } from './receipt.ts';
import { isConsistent, isIncluded } from './verify-proof.ts';

/** What a receipt, or somebody's six words, is held against: what the server publishes about the round. */
export interface PublishedRecord {
  readonly rulesHash: string;
  /** All of the round, from the first one on. */
  readonly checkpoints: readonly PublishedCheckpoint[];
  /** Of the leaf in the tree of one of the checkpoints. */
  readonly inclusion: InclusionProof;
  /** From the checkpoint that the receipt has seen to the one of `inclusion`; null where no receipt is held against it. */
  readonly consistency: ConsistencyProof | null;
}

export type ReceiptProblem =
  /** A checkpoint does not follow on the one before it. */
  | { readonly code: 'chain_broken'; readonly sequence: number }
  /** The checkpoint that the receipt has seen is not there any more. */
  | { readonly code: 'seen_checkpoint_missing'; readonly sequence: number }
  /** Another ballot stands in the place of this one. */
  | { readonly code: 'other_ballot'; readonly sequence: number }
  /** The proof does not lead to a published checkpoint. */
  | { readonly code: 'not_included' }
  /** Ballots that were there when this one was cast are not there any more. */
  | { readonly code: 'history_changed' };

/**
 * Everything that is wrong with the record in the light of what the voter holds. Nothing: the ballot is in the record
 * where it was cast, and nothing before it was changed.
 * @param held the receipt, or of six words only the beginning of the leaf
 */
export function receiptProblems(
  roundId: string,
  held: Receipt | { readonly leafPrefix: string },
  { rulesHash, checkpoints, inclusion, consistency }: PublishedRecord,
): ReceiptProblem[] {
  const problems: ReceiptProblem[] = [];
  const broken = firstBrokenCheckpoint(roundId, rulesHash, checkpoints);
  if (broken !== null) problems.push({ code: 'chain_broken', sequence: broken });
  const newest = checkpoints.find(({ size }) => size === inclusion.size);
  const isOther =
    'leafPrefix' in held
      ? !inclusion.leaf.startsWith(held.leafPrefix)
      : held.leaf !== inclusion.leaf || held.sequence !== inclusion.sequence;
  if (isOther) problems.push({ code: 'other_ballot', sequence: inclusion.sequence });
  const bytes = (hex: string): Uint8Array => hexBytes(hex, 32);
  const included =
    newest !== undefined &&
    isIncluded(
      bytes(inclusion.leaf),
      inclusion.sequence,
      inclusion.size,
      inclusion.path.map(bytes),
      bytes(newest.root),
    );
  if (!included) problems.push({ code: 'not_included' });
  if ('leafPrefix' in held) return problems;
  const seen = checkpoints[held.after.sequence];
  if (seen?.hash !== held.after.hash) {
    problems.push({ code: 'seen_checkpoint_missing', sequence: held.after.sequence });
    return problems;
  }
  const grown =
    newest !== undefined &&
    consistency !== null &&
    isConsistent(seen.size, bytes(seen.root), newest.size, bytes(newest.root), consistency.path.map(bytes)) &&
    seen.size <= held.sequence; // what was cast later cannot stand among what was there before
  if (!grown) problems.push({ code: 'history_changed' });
  return problems;
}
