import { Explainer } from 'shared/space/engine/explanation.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { Resolution } from 'shared/space/engine/resolution.ts';
import { useEngine } from 'shared/space/engine/engine-of.ts';
import { resolvePicks } from 'shared/space/engine/resolve-picks.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Amounts, Look, WhyNot } from './answer-source.ts';
import { countsAtOnce, countsOf } from './counts.ts';
import { nearestMixWith } from './nearest-mix.ts';
import { offersOf } from './offers.ts';
import { outlookOf } from './outlook.ts';
import { reasonsOf } from './reasons.ts';
import { surprise } from './surprise.ts';
import { whyNot } from './why-not.ts';

const OFFERS_AT_ONCE = 16;

/** Everything that the studio asks of the rules of a space. Heavy: it is fetched after the product is there. */
export class Answers {
  readonly #space: Space;
  readonly #engine: Engine;
  readonly #explainer: Explainer;
  #last: { readonly picks: readonly Pick[]; readonly resolution: Resolution } | null = null;

  constructor(space: Space, engine: Engine) {
    useEngine(space, engine);
    this.#space = space;
    this.#engine = engine;
    this.#explainer = new Explainer(engine);
  }

  /** What there is to say about picks, in pieces between which something else may be done. */
  *look(picks: readonly Pick[]): Generator<Partial<Look>> {
    const resolution = this.#resolve(picks);
    const { kept, parked, params } = resolution;
    yield { outlook: outlookOf(this.#engine, this.#space, kept, params) };
    if (countsAtOnce(this.#engine)) yield* this.#count(kept);
    // Without picks everything is the default: nothing follows from anything.
    const hasReasons = kept.length > 0 || parked.length > 0;
    yield {
      reasons: hasReasons
        ? reasonsOf(this.#explainer, this.#space, resolution)
        : { follows: new Map(), parked: new Map() },
    };
    let offers = new Map<string, { readonly cents: number; readonly isKept: boolean }>();
    for (const [key, offer] of offersOf(this.#space, picks, resolution)) {
      offers.set(key, offer);
      if (offers.size < OFFERS_AT_ONCE) continue;
      yield { offers };
      offers = new Map();
    }
    yield { offers };
    if (!countsAtOnce(this.#engine)) yield* this.#count(kept);
  }

  whyNot(picks: readonly Pick[], wanted: readonly Wish[]): WhyNot | null {
    return whyNot(this.#engine, this.#explainer, this.#space, picks, wanted, this.#resolve(picks));
  }

  mixWith(picks: readonly Pick[], key: string, item: string, amounts: Amounts): Amounts | null {
    const { kept } = this.#resolve(picks);
    return (
      nearestMixWith(this.#engine, kept, key, item, amounts) ?? nearestMixWith(this.#engine, [], key, item, amounts)
    );
  }

  surprise(staying: readonly Pick[], random: () => number): readonly Wish[] {
    return surprise(this.#engine, this.#space, staying, random);
  }

  *#count(kept: readonly Pick[]): Generator<Partial<Look>> {
    for (const counts of countsOf(this.#engine, this.#space, kept)) yield { counts };
  }

  #resolve(picks: readonly Pick[]): Resolution {
    if (this.#last?.picks === picks) return this.#last.resolution;
    const resolution = resolvePicks(this.#space, picks);
    this.#last = { picks, resolution };
    return resolution;
  }
}
