import { fromHexString, toHexString } from 'lib0/buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consistencyPath, inclusionPath, leafHash, perfectRootsOf, treeRoot } from './merkle.ts';
import { isConsistent, isIncluded } from './verify-proof.ts';

describe('the tree of the reference implementation of RFC 6962', () => {
  // certificate-transparency, cpp/merkletree/merkle_tree_test.cc: inputs, roots, paths and proofs.
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const perfect = perfectRootsOf(inputs.map((hex) => leafHash(fromHexString(hex))));
  const hex = (path: readonly Uint8Array[]) => path.map(toHexString);

  test('has its roots', () => {
    expect(roots.map((_, size) => toHexString(treeRoot(size, perfect)))).toEqual(roots);
  });

  test('has its inclusion paths', () => {
    expect(hex(inclusionPath(0, 1, perfect))).toEqual([]);
    expect(hex(inclusionPath(0, 8, perfect))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(hex(inclusionPath(5, 8, perfect))).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(hex(inclusionPath(2, 3, perfect))).toEqual([roots[2]]);
  });

  test('has its consistency proofs', () => {
    expect(hex(consistencyPath(1, 1, perfect))).toEqual([]);
    expect(hex(consistencyPath(6, 8, perfect))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(hex(consistencyPath(2, 5, perfect))).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });
});

const anyLeaves = fc
  .array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 70 })
  .map((inputs) => inputs.map((input, index) => leafHash(Uint8Array.of(index, ...input))));
const anyTree = anyLeaves.chain((leaves) =>
  fc.record({ leaves: fc.constant(leaves), size: fc.integer({ min: 1, max: leaves.length }) }).chain((tree) =>
    fc.record({
      leaves: fc.constant(tree.leaves),
      size: fc.constant(tree.size),
      index: fc.integer({ min: 0, max: tree.size - 1 }),
    }),
  ),
);
/** With one bit of one byte another. */
function flipped(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ (1 << bit) : byte));
}
const anyFlip = fc.record({ at: fc.integer({ min: 0, max: 31 }), bit: fc.integer({ min: 0, max: 7 }), part: fc.nat() });

test('every leaf is proved in every tree that it is in', () =>
  fc.assert(
    fc.property(anyTree, ({ leaves, size, index }) => {
      const perfect = perfectRootsOf(leaves);
      const leaf = leaves[index] as Uint8Array;
      const path = inclusionPath(index, size, perfect);
      expect(isIncluded(leaf, index, size, path, treeRoot(size, perfect))).toBe(true);
      expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
    }),
  ));

test('no other leaf, place, path or root is proved', () =>
  fc.assert(
    fc.property(anyTree, anyFlip, ({ leaves, size, index }, { at, bit, part }) => {
      const perfect = perfectRootsOf(leaves);
      const leaf = leaves[index] as Uint8Array;
      const path = inclusionPath(index, size, perfect);
      const root = treeRoot(size, perfect);
      expect(isIncluded(flipped(leaf, at, bit), index, size, path, root)).toBe(false);
      expect(isIncluded(leaf, index, size, path, flipped(root, at, bit))).toBe(false);
      const altered = path.map((node, place) => (place === part % path.length ? flipped(node, at, bit) : node));
      if (path.length > 0) expect(isIncluded(leaf, index, size, altered, root)).toBe(false);
      expect(isIncluded(leaf, index, size, [...path, leaf], root)).toBe(false);
      if (path.length > 0) expect(isIncluded(leaf, index, size, path.slice(1), root)).toBe(false);
      for (let other = 0; other < size; other += 1)
        if (other !== index) expect(isIncluded(leaf, other, size, path, root)).toBe(false);
      for (const nowhere of [-1, 0.5, Number.NaN, size])
        expect(isIncluded(leaf, nowhere, size, path, root)).toBe(false);
    }),
  ));

test('every tree is consistent with what it began with, and with nothing else', () =>
  fc.assert(
    fc.property(anyTree, anyFlip, ({ leaves, size, index }, { at, bit, part }) => {
      const perfect = perfectRootsOf(leaves);
      const oldSize = index + 1;
      const [old, root] = [treeRoot(oldSize, perfect), treeRoot(size, perfect)];
      const path = consistencyPath(oldSize, size, perfect);
      expect(isConsistent(oldSize, old, size, root, path)).toBe(true);
      expect(isConsistent(0, treeRoot(0, perfect), size, root, [])).toBe(true);
      expect(isConsistent(oldSize, flipped(old, at, bit), size, root, path)).toBe(false);
      expect(isConsistent(oldSize, old, size, flipped(root, at, bit), path)).toBe(false);
      const altered = path.map((node, place) => (place === part % path.length ? flipped(node, at, bit) : node));
      if (path.length > 0) expect(isConsistent(oldSize, old, size, root, altered)).toBe(false);
      expect(isConsistent(oldSize, old, size, root, [...path, old])).toBe(false);
      expect(isConsistent(size + 1, old, size, root, path)).toBe(false);
      // A tree in which an old leaf was replaced does not begin with the old one.
      const other = perfectRootsOf(leaves.map((leaf, place) => (place === 0 ? flipped(leaf, at, bit) : leaf)));
      const forged = consistencyPath(oldSize, size, other);
      expect(isConsistent(oldSize, old, size, treeRoot(size, other), forged)).toBe(false);
    }),
  ));

test('a tree has no leaf and no beginning outside of it', () => {
  const perfect = perfectRootsOf([leafHash(Uint8Array.of(1))]);
  expect(() => inclusionPath(1, 1, perfect)).toThrow(RangeError);
  expect(() => consistencyPath(0, 1, perfect)).toThrow(RangeError);
  expect(() => treeRoot(2, perfect)).toThrow(RangeError);
});
