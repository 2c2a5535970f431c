import { hashOrder } from '../../hash-order.ts';
import { sha256Hex } from '../../sha256.ts';

export interface TieSeed {
  /** Tied entries are ordered by SHA-256(seed + ":" + entry). */
  readonly seed: string;
  /** Entries, the first one before all others that it is tied with. */
  readonly order: readonly string[];
  /** Every step, for anybody who wants to compute it again: `sha256("…") = …`. */
  readonly arithmetic: readonly string[];
}

/**
 * The order of ties that nobody could choose: not the brand, whose secret was committed to before the first ballot, and not
 * the server or the last voter, who did not know the secret when the last checkpoint was made.
 * @param secret revealed after the close
 * @param commitment SHA-256 of the secret, published with the rules
 * @param lastCheckpoint hash of the last checkpoint before the close, in hexadecimal
 * @throws RangeError where the secret is not the one that was committed to
 */
export function tieSeed(
  secret: string,
  commitment: string,
  lastCheckpoint: string,
  entries: readonly string[],
): TieSeed {
  const found = sha256Hex(secret);
  if (found !== commitment) throw new RangeError('The secret is not the one that the rules committed to.');
  const seed = sha256Hex(`${secret}:${lastCheckpoint}`);
  const order = hashOrder(seed, entries);
  return {
    seed,
    order,
    arithmetic: [
      `sha256("${secret}") = ${found}, as the rules say`,
      `sha256("${secret}:${lastCheckpoint}") = ${seed}, the seed`,
      ...order.map((entry) => `sha256("${seed}:${entry}") = ${sha256Hex(`${seed}:${entry}`)}`),
    ],
  };
}
