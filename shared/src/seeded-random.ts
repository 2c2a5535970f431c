import { sha256Hex } from './sha256.ts';

/**
 * Numbers of [0, 1), uniform in 32 bits: the same ones everywhere for the same seed. Not for secrets.
 * @see sfc32 of PractRand, by Chris Doty-Humphrey
 */
export function seededRandom(seed: string): () => number {
  const hash = sha256Hex(seed);
  let [a, b, c, counter] = [0, 8, 16, 24].map((at) => Number.parseInt(hash.slice(at, at + 8), 16) | 0) as [
    number,
    number,
    number,
    number,
  ];
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
}
