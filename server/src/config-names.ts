/** A name in the environment that is probably a misspelt one of ours. */
export interface NearMiss {
  readonly found: string;
  readonly meant: string;
}

const PREFIX = 'MITWERK_';
const SHORT = 5;
const LONG = 10;

/**
 * Names that resemble ours without being one. Only close ones count, since the environment is full of other programs'
 * variables: the first letter is right, and one letter is wrong (two in a long name; in a short one, swapped).
 */
export function nearMisses(found: readonly string[], ours: readonly string[]): NearMiss[] {
  return found.flatMap((name) => {
    if (ours.includes(name)) return [];
    if (name.startsWith(PREFIX)) {
      const rest = name.slice(PREFIX.length);
      return [{ found: name, meant: ours.find((our) => our === rest || resembles(rest, our)) ?? ours.join(', ') }];
    }
    const meant = ours.find((our) => resembles(name, our));
    return meant === undefined ? [] : [{ found: name, meant }];
  });
}

function resembles(name: string, our: string): boolean {
  if (name[0] !== our[0]) return false;
  if (our.length <= SHORT) return name.length === our.length && isSwap(name, our);
  return editDistance(name, our) <= (our.length >= LONG ? 2 : 1);
}

function isSwap(a: string, b: string): boolean {
  const differing = [...a].flatMap((letter, index) => (letter === b[index] ? [] : [index]));
  const [first, second] = differing;
  if (differing.length !== 2 || first === undefined || second !== first + 1) return false;
  return a[first] === b[second] && a[second] === b[first];
}

/** Letters to add, drop, replace or swap with their neighbour. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      row.push(Math.min(at(i - 1, j) + 1, (row[j - 1] ?? Infinity) + 1, replaced, swapped));
    }
  }
  return at(a.length, b.length);
}
