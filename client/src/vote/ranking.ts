/** A row of a voter's list. `tied`: it has the same rank as the row above. The first row is never tied. */
export interface RankedRow {
  readonly id: string;
  readonly tied: boolean;
}

/** Entry ids from best to worst, tied ones in one inner array: as a ballot carries them. */
export type Ranking = readonly (readonly string[])[];

export function rowsOf(ranking: Ranking): readonly RankedRow[] {
  return ranking.flatMap((group) => group.map((id, index) => ({ id, tied: index > 0 })));
}

export function rankingOf(rows: readonly RankedRow[]): string[][] {
  const groups: string[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (row.tied && last) last.push(row.id);
    else groups.push([row.id]);
  }
  return groups;
}

/** The rank of each row: tied rows share one and the next is skipped, 1, 1, 3. */
export function ranksOf(rows: readonly RankedRow[]): readonly number[] {
  let rank = 1;
  return rows.map((row, index) => {
    if (!row.tied) rank = index + 1;
    return rank;
  });
}

export function ranksById(rows: readonly RankedRow[]): ReadonlyMap<string, number> {
  const ranks = ranksOf(rows);
  return new Map(rows.map((row, index) => [row.id, ranks[index] ?? 0]));
}

/** The first row is not tied; a row that was tied to one that is gone begins a rank of its own. */
const tidy = (rows: readonly RankedRow[]): readonly RankedRow[] =>
  rows.map((row, index) => (index === 0 && row.tied ? { ...row, tied: false } : row));

export function withoutRow(rows: readonly RankedRow[], id: string): readonly RankedRow[] {
  const at = rows.findIndex((row) => row.id === id);
  const gone = rows[at];
  if (!gone) return rows;
  return tidy(
    rows.flatMap((row, index) => {
      if (index === at) return [];
      // The others of a group stay together when its first row goes.
      return index === at + 1 && !gone.tied && row.tied ? [{ ...row, tied: false }] : [row];
    }),
  );
}

/** With the row of `id` at `to` (0 is best). Between two rows that share a rank it comes to share it as well. */
export function moved(rows: readonly RankedRow[], id: string, to: number): readonly RankedRow[] {
  const from = rows.findIndex((row) => row.id === id);
  const at = Math.max(0, Math.min(rows.length - 1, to));
  if (from < 0 || from === at) return rows;
  const rest = withoutRow(rows, id);
  return [...rest.slice(0, at), { id, tied: rest[at]?.tied ?? false }, ...rest.slice(at)];
}

/** Shares the rank of the row above, or no longer. */
export function withTie(rows: readonly RankedRow[], id: string, tied: boolean): readonly RankedRow[] {
  return tidy(rows.map((row) => (row.id === id ? { ...row, tied } : row)));
}
