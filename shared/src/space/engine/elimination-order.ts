/** Where everybody left has that many neighbours no order is good, and finding the best would take minutes. */
const HOPELESS = 256;

/**
 * Minimum-degree elimination order of the graph in which all members of a link are neighbours (George, Liu 1989, as
 * quotient graph: an eliminated vertex leaves one link of all its neighbours, in place of the links it was in). Of
 * vertices with few neighbours those with little eliminated behind them go first, so that a long chain is halved again
 * and again instead of being consumed from its end. Ties go to the lowest vertex.
 * @param count the vertices are 0 … count − 1
 * @returns per vertex its place in the order, 0 is eliminated first
 */
export function eliminationOrder(sizes: readonly number[], links: readonly (readonly number[])[]): Int32Array {
  const count = sizes.length;
  const place = new Int32Array(count).fill(-1);
  const height = new Int32Array(count);
  const members = links.map((link) => [...link]);
  const linksOf: number[][] = Array.from({ length: count }, () => []);
  for (const [link, vertices] of members.entries()) for (const vertex of vertices) linksOf[vertex]?.push(link);
  const seen = new Int32Array(count);
  let stamp = 0;
  const neighbours = (vertex: number): number[] => {
    seen[vertex] = stamp += 1;
    const found: number[] = [];
    for (const link of linksOf[vertex] as number[]) {
      for (const other of members[link] as number[]) {
        if (seen[other] === stamp) continue;
        seen[other] = stamp;
        found.push(other);
      }
    }
    return found;
  };
  const sizeOf = (vertex: number): number => Math.log2(sizes[vertex] as number);
  const costOf = (vertex: number): number =>
    neighbours(vertex).length + 0.3 * Math.log2(1 + (height[vertex] as number)) + sizeOf(vertex) / 20;
  const cost = Float64Array.from({ length: count }, (_, vertex) => costOf(vertex));
  for (let next = 0; next < count;) {
    let least = -1;
    for (let vertex = 0, lowest = Infinity; vertex < count; vertex += 1) {
      if (place[vertex] !== -1 || (cost[vertex] as number) >= lowest) continue;
      least = vertex;
      lowest = cost[vertex] as number;
    }
    if ((cost[least] as number) > HOPELESS) {
      const rest = [...place.keys()].filter((vertex) => place[vertex] === -1);
      for (const vertex of rest.sort((a, b) => (cost[a] as number) - (cost[b] as number))) place[vertex] = next++;
      break;
    }
    const left = neighbours(least);
    const link = members.length;
    place[least] = next++;
    for (const old of linksOf[least] as number[]) members[old] = [];
    for (const vertex of left) {
      linksOf[vertex] = (linksOf[vertex] as number[]).filter((old) => members[old]?.length);
      linksOf[vertex]?.push(link);
    }
    // Whoever has no other neighbours than these goes with it: a link of thousands is gone in one step.
    const alone = left.filter((vertex) => linksOf[vertex]?.length === 1);
    for (const vertex of alone.sort((a, b) => sizeOf(a) - sizeOf(b))) place[vertex] = next++;
    const kept = left.filter((vertex) => place[vertex] === -1);
    members.push(kept);
    const reached = (height[least] as number) + 1 + alone.length;
    for (const vertex of kept) {
      height[vertex] = Math.max(height[vertex] as number, reached);
      cost[vertex] = costOf(vertex);
    }
  }
  return place;
}
