import Type, { type Static } from 'typebox';
import { Instant, Sha256, Uuid } from '../api.ts';

const Count = Type.Integer({ minimum: 0, maximum: 0xffff_ffff });

/** At most so many checkpoints in one answer. */
export const CHECKPOINTS_PER_PAGE = 1000;

export const Checkpoints = Type.Object({
  roundId: Uuid,
  rulesHash: Sha256,
  /** In order, from the one that was asked for. */
  checkpoints: Type.Array(
    Type.Object({
      sequence: Count,
      size: Count,
      root: Sha256,
      previous: Sha256,
      at: Instant,
      final: Type.Boolean(),
      hash: Sha256,
    }),
  ),
  /** How many there are in all. */
  total: Count,
  /** The next one is made after this instant, if a ballot has come by then; null where none is made any more. */
  nextAt: Type.Union([Type.Null(), Instant]),
});
export type Checkpoints = Static<typeof Checkpoints>;

export const InclusionProof = Type.Object({
  leaf: Sha256,
  sequence: Count,
  /** Of the tree in which the leaf is proved: that of a checkpoint. */
  size: Count,
  path: Type.Array(Sha256),
});
export type InclusionProof = Static<typeof InclusionProof>;

export const ConsistencyProof = Type.Object({ from: Count, to: Count, path: Type.Array(Sha256) });
export type ConsistencyProof = Static<typeof ConsistencyProof>;

/** A leaf in hexadecimal, or what it begins with: at least the 64 bits that six words say. */
export const LeafPrefix = Type.String({ pattern: '^[0-9a-f]{16,64}$' });
export const TreeSize = Count;
