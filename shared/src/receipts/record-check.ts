import { toHexString } from 'lib0/buffer';
import { checkpointHash, type PublishedCheckpoint } from './checkpoint.ts';
import { GrowingTree } from './growing-tree.ts';
import { type CastBallot, commitmentOf, hexBytes, leafOf, pseudonymOf } from './leaf.ts';
import type { SeenCheckpoint } from './receipt.ts';

/** A ballot as it is stored. */
export interface StoredBallot extends CastBallot {
  readonly sequence: number;
  readonly voterId: string;
  readonly nonce: string;
  readonly leaf: string;
}

/** What a round's record says beside its ballots. */
export interface RecordHead {
  readonly roundId: string;
  readonly rulesHash: string;
  readonly secret: string;
  /** How many ballots and checkpoints there have to be. */
  readonly size: number;
  readonly checkpointCount: number;
  readonly checkpoints: readonly PublishedCheckpoint[];
  /** Roots of the full blocks of `blockLeaves` leaves, by their index. */
  readonly blocks: ReadonlyMap<number, string>;
  readonly blockLeaves: number;
  /** Checkpoints that somebody outside has seen: from receipts, or written down. */
  readonly seen: readonly SeenCheckpoint[];
}

/** The first thing in a record that is not as it was written. Ballots and checkpoints by their place, from 0. */
export type RecordFault =
  | { readonly place: 'ballot'; readonly sequence: number; readonly wrong: 'missing' | 'voter' | 'revision' | 'leaf' }
  /** One of the ballots from `from` to before `sequence` was exchanged together with its leaf, or the root was. */
  | { readonly place: 'root'; readonly checkpoint: number; readonly from: number; readonly sequence: number }
  | { readonly place: 'block'; readonly index: number }
  | { readonly place: 'checkpoint'; readonly sequence: number };

/** Reads a round's record once, in the order of its ballots, and says where it was altered first. */
export class RecordCheck {
  readonly #head: RecordHead;
  readonly #tree = new GrowingTree();
  readonly #revisions = new Map<string, number>();
  #block = new GrowingTree();
  #reached = 0;
  #fault: RecordFault | null = null;

  constructor(head: RecordHead) {
    this.#head = head;
    this.#look();
  }

  /** The next ballot. */
  add(ballot: StoredBallot): void {
    if (this.#fault) return;
    const wrong = this.#wrongWith(ballot);
    if (wrong) {
      const sequence = wrong === 'missing' ? this.#tree.size : ballot.sequence;
      this.#fault = { place: 'ballot', sequence, wrong };
      return;
    }
    this.#revisions.set(ballot.voterId, ballot.revision);
    const leaf = hexBytes(ballot.leaf, 32);
    this.#tree.append(leaf);
    this.#block.append(leaf);
    this.#look();
  }

  /** After the last ballot. @returns null where nothing was altered */
  end(): RecordFault | null {
    if (this.#fault) return this.#fault;
    const { size, checkpointCount, checkpoints, seen } = this.#head;
    if (this.#tree.size !== size) {
      return { place: 'ballot', sequence: Math.min(this.#tree.size, size), wrong: 'missing' };
    }
    if (this.#reached < checkpoints.length) return { place: 'checkpoint', sequence: this.#reached };
    if (checkpoints.length !== checkpointCount) {
      return { place: 'checkpoint', sequence: Math.min(checkpoints.length, checkpointCount) };
    }
    const missing = seen.find(({ sequence, hash }) => checkpoints[sequence]?.hash !== hash);
    return missing ? { place: 'checkpoint', sequence: missing.sequence } : null;
  }

  #wrongWith(ballot: StoredBallot): 'missing' | 'voter' | 'revision' | 'leaf' | null {
    const { roundId, secret } = this.#head;
    if (ballot.sequence !== this.#tree.size) return 'missing';
    try {
      if (ballot.pseudonym !== pseudonymOf(secret, ballot.voterId)) return 'voter';
      if (ballot.revision !== (this.#revisions.get(ballot.voterId) ?? 0) + 1) return 'revision';
      return ballot.leaf === leafOf(roundId, ballot.sequence, commitmentOf(ballot, ballot.nonce)) ? null : 'leaf';
    } catch {
      return 'leaf'; // no hexadecimal any more
    }
  }

  /** Looks at blocks and checkpoints that end with the newest ballot. */
  #look(): void {
    const { roundId, rulesHash, checkpoints, blocks, blockLeaves } = this.#head;
    if (this.#block.size === blockLeaves) {
      const index = this.#tree.size / blockLeaves - 1;
      const stored = blocks.get(index);
      // What the newest checkpoint covers has to have its blocks.
      const covered = (checkpoints.at(-1)?.size ?? 0) >= this.#tree.size;
      if (stored === undefined ? covered : stored !== toHexString(this.#block.root())) {
        this.#fault = { place: 'block', index };
        return;
      }
      this.#block = new GrowingTree();
    }
    for (let next = checkpoints[this.#reached]; next; next = checkpoints[this.#reached]) {
      const before = checkpoints[this.#reached - 1];
      if (next.size > this.#tree.size && next.sequence === this.#reached) return;
      const follows =
        next.sequence === this.#reached &&
        next.size === this.#tree.size &&
        next.previous === (before?.hash ?? rulesHash) &&
        next.hash === checkpointHash(roundId, next);
      if (!follows) {
        this.#fault = { place: 'checkpoint', sequence: this.#reached };
        return;
      }
      if (next.root !== toHexString(this.#tree.root())) {
        this.#fault = { place: 'root', checkpoint: next.sequence, from: before?.size ?? 0, sequence: next.size };
        return;
      }
      this.#reached += 1;
    }
  }
}
