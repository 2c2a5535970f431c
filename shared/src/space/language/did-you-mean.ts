const SHOWN = 12;
/** More names are not compared: a message is not worth seconds. */
const COMPARED = 5_000;

/** `what` has an @ where the name goes: `there is no option “hatchh” in body; did you mean “hatch”? There are hatch, cabrio`. */
export function noSuch(what: string, name: string, known: Iterable<string>): string {
  const names = [...known];
  const near = nearest(name, names);
  const head = `there is no ${what.replace('@', `“${name}”`)}`;
  if (names.length === 0) return head;
  const hint = near === null ? '.' : `; did you mean “${near}”?`;
  return `${head}${hint} There ${names.length === 1 ? 'is' : 'are'} ${some(names)}`;
}

/** The first names, and how many more there are. */
export function some(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  return names.slice(0, SHOWN).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
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
