import { type Said, say, type Word } from './said.ts';

const SHOWN = 12;
/** More names are not compared: a message is not worth seconds. */
const COMPARED = 5_000;

/** There is no option “hatchh” in body; did you mean “hatch”? There are hatch, cabrio. */
export function noSuch(what: Said, name: string, known: Iterable<string>): Said {
  const names = [...known];
  const near = nearest(name, names);
  const all = some(names);
  if (names.length === 0) return say`there is no ${what}`;
  if (near === null)
    return names.length === 1 ? say`there is no ${what}. There is ${all}` : say`there is no ${what}. There are ${all}`;
  return names.length === 1
    ? say`there is no ${what}; did you mean “${near}”? There is ${all}`
    : say`there is no ${what}; did you mean “${near}”? There are ${all}`;
}

/** The first names, and how many more there are. */
export function some(names: readonly string[]): Word {
  const rest = names.length - SHOWN;
  const first = names.slice(0, SHOWN).join(', ');
  return rest > 0 ? say`${first} and ${rest} more` : first;
}

/** The known name that differs by the fewest letters, if that is few for a name of this length; the first of several. */
export function nearest(name: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let fewest = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known.slice(0, COMPARED)) {
    if (Math.abs(candidate.length - name.length) >= fewest) continue;
    const letters = distance(name, candidate);
    if (letters < fewest) [best, fewest] = [candidate, letters];
  }
  return best;
}

/** Letters to insert, remove or replace (Levenshtein), row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
