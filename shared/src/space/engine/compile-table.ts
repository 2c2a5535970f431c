/** Doubles the room in `array` until `length` numbers fit. */
function withRoom(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= array.length) return array;
  const larger = new Int32Array(Math.max(length, 2 * array.length));
  larger.set(array);
  return larger;
}

/** Numbers sequences of integers 0, 1, 2 …; equal sequences have the same number. Open addressing, never shrinks. */
export class SequenceTable {
  #data = new Int32Array(1024);
  #starts = new Int32Array(256);
  #hashes = new Int32Array(256);
  #slots = new Int32Array(512).fill(-1);
  /** How many different sequences there are. */
  size = 0;

  /** The number of `sequence`; it is new when that equals what `size` was before. */
  numberOf(sequence: readonly number[]): number {
    const length = sequence.length;
    let hash = length;
    for (let i = 0; i < length; i += 1) {
      hash = Math.imul(hash ^ (sequence[i] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    let slot = hash & (this.#slots.length - 1);
    for (let found; (found = this.#slots[slot] as number) >= 0; slot = (slot + 1) & (this.#slots.length - 1)) {
      if (this.#hashes[found] === hash && this.#equals(found, sequence)) return found;
    }
    const added = this.size++;
    const start = this.#starts[added] as number;
    this.#slots[slot] = added;
    this.#starts = withRoom(this.#starts, added + 2);
    this.#hashes = withRoom(this.#hashes, added + 1);
    this.#data = withRoom(this.#data, start + length);
    this.#hashes[added] = hash;
    this.#data.set(sequence, start);
    this.#starts[added + 1] = start + length;
    if (2 * this.size > this.#slots.length) this.#spread();
    return added;
  }

  /** The sequence with that number; valid until the next one is added. */
  sequence(number: number): Int32Array {
    return this.#data.subarray(this.#starts[number], this.#starts[number + 1]);
  }

  #equals(number: number, sequence: readonly number[]): boolean {
    const start = this.#starts[number] as number;
    if ((this.#starts[number + 1] as number) - start !== sequence.length) return false;
    for (let i = 0; i < sequence.length; i += 1) if (this.#data[start + i] !== sequence[i]) return false;
    return true;
  }

  #spread(): void {
    this.#slots = new Int32Array(2 * this.#slots.length).fill(-1);
    for (let number = 0; number < this.size; number += 1) {
      let slot = (this.#hashes[number] as number) & (this.#slots.length - 1);
      while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = number;
    }
  }
}
