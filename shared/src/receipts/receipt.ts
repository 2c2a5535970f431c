import { fromBase64UrlEncoded, toBase64UrlEncoded, toHexString } from 'lib0/buffer';
import { DomainError } from '../errors.ts';
import { hexBytes, leafOf } from './leaf.ts';
import { concatBytes } from './merkle.ts';

/** A checkpoint that somebody has seen: it cannot be exchanged for another one any more without their noticing. */
export interface SeenCheckpoint {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * The proof of a ballot that its voter keeps. It says where the ballot is, not what it is: neither choice nor nonce nor
 * pseudonym is in it, nor whether another ballot of the same voter came later.
 */
export interface Receipt {
  readonly schema: 'mitwerk-receipt/1';
  readonly round: string;
  /** Place among the ballots of the round in the order of casting: 0, 1, 2 … */
  readonly sequence: number;
  readonly commitment: string;
  readonly leaf: string;
  /** The newest checkpoint when the ballot was cast. */
  readonly after: SeenCheckpoint;
}

export function makeReceipt(round: string, sequence: number, commitment: string, after: SeenCheckpoint): Receipt {
  const leaf = leafOf(round, sequence, commitment);
  return { schema: 'mitwerk-receipt/1', round, sequence, commitment, leaf, after };
}

/** The receipt as the text of a file. */
export function receiptFile({ schema, round, sequence, commitment, leaf, after }: Receipt): string {
  const { sequence: seen, hash } = after;
  const kept = { schema, round, sequence, commitment, leaf, after: { sequence: seen, hash } };
  return `${JSON.stringify(kept, null, 2)}\n`;
}

/** @throws DomainError `receipt_unreadable`, also where the leaf is not the one of what the receipt says */
export function readReceiptFile(text: string): Receipt {
  return reading(() => {
    const file = JSON.parse(text) as Partial<Record<keyof Receipt, unknown>>;
    const after = file.after as Partial<Record<keyof SeenCheckpoint, unknown>>;
    if (file.schema !== 'mitwerk-receipt/1') throw new TypeError('Another schema.');
    const receipt = makeReceipt(
      uuidOf(hexOf(String(file.round).replaceAll('-', ''), 16)),
      countOf(file.sequence),
      hexOf(file.commitment, 32),
      { sequence: countOf(after.sequence), hash: hexOf(after.hash, 32) },
    );
    if (file.leaf !== receipt.leaf) throw new TypeError('Another leaf.');
    return receipt;
  });
}

const VERSION = 1;
const LENGTH = 1 + 16 + 4 + 32 + 4 + 32;

/** The receipt as 119 characters for the fragment of a link, which browsers do not send to servers. */
export function receiptFragment({ round, sequence, commitment, after }: Receipt): string {
  return toBase64UrlEncoded(
    concatBytes(
      Uint8Array.of(VERSION),
      hexBytes(round.replaceAll('-', ''), 16),
      uint32(sequence),
      hexBytes(commitment, 32),
      uint32(after.sequence),
      hexBytes(after.hash, 32),
    ),
  );
}

/** @throws DomainError `receipt_unreadable` */
export function readReceiptFragment(text: string): Receipt {
  return reading(() => {
    if (!/^[A-Za-z0-9_-]+$/.test(text)) throw new TypeError('Another alphabet.');
    const bytes = Uint8Array.from(fromBase64UrlEncoded(text));
    const view = new DataView(bytes.buffer);
    if (bytes.length !== LENGTH || bytes[0] !== VERSION) throw new TypeError('Another version.');
    const receipt = makeReceipt(
      uuidOf(toHexString(bytes.slice(1, 17))),
      view.getUint32(17),
      toHexString(bytes.slice(21, 53)),
      { sequence: view.getUint32(53), hash: toHexString(bytes.slice(57)) },
    );
    // Unused bits at the end would make several texts of one receipt.
    if (receiptFragment(receipt) !== text) throw new TypeError('Another form.');
    return receipt;
  });
}

function reading(read: () => Receipt): Receipt {
  try {
    return read();
  } catch {
    throw new DomainError('receipt_unreadable', 'This is no receipt of a ballot, or a part of it is missing.');
  }
}

function hexOf(value: unknown, length: number): string {
  hexBytes(String(value), length);
  return String(value);
}

function countOf(value: unknown): number {
  if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > 0xffff_ffff) throw new TypeError('No count.');
  return Number(value);
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function uuidOf(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
