import { sha256Hex } from './sha256.ts';

/**
 * The ids by SHA-256(seed + ":" + id), lowest first: an order that nobody can choose who does not choose the seed, and
 * that anybody can compute again who knows it.
 */
export function hashOrder<Id extends string>(seed: string, ids: readonly Id[]): Id[] {
  const keyed = ids.map((id) => ({ id, key: sha256Hex(`${seed}:${id}`) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ id }) => id);
}
