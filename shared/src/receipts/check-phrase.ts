import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Six of 2,048 words are 66 bits: enough to find one among all ballots of a round, and to compare by eye. */
const WORDS = 6;
const BITS = 11;
/** What the words say in full, in hexadecimal digits. */
const PREFIX_DIGITS = Math.floor((WORDS * BITS) / 4);

/** The first 66 bits of a leaf as words. The words of BIP-39 tell each other apart by their first four letters. */
export function checkPhrase(leaf: string): string[] {
  const bits = BigInt(`0x${leaf.slice(0, PREFIX_DIGITS + 1)}`) >> 2n; // 17 digits are 68 bits
  return Array.from({ length: WORDS }, (_, index) => {
    const word = wordlist[Number((bits >> BigInt((WORDS - 1 - index) * BITS)) & 2047n)];
    if (word === undefined) throw new Error('The list of words is too short.');
    return word;
  });
}

/**
 * What a leaf with these words begins with, in hexadecimal; null where they are not six words of the list. Case, what
 * stands between the words and what follows their first four letters do not matter.
 */
export function prefixOfPhrase(text: string): string | null {
  const said = text.toLowerCase().match(/[a-z]+/g) ?? [];
  if (said.length !== WORDS) return null;
  let bits = 0n;
  for (const word of said) {
    const index = indexOf(word);
    if (index === -1) return null;
    bits = (bits << BigInt(BITS)) | BigInt(index);
  }
  return (bits >> 2n).toString(16).padStart(PREFIX_DIGITS, '0');
}

function indexOf(word: string): number {
  const exact = wordlist.indexOf(word);
  if (exact !== -1 || word.length < 4) return exact;
  return wordlist.findIndex((known) => known.length >= 4 && known.slice(0, 4) === word.slice(0, 4));
}
