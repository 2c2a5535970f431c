import { seededRandom } from '../../seeded-random.ts';
import { cellWeights } from './bounded-search.ts';
import { drawer, keepsLimits } from './drawing.ts';
import type { Engine } from './engine.ts';
import type { Wish } from './evidence.ts';

/** How many designs there are: exactly, or about so many (19 times of 20 between `low` and `high`), or nobody knows. */
export type Estimate =
  | { readonly kind: 'exact'; readonly count: bigint }
  | { readonly kind: 'about'; readonly count: bigint; readonly low: bigint; readonly high: bigint }
  | { readonly kind: 'unknown' };

const DRAWS_FOR_ESTIMATE = 400;
const PER_MILLION = 1_000_000;

/**
 * How many designs have all of these picks. Where limits on costs make them too many to be counted, the share of random
 * designs that keep the limits tells about how many (Wilson's interval). The same for the same picks.
 */
export function estimate(engine: Engine, picks: readonly Wish[]): Estimate {
  const { compiled, rules, reader } = engine;
  if (!compiled) return { kind: 'unknown' };
  const count = engine.count(picks);
  if (count !== null) return { kind: 'exact', count };
  const evidence = reader.read(picks);
  const all = compiled.pass.count(evidence.allowed, cellWeights(rules, reader, evidence));
  const draw = drawer(rules, reader, compiled.pass, evidence, seededRandom(JSON.stringify(picks)));
  if (!draw) return { kind: 'exact', count: 0n };
  let kept = 0;
  for (let index = 0; index < DRAWS_FOR_ESTIMATE; index += 1) if (keepsLimits(rules, evidence, draw())) kept += 1;
  const share = (part: number): bigint => (all * BigInt(Math.round(part * PER_MILLION))) / BigInt(PER_MILLION);
  const [low, high] = wilson(kept, DRAWS_FOR_ESTIMATE);
  return { kind: 'about', count: share(kept / DRAWS_FOR_ESTIMATE), low: share(low), high: share(high) };
}

/** The interval in which a share lies 19 times of 20 (Wilson 1927). */
function wilson(successes: number, trials: number): readonly [number, number] {
  const z = 1.959964;
  const share = successes / trials;
  const middle = share + (z * z) / (2 * trials);
  const spread = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}
