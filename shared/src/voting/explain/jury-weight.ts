import { Fraction } from '../fraction.ts';

/** What an electorate gave each entry, from 0 to 1: for approvals, the share of its ballots. */
export type Shares = Readonly<Record<string, Fraction>>;

/** A stretch of weights with the same winners. */
export interface WeightRange {
  readonly from: Fraction;
  readonly to: Fraction;
  readonly winners: readonly string[];
}

export interface JuryResult {
  /** weight × jury + (1 − weight) × public. */
  readonly scores: Readonly<Record<string, Fraction>>;
  /** Best first. */
  readonly ranking: readonly (readonly string[])[];
  readonly winners: readonly string[];
  /** The smallest and the largest weight up to which the winners stay the same. */
  readonly sameWinners: { readonly from: Fraction; readonly to: Fraction };
  /** All weights from 0 to 1; where two ranges meet, the winners of both are level. */
  readonly ranges: readonly WeightRange[];
}

/**
 * Jury and public as one published formula, and how much hangs on the weight.
 * @param weight of the jury, 0 to 1; frozen before the opening
 * @throws RangeError where the two do not judge the same entries, or the weight is out of range
 */
export function juryResult(jury: Shares, open: Shares, weight: Fraction): JuryResult {
  const names = Object.keys(open).sort();
  if (names.join('\n') !== Object.keys(jury).sort().join('\n'))
    throw new RangeError('Jury and public judge the same entries.');
  if (weight.compare(Fraction.zero) < 0 || weight.compare(Fraction.one) > 0)
    throw new RangeError('A weight is from 0 to 1.');
  const scoreAt = (name: string, at: Fraction): Fraction =>
    at.times(jury[name] as Fraction).plus(Fraction.one.minus(at).times(open[name] as Fraction));
  const tiersAt = (at: Fraction): string[][] => {
    const scored = names.map((name) => ({ name, score: scoreAt(name, at) })).sort((a, b) => b.score.compare(a.score));
    const tiers: string[][] = [];
    for (const [index, { name, score }] of scored.entries()) {
      if (index > 0 && scored[index - 1]?.score.compare(score) === 0) tiers.at(-1)?.push(name);
      else tiers.push([name]);
    }
    return tiers;
  };
  const winnersAt = (at: Fraction): string[] => tiersAt(at)[0] ?? [];
  const ranges = rangesOf(crossings(names, jury, open), winnersAt);
  const winners = winnersAt(weight);
  const same = sameAround(ranges, weight, winners);
  const ranking = tiersAt(weight);
  return {
    scores: Object.fromEntries(names.map((name) => [name, scoreAt(name, weight)])),
    ranking,
    winners,
    sameWinners: same,
    ranges,
  };
}

/** The weights at which two entries are level, in order, with both ends. */
function crossings(names: readonly string[], jury: Shares, open: Shares): Fraction[] {
  const found = [Fraction.zero, Fraction.one];
  for (const [index, a] of names.entries())
    for (const b of names.slice(index + 1)) {
      const byPublic = (open[a] as Fraction).minus(open[b] as Fraction);
      const byJury = (jury[a] as Fraction).minus(jury[b] as Fraction);
      const turn = byPublic.minus(byJury);
      if (turn.numerator === 0n) continue;
      const at = byPublic.over(turn);
      if (at.compare(Fraction.zero) > 0 && at.compare(Fraction.one) < 0) found.push(at);
    }
  const sorted = found.sort((a, b) => a.compare(b));
  return sorted.filter((at, index) => index === 0 || at.compare(sorted[index - 1] as Fraction) !== 0);
}

function rangesOf(at: readonly Fraction[], winnersAt: (weight: Fraction) => string[]): WeightRange[] {
  const ranges: { from: Fraction; to: Fraction; winners: string[] }[] = [];
  for (const [index, to] of at.entries()) {
    const from = at[index - 1];
    if (!from) continue;
    const winners = winnersAt(from.plus(to).over(Fraction.of(2)));
    const last = ranges.at(-1);
    if (last && last.winners.join('\n') === winners.join('\n')) last.to = to;
    else ranges.push({ from, to, winners });
  }
  return ranges;
}

/** At a weight where two ranges meet, everybody is level who wins on either side: only that weight has these winners. */
function sameAround(
  ranges: readonly WeightRange[],
  weight: Fraction,
  winners: readonly string[],
): JuryResult['sameWinners'] {
  const range = ranges.find(
    (one) =>
      one.from.compare(weight) <= 0 && one.to.compare(weight) >= 0 && one.winners.join('\n') === winners.join('\n'),
  );
  return range ? { from: range.from, to: range.to } : { from: weight, to: weight };
}
