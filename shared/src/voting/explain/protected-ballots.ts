import { pairsOf } from '../pairs.ts';
import { ballotCount, type RankedGroup, type RankedProfile, type Unranked } from '../profile.ts';

/** Ballots as they are published. */
export interface ProtectedBallots {
  /** As cast, or cut off behind the last rank up to which enough ballots begin alike. */
  readonly groups: readonly (RankedGroup & { readonly isCut: boolean })[];
  readonly cut: number;
  /**
   * What the ballots say beyond what is published of them, all of them together: `[i][j]` is to be added to the published pairs.
   * So pairwise methods are recounted exactly; rounds of a runoff only as far as nobody's cut part was needed.
   */
  readonly restOfPairs: readonly (readonly number[])[];
}

/**
 * Ballots that name nobody: a ranking of fifty entries is as good as a signature, and whoever bought the vote could look for
 * it. So every published beginning is shared by at least `least` ballots, and what was cut off is told only as a sum over at
 * least as many ballots, or nothing was cut at all.
 * @param least 2 …
 */
export function protectBallots(
  { entries, groups }: RankedProfile,
  unranked: Unranked,
  least: number,
): ProtectedBallots {
  const total = ballotCount(groups);
  const beginnings = countBeginnings(groups);
  // A sum over a few cut ballots would show them again: then more is cut.
  for (let threshold = least; ; threshold++) {
    const published = bundled(groups.map((group) => cutAt(group, beginnings, threshold)));
    const cut = ballotCount(published.filter(({ isCut }) => isCut));
    if (cut > 0 && cut < least && threshold <= total) continue;
    const all = pairsOf({ entries, groups }, unranked);
    const told = pairsOf({ entries, groups: published }, unranked);
    const restOfPairs = all.map((row, i) => row.map((votes, j) => votes - (told[i]?.[j] ?? 0)));
    return { groups: published, cut, restOfPairs };
  }
}

type Published = ProtectedBallots['groups'][number];

function cutAt({ count, ranks }: RankedGroup, beginnings: ReadonlyMap<string, number>, threshold: number): Published {
  const keys = beginningsOf(ranks);
  let kept = ranks.length;
  while (kept > 0 && (beginnings.get(keys[kept - 1] as string) ?? 0) < threshold) kept -= 1;
  // A ballot of which nothing is shown may have said nothing: it hides the others that are cut as far.
  return { count, ranks: ranks.slice(0, kept), isCut: kept < ranks.length || kept === 0 };
}

/** How many ballots begin like each beginning that there is. */
function countBeginnings(groups: readonly RankedGroup[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { count, ranks } of groups)
    for (const key of beginningsOf(ranks)) counts.set(key, (counts.get(key) ?? 0) + count);
  return counts;
}

function beginningsOf(ranks: RankedGroup['ranks']): string[] {
  let key = '';
  return ranks.map((rank) => (key = `${key}>${keyOf(rank)}`));
}

function bundled(groups: readonly Published[]): Published[] {
  const byKey = new Map<string, Published>();
  for (const group of groups) {
    const key = `${String(group.isCut)} ${group.ranks.map(keyOf).join('>')}`;
    byKey.set(key, { ...group, count: group.count + (byKey.get(key)?.count ?? 0) });
  }
  // By what they say: the order in which they were cast is nobody's business.
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function keyOf(rank: readonly number[]): string {
  return rank.toSorted((a, b) => a - b).join('=');
}
