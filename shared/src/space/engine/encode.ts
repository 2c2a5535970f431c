import { assertNever } from '../../assert-never.ts';
import { optionKey } from '../../design/doc-keys.ts';
import { parts as partsOf, splitTerm } from '../condition.ts';
import { choiceParameters } from '../defaults.ts';
import { amountsOf, valuesOf } from '../parameter-value.ts';
import { PRICE } from '../price-term.ts';
import type { Condition, Space, SpaceRule, TableCell } from '../schema.ts';
import { CostBuilder, type OpenCost } from './cost-builder.ts';
import { addCost, addLiteral, addSummand, addTo } from './open-cost.ts';
import { sumAsClauses, sumUnits } from './sum-clauses.ts';
import type { EncodedChoice, EncodedRules, Limit } from './encoded-rules.ts';
import { ModelBuilder, TRUE } from './model-builder.ts';
import { NumericAtoms, type Summand } from './numeric-atoms.ts';
// What has just been encoded has no graph yet, and may limit costs.
import './within-limits.ts';
import './searching.ts';
import type { Literal } from './rule-model.ts';

/** A sum over options is written as clauses while that takes at most so many definitions; else it becomes a limit. */
const MOST_DEFINITIONS = 40;

/**
 * The rules of a space as the engine calculates with them. Elements that people place are not among them: `place` counts
 * as empty, for it is the elements that give way.
 * @throws TooFine
 */
export function encodeSpace(space: Space, mostDefinitions = MOST_DEFINITIONS): EncodedRules {
  return new Encoder(space, mostDefinitions).encode();
}

class Encoder {
  readonly #space: Space;
  readonly #mostDefinitions: number;
  readonly #builder = new ModelBuilder();
  readonly #numeric = new NumericAtoms(this.#builder);
  /** By `parameter.option`, of `one`, `colour` and `many`. */
  readonly #options = new Map<string, Literal>();
  readonly #limits: { readonly literal: Literal; readonly cost: OpenCost; readonly most: number }[] = [];
  readonly #limitKeys = new Map<string, Literal>();
  #price: OpenCost | null = null;

  constructor(space: Space, mostDefinitions: number) {
    this.#space = space;
    this.#mostDefinitions = mostDefinitions;
  }

  encode(): EncodedRules {
    const open = choiceParameters(this.#space).map((parameter) => this.#declare(parameter));
    for (const [index, rule] of this.#space.rules.entries()) this.#addRule(rule, index);
    const price = this.#priceCost();
    for (const { ofLiteral } of [price, ...this.#limits.map(({ cost }) => cost)])
      for (const literal of ofLiteral.keys()) this.#builder.keep(literal);
    const { parts, places } = this.#numeric.build();
    const place = (column: string): { part: number; column: number } => {
      const [part, index] = places.get(column) as readonly [number, number];
      return { part, column: index };
    };
    const model = this.#builder.build(this.#space.rules.length);
    const negated = new Set(model.clauses.flat().filter((literal) => literal < 0));
    // What a literal costs by itself has to be what it says: nobody may leave it open to save the money.
    const priced = new Set(
      [price, ...this.#limits.map(({ cost }) => cost)].flatMap(({ ofLiteral }) => [...ofLiteral.keys()]),
    );
    const costs = new CostBuilder(parts, places);
    return {
      model,
      choices: new Map(open.flatMap((choices) => choices(place))),
      parts,
      price: costs.build(price),
      limits: this.#limits.map(({ literal, cost, most }): Limit => {
        return { literal, cost: costs.build(cost), most, isEquivalent: negated.has(-literal) || priced.has(literal) };
      }),
      rules: this.#space.rules,
    };
  }

  /** @returns what the choice will be once it is known where numbers and mixes are */
  #declare(
    parameter: ReturnType<typeof choiceParameters>[number],
  ): (place: (column: string) => { part: number; column: number }) => [string, EncodedChoice][] {
    const { id } = parameter;
    switch (parameter.kind) {
      case 'one':
      case 'colour': {
        const literals = this.#builder.group(parameter.options.length);
        const options = new Map(parameter.options.map((option, index) => [option.id, literals[index] as Literal]));
        for (const [option, literal] of options) this.#options.set(`${id}.${option}`, literal);
        return () => [[id, { kind: 'one', options }]];
      }
      case 'many': {
        const switches = parameter.options.map((option): [string, EncodedChoice] => {
          const literal = this.#builder.variable();
          this.#options.set(`${id}.${option.id}`, literal);
          return [optionKey(id, option.id), { kind: 'switch', literal }];
        });
        return () => switches;
      }
      case 'number':
        this.#numeric.addColumn(id, valuesOf(parameter));
        return (place) => [[id, { kind: 'number', ...place(id) }]];
      case 'mix': {
        const columns = parameter.items.map((item) => [item.id, `${id}.${item.id}`] as const);
        for (const [index, [, column]] of columns.entries())
          this.#numeric.addColumn(column, [0, ...amountsOf(parameter, index)]);
        const sum = (summand: Summand) => new Map(columns.map(([, column]) => [column, summand]));
        this.#numeric.bound(sum({ factor: 1, presence: 0 }), parameter.total, parameter.total);
        this.#numeric.bound(sum({ factor: 0, presence: 1 }), 0, parameter.maxItems);
        return (place) => {
          const places = columns.map(([item, column]) => [item, place(column)] as const);
          const part = places[0]?.[1].part ?? 0;
          return [[id, { kind: 'mix', part, columns: new Map(places.map(([item, { column }]) => [item, column])) }]];
        };
      }
      case 'text':
        return () => [[id, { kind: 'free' }]];
    }
  }

  #addRule({ when, then }: SpaceRule, index: number): void {
    for (const excuse of when ? this.#alternatives(when) : [[]]) {
      this.#assert(
        then,
        excuse.map((literal) => -literal),
        index,
      );
    }
  }

  /** A condition as several sets of literals: it holds when all of one of them do. */
  #alternatives(condition: Condition): Literal[][] {
    if (condition[0] === 'or') return partsOf(condition).flatMap((part) => this.#alternatives(part));
    if (condition[0] === 'and') return [partsOf(condition).map((part) => this.#literal(part))];
    return [[this.#literal(condition)]];
  }

  /** Clauses that say: the condition holds, or one of `others` does. */
  #assert(condition: Condition, others: readonly Literal[], rule: number): void {
    const inner = condition[0] === 'not' ? condition[1] : null;
    if (condition[0] === 'and') {
      for (const part of partsOf(condition)) this.#assert(part, others, rule);
    } else if (condition[0] === 'or') {
      this.#builder.clause([...others, ...partsOf(condition).map((part) => this.#literal(part))], rule);
    } else if (inner?.[0] === 'or') {
      for (const part of partsOf(inner)) this.#assert(['not', part], others, rule);
    } else if (inner?.[0] === 'and') {
      this.#builder.clause([...others, ...partsOf(inner).map((part) => -this.#literal(part))], rule);
    } else {
      this.#builder.clause([...others, this.#literal(condition)], rule);
    }
  }

  /** A literal that holds exactly when the condition does. */
  #literal(condition: Condition): Literal {
    switch (condition[0]) {
      case 'is':
      case 'has':
        return this.#has(condition[1], condition[2]);
      case 'in':
        return this.#builder.or([...new Set(condition[2])].map((option) => this.#has(condition[1], option)));
      case 'le':
        return this.#atMost(this.#sum(condition[1]), condition[2]);
      case 'count': {
        const [, parameter, options, min, max] = condition;
        return this.#builder.between(
          options.map((option) => this.#has(parameter, option)),
          min,
          max,
        );
      }
      case 'among': {
        const inMixes = this.#presences(condition[1]);
        if (inMixes) {
          const most = this.#numeric.atMost(inMixes, condition[3]);
          return this.#builder.and([most, -this.#numeric.atMost(inMixes, condition[2] - 1)]);
        }
        return this.#builder.between(
          condition[1].map((part) => this.#literal(part)),
          condition[2],
          condition[3],
        );
      }
      case 'different':
        return this.#different([...new Set(condition[1])], condition[2], condition[3]);
      case 'table':
        return this.#builder.or(
          condition[2].map((row) =>
            this.#builder.and(row.map((cell, column) => this.#fits(condition[1][column] ?? '', cell))),
          ),
        );
      case 'and':
        return this.#builder.and(partsOf(condition).map((part) => this.#literal(part)));
      case 'or':
        return this.#builder.or(partsOf(condition).map((part) => this.#literal(part)));
      case 'not':
        return -this.#literal(condition[1]);
      default:
        return assertNever(condition);
    }
  }

  #has(parameter: string, item: string): Literal {
    const term = `${parameter}.${item}`;
    const option = this.#options.get(term);
    if (option !== undefined) return option;
    const kind = this.#space.parameters.find(({ id }) => id === parameter)?.kind;
    return kind === 'mix' ? -this.#numeric.atMost(new Map([[term, { factor: 1, presence: 0 }]]), 0) : -TRUE;
  }

  /** How many items are in mixes, as a sum: a mix counts its items anyway. Null where some condition asks for more. */
  #presences(conditions: readonly Condition[]): ReadonlyMap<string, Summand> | null {
    const sum = new Map<string, Summand>();
    for (const condition of conditions) {
      if (condition[0] !== 'has' || !this.#isNumeric(`${condition[1]}.${condition[2]}`)) return null;
      addTo(sum, `${condition[1]}.${condition[2]}`, { factor: 0, presence: 1 });
    }
    return sum;
  }

  #fits(parameter: string, cell: TableCell): Literal {
    if (cell === '*') return TRUE;
    const values = typeof cell === 'object' ? cell : [cell];
    return this.#builder.or(
      values.map((value) => {
        if (typeof value === 'string') return this.#has(parameter, value);
        const sum = new Map([[parameter, { factor: 1, presence: 0 }]]);
        return this.#builder.and([this.#numeric.atMost(sum, value), -this.#numeric.atMost(sum, value - 1)]);
      }),
    );
  }

  /**
   * How many different options parameters have: of few parameters by which of them have the same one as another before
   * them, of many by which options are used at all. Which of the two is smaller was found by compiling both.
   */
  #different(ids: readonly string[], min: number, max: number): Literal {
    const [first = ''] = ids;
    if (max <= 1 && min <= 1) return max < 1 ? -TRUE : this.#builder.and(ids.map((id) => this.#same(first, id)));
    if (ids.length > 4) return this.#builder.between(this.#used(ids), min, max);
    const isNew = ids.map((id, at) => this.#builder.and(ids.slice(0, at).map((before) => -this.#same(before, id))));
    return this.#builder.between(isNew, min, max);
  }

  /** A literal that holds when two parameters have the same option. */
  #same(a: string, b: string): Literal {
    const find = (id: string) => this.#space.parameters.find((parameter) => parameter.id === id);
    const one = find(a);
    if (a === b) return TRUE;
    if (!one || !('options' in one)) return -TRUE;
    return this.#builder.select(
      one.options.map(({ id }) => this.#options.get(`${a}.${id}`) as Literal),
      one.options.map(({ id }) => this.#options.get(`${b}.${id}`) ?? -TRUE),
    );
  }

  /** Per option that some of the parameters have, a literal that holds when it is used. */
  #used(parameters: readonly string[]): Literal[] {
    const found = this.#space.parameters.filter(({ id }) => parameters.includes(id));
    const ids = new Set(
      found.flatMap((parameter) => ('options' in parameter ? parameter.options : [])).map(({ id }) => id),
    );
    return [...ids].map((option) =>
      this.#builder.or(
        found.flatMap(({ id }) => {
          const literal = this.#options.get(`${id}.${option}`);
          return literal === undefined ? [] : [literal];
        }),
      ),
    );
  }

  #sum(terms: readonly (readonly [number, string])[]): OpenCost {
    const cost: OpenCost = { constant: 0, ofLiteral: new Map(), ofColumn: new Map() };
    for (const [factor, term] of terms) {
      if (term === PRICE) {
        addCost(cost, this.#priceCost(), factor);
        continue;
      }
      const option = this.#options.get(term);
      if (option !== undefined) addLiteral(cost, option, factor);
      else if (this.#isNumeric(term)) addSummand(cost, term, { factor, presence: 0 });
    }
    return cost;
  }

  #isNumeric(term: string): boolean {
    const { parameter, item } = splitTerm(term);
    const kind = this.#space.parameters.find(({ id }) => id === parameter)?.kind;
    return item === null ? kind === 'number' : kind === 'mix';
  }

  #priceCost(): OpenCost {
    if (this.#price) return this.#price;
    const cost: OpenCost = { constant: this.#space.basePriceCents, ofLiteral: new Map(), ofColumn: new Map() };
    for (const parameter of choiceParameters(this.#space)) {
      if ('options' in parameter) {
        for (const { id, priceCents = 0 } of parameter.options)
          addLiteral(cost, this.#options.get(`${parameter.id}.${id}`) as Literal, priceCents);
      } else if (parameter.kind === 'number') {
        addSummand(cost, parameter.id, { factor: parameter.centsPerUnit ?? 0, presence: 0 });
      } else if (parameter.kind === 'mix') {
        for (const { id, centsPerUnit = 0, priceCents = 0 } of parameter.items)
          addSummand(cost, `${parameter.id}.${id}`, { factor: centsPerUnit, presence: priceCents });
      }
    }
    this.#price = cost; // before the lines: one that speaks of the price speaks of the price without lines
    const lines = (this.#space.priceLines ?? []).map(({ when, cents }) => [this.#literal(when), cents] as const);
    const whole = { constant: cost.constant, ofLiteral: new Map(cost.ofLiteral), ofColumn: cost.ofColumn };
    for (const [literal, cents] of lines) addLiteral(whole, literal, cents);
    return (this.#price = whole);
  }

  #atMost(cost: OpenCost, most: number): Literal {
    if (cost.ofLiteral.size === 0) return this.#numeric.atMost(cost.ofColumn, most - cost.constant);
    const key = JSON.stringify([most - cost.constant, [...cost.ofLiteral], [...cost.ofColumn]]);
    const known = this.#limitKeys.get(key);
    if (known !== undefined) return known;
    const units = sumUnits(this.#space, this.#options, cost.ofLiteral);
    let literal = sumAsClauses(this.#builder, this.#numeric, units, cost, most, this.#mostDefinitions);
    if (literal === null) {
      literal = this.#builder.variable();
      this.#limits.push({ literal, cost, most });
    }
    this.#limitKeys.set(key, literal);
    return literal;
  }
}
