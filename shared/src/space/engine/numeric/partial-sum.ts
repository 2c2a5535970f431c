import type { LinearForm, NumericVariable } from './component.ts';

/** A form whose contributions start at 0 in every variable; its thresholds are moved down by what that takes away. */
export interface PartialSum {
  readonly thresholds: readonly number[];
  readonly allowed: readonly boolean[] | undefined;
  /** Per variable what its values add beyond the least of them; null where all values add the same. */
  readonly adds: readonly (readonly number[] | null)[];
  /** Per variable the most that it adds. */
  readonly spans: readonly number[];
  /** Per variable the greatest common divisor of what it adds; 0 where that is nothing. */
  readonly steps: readonly number[];
}

export const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** The form without what every tuple adds anyway. */
export function partialSumOf(variables: readonly NumericVariable[], form: LinearForm): PartialSum {
  let base = 0;
  const spans: number[] = [];
  const steps: number[] = [];
  const adds = variables.map(({ values }, variable) => {
    const contributions = (values.length > 0 && form.contributions[variable]) || [0];
    const least = contributions.reduce((a, b) => Math.min(a, b));
    const above = contributions.map((contribution) => contribution - least);
    const span = above.reduce((a, b) => Math.max(a, b));
    base += least;
    spans.push(span);
    steps.push(above.reduce(gcd));
    return span > 0 ? above : null;
  });
  return { thresholds: form.thresholds.map((t) => t - base), allowed: form.allowed, adds, spans, steps };
}

/** What some variables can add: from 0 to `most`, in steps of `step`. */
export interface Rest {
  readonly most: number;
  readonly step: number;
}

/** Per layer, and after the last one: what the variables from there on can add. */
export function restsOf({ spans, steps }: PartialSum, order: readonly number[]): Rest[] {
  const rests: Rest[] = [{ most: 0, step: 0 }];
  for (const variable of order.toReversed()) {
    const { most, step } = rests[0] as Rest;
    rests.unshift({ most: most + (spans[variable] as number), step: gcd(step, steps[variable] as number) });
  }
  return rests;
}

/**
 * What of a partial sum still matters once only `rest` is to come: the region + ½ when that cannot change it any more;
 * until then the greatest sum that the rest cannot tell from this one. So sums that settle alike end alike.
 */
export function settle(thresholds: readonly number[], { most, step }: Rest, sum: number): number {
  let region = 0;
  let slack = Infinity;
  for (const threshold of thresholds) {
    const room = threshold - sum;
    if (room < 0) region += 1;
    else if (room < most) {
      slack = Math.min(slack, room % step);
      if (slack === 0) break;
    } else return slack < Infinity ? sum + Math.min(slack, room - most) : region + 0.5;
  }
  return slack < Infinity ? sum + slack : region + 0.5;
}

/** Whether a settled sum is a region, i.e. no longer a sum. */
export const isRegion = (settled: number): boolean => !Number.isInteger(settled);
