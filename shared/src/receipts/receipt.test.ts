import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPhrase, prefixOfPhrase } from './check-phrase.ts';
import { makeReceipt, readReceiptFile, readReceiptFragment, receiptFile, receiptFragment } from './receipt.ts';

const anyHash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const anyCount = fc.integer({ min: 0, max: 0xffff_ffff });
const anyReceipt = fc
  .tuple(fc.uuid(), anyCount, anyHash, fc.record({ sequence: anyCount, hash: anyHash }))
  .map((parts) => makeReceipt(...parts));
const unreadable = expect.objectContaining({ code: 'receipt_unreadable' }) as Error;

test('file and link give the receipt back', () =>
  fc.assert(
    fc.property(anyReceipt, (receipt) => {
      expect(readReceiptFile(receiptFile(receipt))).toEqual(receipt);
      expect(readReceiptFragment(receiptFragment(receipt))).toEqual(receipt);
      expect(receiptFragment(receipt)).toHaveLength(119);
    }),
  ));

test('a link of which one character is another one is no receipt, or another one', () =>
  fc.assert(
    fc.property(anyReceipt, fc.nat(118), fc.constantFrom(...'aZ09-_=+% '), (receipt, at, character) => {
      const link = receiptFragment(receipt);
      fc.pre(link[at] !== character);
      const altered = link.slice(0, at) + character + link.slice(at + 1);
      try {
        expect(readReceiptFragment(altered)).not.toEqual(receipt);
      } catch (error) {
        expect(error).toEqual(unreadable);
      }
    }),
  ));

test('what is no receipt is refused as such', () => {
  const [receipt] = fc.sample(anyReceipt, { numRuns: 1, seed: 1 });
  if (!receipt) throw new Error('No receipt.');
  const file = JSON.parse(receiptFile(receipt)) as Record<string, unknown>;
  const wrong = [
    {},
    { ...file, schema: 'mitwerk-receipt/2' },
    { ...file, sequence: -1 },
    { ...file, sequence: receipt.sequence - 1 },
    { ...file, sequence: '1' },
    { ...file, commitment: receipt.leaf },
    { ...file, leaf: receipt.commitment },
    { ...file, after: null },
    { ...file, round: 'somewhere' },
  ].map((value) => JSON.stringify(value));
  for (const text of ['', '{', 'null', '[]', '"text"', ...wrong]) {
    expect(() => readReceiptFile(text)).toThrow(unreadable);
  }
  for (const text of ['', 'AAAA', receiptFragment(receipt).slice(1), `${receiptFragment(receipt)}A`, '%%%']) {
    expect(() => readReceiptFragment(text)).toThrow(unreadable);
  }
});

test('six words say what a leaf begins with, however they are typed', () =>
  fc.assert(
    fc.property(anyHash, (leaf) => {
      const words = checkPhrase(leaf);
      expect(words).toHaveLength(6);
      expect(prefixOfPhrase(words.join(' '))).toBe(leaf.slice(0, 16));
      expect(prefixOfPhrase(` ${words.join(' - ').toUpperCase()}. `)).toBe(leaf.slice(0, 16));
      expect(prefixOfPhrase(words.map((word) => word.slice(0, 4)).join(','))).toBe(leaf.slice(0, 16));
    }),
  ));

test('what is not six words of the list says nothing', () => {
  for (const text of ['', 'abandon', 'abandon '.repeat(5), 'abandon '.repeat(7), `${'abandon '.repeat(5)} qwerty`]) {
    expect(prefixOfPhrase(text)).toBeNull();
  }
  expect(checkPhrase(`${'0'.repeat(16)}4${'0'.repeat(47)}`)).toEqual([...Array<string>(5).fill('abandon'), 'ability']);
});
