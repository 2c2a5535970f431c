import { nodeHash } from './merkle.ts';
import { sha256 } from '../sha256.ts';

/** A tree that leaves are appended to and that keeps the roots of its perfect subtrees only: some twenty for a million. */
export class GrowingTree {
  #size = 0;
  /** Of falling size, each of a power of two leaves. */
  readonly #perfect: { readonly size: number; readonly root: Uint8Array }[] = [];

  get size(): number {
    return this.#size;
  }

  append(leaf: Uint8Array): void {
    let made = { size: 1, root: leaf };
    for (let last = this.#perfect.at(-1); last?.size === made.size; last = this.#perfect.at(-1)) {
      this.#perfect.pop();
      made = { size: made.size * 2, root: nodeHash(last.root, made.root) };
    }
    this.#perfect.push(made);
    this.#size += 1;
  }

  /** As `treeRoot` computes it. */
  root(): Uint8Array {
    const [last, ...before] = this.#perfect.toReversed();
    if (!last) return sha256(new Uint8Array());
    return before.reduce((right, { root }) => nodeHash(root, right), last.root);
  }
}
