import { Fraction } from '../fraction.ts';
import type { IrvCount } from '../methods/irv.ts';
import type { StvCount } from '../methods/stv-gregory.ts';

/** Votes of an entry in one column; `null` is the pile of what counts for nobody. */
export interface SankeyNode {
  readonly column: number;
  readonly entry: string | null;
  readonly votes: Fraction;
}

/** Votes that stay with an entry or pass to another from a column to the next. */
export interface SankeyLink {
  readonly column: number;
  /** Several where they left together and nobody can say whose votes went where. */
  readonly from: readonly (string | null)[];
  readonly to: string | null;
  readonly votes: Fraction;
}

export interface Sankey {
  readonly nodes: readonly SankeyNode[];
  readonly links: readonly SankeyLink[];
}

type Column = Readonly<Record<string, Fraction>>;

export function sankeyOfRunoff({ rounds, eliminations, exhausted }: IrvCount): Sankey {
  return sankeyOf(rounds, eliminations, exhausted);
}

/** One column for the first count and one after every transfer. What rounding lost lies with what counts for nobody. */
export function sankeyOfTransfers({ stages, reasons }: StvCount): Sankey {
  const shown = stages.flatMap((stage, at) => (stage.action === 'begin' || stage.action === 'transfer' ? [at] : []));
  const columns = shown.map((at): Column =>
    Object.fromEntries(Object.entries(stages[at]?.votes ?? {}).map(([name, votes]) => [name, fractionOf(votes)])),
  );
  const sums = columns.map((column) => Fraction.sum(Object.values(column)));
  const begin = fractionOf(reasons[0]?.exhausted ?? '0');
  const all = (sums[0] ?? Fraction.zero).plus(begin);
  const moved = shown.slice(1).map((at) => reasons[at]?.about ?? []);
  return sankeyOf(
    columns,
    moved,
    sums.map((sum) => all.minus(sum)),
  );
}

function sankeyOf(
  columns: readonly Column[],
  moved: readonly (readonly string[])[],
  exhausted: readonly Fraction[],
): Sankey {
  const nodes = columns.flatMap((column, at): SankeyNode[] => [
    ...Object.entries(column).map(([entry, votes]) => ({ column: at, entry, votes })),
    { column: at, entry: null, votes: exhausted[at] ?? Fraction.zero },
  ]);
  const links = columns.slice(0, -1).flatMap((column, at): SankeyLink[] => {
    const next = columns[at + 1] ?? {};
    const from = moved[at] ?? [];
    const lost = (exhausted[at + 1] ?? Fraction.zero).minus(exhausted[at] ?? Fraction.zero);
    const stays = Object.entries(column).map(([entry, votes]): SankeyLink => {
      const after = next[entry] ?? Fraction.zero;
      return { column: at, from: [entry], to: entry, votes: from.includes(entry) ? after : votes };
    });
    const gains = Object.entries(next).map(([entry, votes]): SankeyLink => {
      const gain = from.includes(entry) ? Fraction.zero : votes.minus(column[entry] ?? Fraction.zero);
      return { column: at, from, to: entry, votes: gain };
    });
    return [
      ...stays,
      ...gains,
      { column: at, from, to: null, votes: lost },
      { column: at, from: [null], to: null, votes: exhausted[at] ?? Fraction.zero },
    ];
  });
  const isThere = ({ votes }: { readonly votes: Fraction }): boolean => votes.compare(Fraction.zero) > 0;
  return { nodes: nodes.filter(isThere), links: links.filter(isThere) };
}

/** A decimal number of a stage, exactly. */
function fractionOf(decimal: string): Fraction {
  const [whole = '0', part = ''] = decimal.split('.');
  return Fraction.of(BigInt(whole + part), 10n ** BigInt(part.length));
}
