import { type Bound, negated } from './bounds.ts';
import { Compiled } from './compiled.ts';
import { Domains } from './domains.ts';
import type { Cost, EncodedRules, Limit } from './encoded-rules.ts';
import { type Evidence, EvidenceReader, leafOf, type Wish } from './evidence.ts';
import type { Graph } from './graph.ts';
import type { Literal } from './rule-model.ts';
import { type Case, searchingFor, type Strategy } from './strategy.ts';

/** Each of them holds what is left of every leaf, and may take a search. */
const MOST_CASES = 128;

/** The ways in which limits may turn out. */
export interface Cases {
  readonly all: readonly Case[];
  /** False where they are too many: then there may be a design in none of these. */
  readonly isWhole: boolean;
}

/**
 * Answers what is left of a space once some of it is chosen. Exact, also for several people's choices together; pure and
 * deterministic, with or without the compiled graph, which makes it quicker and lets it count.
 */
export class Engine {
  readonly rules: EncodedRules;
  readonly reader: EvidenceReader;
  /** Null where the rules were too hard to be compiled, or are not compiled yet. */
  readonly compiled: Compiled | null;
  readonly #strategy: Strategy;
  readonly #turned = new Map<Cost, Cost>();
  /** Limits on one cost each, the tightest first. */
  readonly #ladders: readonly (readonly Limit[])[];
  /** Literals that every design has: what always has to be kept, or never can be, is no case of its own. */
  readonly #facts: ReadonlySet<Literal>;

  /** @param graph of exactly these rules */
  constructor(rules: EncodedRules, graph: Graph | null = null) {
    this.rules = rules;
    this.reader = new EvidenceReader(rules);
    this.#facts = new Set(
      rules.model.clauses.flatMap(([only, ...others]) => (only && others.length === 0 ? [only] : [])),
    );
    const byCost = Map.groupBy(rules.limits, ({ cost }) => cost);
    this.#ladders = [...byCost.values()].map((limits) => limits.toSorted((a, b) => a.most - b.most));
    this.compiled = graph && new Compiled(rules, this.reader, graph);
    this.#strategy = this.compiled ?? searchingFor(rules, this.reader);
  }

  /** Whether a design has all of this; false also where that could not be found out. */
  isConsistent(wishes: readonly Wish[]): boolean {
    return this.isLeft(this.reader.read(wishes));
  }

  /** Whether some design is left. */
  isLeft(evidence: Evidence): boolean {
    return this.cases(evidence).all.some((one) => this.#strategy.exists(one) === true);
  }

  /** What is still possible, each choice seen as if its own pick had been taken back. */
  domains(wishes: readonly Wish[]): Domains {
    const domains = new Domains(this.rules);
    const { all, isWhole } = this.cases(this.reader.read(wishes));
    for (const one of all) this.#strategy.addPossible(domains, one);
    if (!isWhole) domains.isExact = false;
    return domains;
  }

  /** How many designs have all of this, whatever their texts say; null where nobody knows. */
  count(wishes: readonly Wish[]): bigint | null {
    let total = 0n;
    const { all, isWhole } = this.cases(this.reader.read(wishes), true);
    if (!isWhole) return null;
    for (const one of all) {
      const found = this.#strategy.count(one);
      if (found === null) return null;
      total += found;
    }
    return total;
  }

  /**
   * The ways in which the limits of the rules may turn out. Of limits on one cost, who keeps a tighter one keeps every
   * wider one: one case for each step of the ladder. A limit that nothing asks to be broken may be left open: who keeps it
   * all the same is found where it is kept. To be counted, every design has to be in exactly one case.
   *
   * Every further cost that has limits may double the cases. Where they become too many, those that nothing is left of are
   * dropped, and then those that ask for most.
   */
  cases(evidence: Evidence, isDisjoint = false): Cases {
    const isBudget = Number.isFinite(evidence.budgetCents);
    const bounds = isBudget ? [{ cost: this.rules.price, most: evidence.budgetCents }] : [];
    let all: Case[] = [{ evidence, bounds }];
    let isWhole = true;
    let checked = 0; // so many limits on costs have been looked at in every case
    for (const [at, ladder] of this.#ladders.entries()) {
      all = all.flatMap((one) => this.#steps(one, ladder, isDisjoint));
      if (all.length <= MOST_CASES) continue;
      all = all.filter((one) => this.#mayExist(one, at + 1 - checked));
      checked = at + 1;
      if (all.length <= MOST_CASES) continue;
      all = all.toSorted((a, b) => a.bounds.length - b.bounds.length).slice(0, MOST_CASES);
      isWhole = false;
    }
    return { all, isWhole };
  }

  /** Looks at the last of the bounds one by one; only with a graph, which tells at once. */
  #mayExist({ evidence, bounds }: Case, last: number): boolean {
    const alone = this.compiled ? bounds.slice(-last).map((bound) => [bound]) : [];
    return [[], ...alone].every((some) => this.#strategy.exists({ evidence, bounds: some }) !== false);
  }

  /** @param ladder limits on one cost, the tightest first */
  #steps({ evidence, bounds }: Case, ladder: readonly Limit[], isDisjoint: boolean): Case[] {
    const cases: Case[] = [];
    for (let kept = 0; kept <= ladder.length; kept += 1) {
      // The first `kept` are broken, all others are kept.
      const broken = ladder[kept - 1];
      const tightest = ladder[kept];
      const literals = ladder.map(({ literal }, at) => (at < kept ? -literal : literal));
      if (literals.some((literal) => evidence.allowed[leafOf(literal)] === 0 || this.#facts.has(-literal))) continue;
      const allowed = evidence.allowed.slice();
      for (const literal of literals) allowed[leafOf(-literal)] = 0;
      const added: Bound[] = [];
      if (tightest) added.push({ cost: tightest.cost, most: tightest.most });
      if (broken && (isDisjoint || ladder.slice(0, kept).some(({ isEquivalent }) => isEquivalent)))
        added.push({ cost: this.#turn(broken.cost), most: -broken.most - 1 });
      cases.push({ evidence: { ...evidence, allowed }, bounds: together(bounds, added) });
    }
    return cases;
  }

  #turn(cost: Cost): Cost {
    const known = this.#turned.get(cost) ?? negated(cost);
    this.#turned.set(cost, known);
    return known;
  }
}

/** Of two bounds on one cost the tighter one says it all. */
function together(bounds: readonly Bound[], more: readonly Bound[]): Bound[] {
  return more.reduce<Bound[]>(
    (all, bound) => {
      const same = all.find(({ cost }) => cost === bound.cost);
      if (!same) return [...all, bound];
      return all.map((one) => (one === same ? { ...one, most: Math.min(one.most, bound.most) } : one));
    },
    [...bounds],
  );
}
