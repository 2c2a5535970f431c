/**
 * Rankings that look like those of people: every entry has an appeal, every voter a taste of their own, and nobody
 * ranks everything.
 * @param random 0 … 1; the same sequence gives the same ballots
 */
export function demoRankings<Id>(
  entryIds: readonly Id[],
  voters: number,
  random: () => number,
): (readonly (readonly Id[])[])[] {
  const appeal = entryIds.map(() => random() * 1.4);
  return Array.from({ length: voters }, () => {
    const liked = entryIds
      .map((id, index) => ({ id, score: (appeal[index] ?? 0) + random() }))
      .sort((a, b) => b.score - a.score)
      .slice(0, 3 + Math.floor(random() * Math.max(1, entryIds.length - 3)));
    // Now and then two are as good as each other.
    return liked.reduce<Id[][]>((groups, { id }) => {
      const last = groups.at(-1);
      if (last && random() < 0.12) last.push(id);
      else groups.push([id]);
      return groups;
    }, []);
  });
}

/** A small repeatable generator (mulberry32), so that every demo is the same. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
