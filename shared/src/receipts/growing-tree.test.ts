import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingTree } from './growing-tree.ts';
import { leafHash, perfectRootsOf, treeRoot } from './merkle.ts';

test('a growing tree has the root of the tree of all its leaves, at every size', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 90 }), (count) => {
      const leaves = Array.from({ length: count }, (_, index) => leafHash(Uint8Array.of(index)));
      const tree = new GrowingTree();
      const perfect = perfectRootsOf(leaves);
      expect(tree.root()).toEqual(treeRoot(0, perfect));
      for (const [index, leaf] of leaves.entries()) {
        tree.append(leaf);
        expect([tree.size, tree.root()]).toEqual([index + 1, treeRoot(index + 1, perfect)]);
      }
    }),
    { numRuns: 20 },
  ));
