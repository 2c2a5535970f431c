import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../sha256.ts';

/** The state of a round's tree at a moment. Published, and bound to the one before it. */
export interface Checkpoint {
  /** 0, 1, 2 … within the round. */
  readonly sequence: number;
  /** How many ballots are in the tree, those that were replaced included. */
  readonly size: number;
  /** SHA-256 in hexadecimal. */
  readonly root: string;
  /** The hash of the checkpoint before; of the first one the hash of the round's rules. */
  readonly previous: string;
  /** ISO 8601 in UTC, by the database's clock. */
  readonly at: string;
  /** Made after the close: no ballot comes after it. */
  readonly final: boolean;
}

export interface PublishedCheckpoint extends Checkpoint {
  readonly hash: string;
}

export function checkpointHash(roundId: string, checkpoint: Checkpoint): string {
  const { sequence, size, root, previous, at, final } = checkpoint;
  const content = canonicalJson({ round: roundId, sequence, size, root, previous, at, final });
  return sha256Hex(`mitwerk/checkpoint/1\0${content}`);
}

/**
 * The first checkpoint that does not follow on the ones before it; null where all do.
 * @param checkpoints all of the round from the first one on
 * @returns its place in the list
 */
export function firstBrokenCheckpoint(
  roundId: string,
  rulesHash: string,
  checkpoints: readonly PublishedCheckpoint[],
): number | null {
  const broken = checkpoints.findIndex((checkpoint, index) => {
    const before = checkpoints[index - 1];
    const follows =
      checkpoint.sequence === index &&
      checkpoint.previous === (before?.hash ?? rulesHash) &&
      checkpoint.size >= (before?.size ?? 0) &&
      checkpoint.at >= (before?.at ?? '') &&
      before?.final !== true;
    return !follows || checkpoint.hash !== checkpointHash(roundId, checkpoint);
  });
  return broken === -1 ? null : broken;
}
