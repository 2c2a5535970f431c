import { fromHexString, toHexString } from 'lib0/buffer';
import { encodeUtf8 } from 'lib0/string';
import { canonicalJson } from '../canonical-json.ts';
import { sha256 } from '../sha256.ts';
import { concatBytes, leafHash } from './merkle.ts';

/** What a ballot was when it was cast. Its canonical JSON is what the commitment holds. */
export interface CastBallot {
  /** The voter in this round and in no other: SHA-256 in hexadecimal. Never published. */
  readonly pseudonym: string;
  /** Counts the voter's ballots in the round: 1, 2, 3 … */
  readonly revision: number;
  readonly key: string;
  /** Whatever the method of the round asks for. */
  readonly choice: unknown;
  /** ISO 8601 with milliseconds, in UTC: the database's clock. */
  readonly castAt: string;
}

// What is hashed names what it is, with an end that no name has, so that one kind is never taken for another.
const COMMITMENT = encodeUtf8('mitwerk/ballot-commitment/1\0');
const PSEUDONYM = encodeUtf8('mitwerk/pseudonym/1\0');
export const LEAF_DOMAIN = 'mitwerk/ballot-leaf/1';
const LEAF = encodeUtf8(`${LEAF_DOMAIN}\0`);

/**
 * Commits to a ballot and hides it: without the nonce nobody can try out which choice it is.
 * @param nonce 32 random bytes in hexadecimal, made in the voter's browser
 * @returns SHA-256 in hexadecimal
 * @throws TypeError where the nonce has another form, since one that is cut short would hide less
 */
export function commitmentOf(ballot: CastBallot, nonce: string): string {
  const { pseudonym, revision, key, choice, castAt } = ballot;
  const content = encodeUtf8(canonicalJson({ pseudonym, revision, key, choice, castAt }));
  return toHexString(sha256(concatBytes(COMMITMENT, hexBytes(nonce, 32), content)));
}

/**
 * The leaf of a ballot in the tree of its round.
 * @param roundId a UUID
 * @param sequence the ballot's place in the round, in the order of casting: 0, 1, 2 …
 * @param commitment of `commitmentOf`
 * @returns SHA-256 in hexadecimal, as RFC 6962 hashes a leaf
 */
export function leafOf(roundId: string, sequence: number, commitment: string): string {
  const place = new Uint8Array(8);
  new DataView(place.buffer).setBigUint64(0, BigInt(sequence));
  const round = hexBytes(roundId.replaceAll('-', ''), 16);
  return toHexString(leafHash(concatBytes(LEAF, round, place, hexBytes(commitment, 32))));
}

/**
 * The voter's name in a round.
 * @param secret of the round: 32 bytes in hexadecimal. Who does not have it cannot tell whose pseudonym it is
 */
export function pseudonymOf(secret: string, voterId: string): string {
  return toHexString(sha256(concatBytes(PSEUDONYM, hexBytes(secret, 32), hexBytes(voterId.replaceAll('-', ''), 16))));
}

/** @throws TypeError unless it is so many bytes in lower-case hexadecimal */
export function hexBytes(hex: string, length: number): Uint8Array {
  if (hex.length !== length * 2 || !/^[0-9a-f]*$/.test(hex)) {
    throw new TypeError(`Not ${length} bytes in lower-case hexadecimal.`);
  }
  return fromHexString(hex);
}
