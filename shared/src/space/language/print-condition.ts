import { assertNever } from '../../assert-never.ts';
import { parts, splitTerm } from '../condition.ts';
import { PRICE } from '../price-term.ts';
import type { Condition, TableCell } from '../schema.ts';
import { printDecimal } from './decimal.ts';
import { normaliseCondition } from './normalise-condition.ts';
import { isEquation, printSum } from './print-sum.ts';
import { valuesBeside } from './reachable-value.ts';
import type { RuleContext } from './rule-context.ts';
import { CONDITION_WORDS, quoted } from './words.ts';

/**
 * A condition in words. `parseCondition` reads it back in normal form.
 * @param isQualified every option is written with its parameter, so that the words do not change when another
 *   parameter gets an option of the same name
 */
export function printCondition(condition: Condition, context: RuleContext, isQualified = false): string {
  return new Printer(context, isQualified).print(normaliseCondition(condition));
}

/** The rows of a table, a text each: `electric95 | electric118, *`. */
export function printRows([, columns, rows]: Table, context: RuleContext): string[] {
  const value = (cell: string | number, column: string): string => {
    if (typeof cell === 'string') return cell;
    const parameter = context.parameters.get(column);
    return printDecimal(cell, parameter?.kind === 'number' ? (parameter.decimals ?? 0) : 0);
  };
  const print = (cell: TableCell, index: number): string =>
    (typeof cell === 'object' ? cell : [cell]).map((part) => value(part, columns[index] ?? '')).join(' | ');
  return rows.map((row) => row.map(print).join(', '));
}

/** `(engine, gearbox)`. */
export function printColumns([, columns]: Table): string {
  return `(${columns.join(', ')})`;
}

export type Table = Extract<Condition, readonly ['table', ...unknown[]]>;

class Printer {
  private readonly context: RuleContext;
  private readonly isQualified: boolean;

  constructor(context: RuleContext, isQualified: boolean) {
    this.context = context;
    this.isQualified = isQualified;
  }

  print(condition: Condition): string {
    switch (condition[0]) {
      case 'is':
        return `${quote(condition[1])} is ${quote(condition[2])}`;
      case 'in':
        return `${quote(condition[1])} is one of ${condition[2].map(quote).join(', ')}`;
      case 'has':
        return this.isBare(condition[2]) ? condition[2] : `${quote(condition[1])} has ${quote(condition[2])}`;
      case 'le':
        if (condition[1].length === 0) return condition[2] < 0 ? 'never' : 'always';
        return this.sum(condition, '<=');
      case 'count': {
        const [, parameter, options, min, max] = condition;
        const names = options.map((option) => this.term(`${parameter}.${option}`));
        return `${limits(min, max, options.length)}of ${names.join(', ')}`;
      }
      case 'among': {
        const [, conditions, min, max] = condition;
        // In parentheses where the options of one parameter would be read as a `count`.
        const isOfOne = conditions.every((part) => part[0] === 'has' && part[1] === conditions[0]?.[1]);
        const texts = conditions.map((part) => (isOfOne ? `(${this.print(part)})` : this.inside(part)));
        // No bare name is there twice.
        const names = texts.map((text) =>
          /^[^(][^ ]*$/.test(text) && texts.indexOf(text) !== texts.lastIndexOf(text) ? `(${text})` : text,
        );
        return `${limits(min, max, conditions.length)}of ${names.join(', ')}`;
      }
      case 'different': {
        const [, parameters, min, max] = condition;
        return `${limits(min, max, parameters.length)}different of ${parameters.join(', ')}`;
      }
      case 'table': {
        const rows = printRows(condition, this.context).map((row) => `(${row})`);
        return `${printColumns(condition)} is one of ${rows.join(', ')}`;
      }
      case 'and':
      case 'or':
        return this.sides(condition).join(` ${condition[0]} `);
      case 'not':
        return this.not(condition[1]);
      default:
        return assertNever(condition);
    }
  }

  private not(condition: Condition): string {
    switch (condition[0]) {
      case 'is':
        return `${quote(condition[1])} is not ${quote(condition[2])}`;
      case 'in':
        return `${quote(condition[1])} is none of ${condition[2].map(quote).join(', ')}`;
      case 'has':
        return this.isBare(condition[2])
          ? `no ${condition[2]}`
          : `${quote(condition[1])} has no ${quote(condition[2])}`;
      case 'le':
        return condition[1].length === 0 ? `not ${this.print(condition)}` : this.sum(condition, '>');
      default:
        return `not (${this.print(condition)})`;
    }
  }

  /** A condition as a part of another: lists and chains in parentheses, so that nobody has to know what binds first. */
  private inside(condition: Condition): string {
    const text = this.print(condition);
    const core = condition[0] === 'not' && condition[1][0] === 'in' ? condition[1] : condition;
    const isPlain =
      ['is', 'has', 'le', 'not'].includes(core[0]) || (core[0] === 'and' && this.sides(core).length === 1);
    return isPlain ? text : `(${text})`;
  }

  /** The parts of a chain; two comparisons that make an equation are one. */
  private sides(chain: readonly ['and' | 'or', ...Condition[]]): string[] {
    const all = parts(chain);
    const sides: string[] = [];
    for (let index = 0; index < all.length; index += 1) {
      const part = all[index] as Condition;
      // What nothing can be equal to would not be read back as an equation.
      const isOne = chain[0] === 'and' && isEquation(part, all[index + 1]) && !valuesBeside(part, this.context);
      if (isOne) {
        sides.push(this.sum(part, '='));
        index += 1;
      } else {
        const isOpen = part[0] === 'not' && part[1][0] === 'has' && this.isLone(all[index + 1]);
        sides.push(isOpen ? `(${this.print(part)})` : this.inside(part));
      }
    }
    return sides;
  }

  private sum(condition: Extract<Condition, readonly ['le', ...unknown[]]>, sign: '<=' | '>' | '='): string {
    return printSum(condition, sign, this.context, (term) => this.term(term));
  }

  private term(term: string): string {
    if (term === PRICE) return term;
    const { parameter, item } = splitTerm(term);
    if (item === null) return quote(parameter);
    return this.isBare(item) ? item : term;
  }

  /** Whether a condition is a bare name: behind `no x and` it would look as if it were one more that there is not. */
  private isLone(condition: Condition | undefined): boolean {
    return condition?.[0] === 'has' && this.isBare(condition[2]);
  }

  /** Whether an option can stand without its parameter. */
  private isBare(item: string): boolean {
    const { parameters, owners } = this.context;
    return !this.isQualified && !parameters.has(item) && !CONDITION_WORDS.has(item) && owners.get(item)?.length === 1;
  }
}

function quote(name: string): string {
  return quoted(name, CONDITION_WORDS);
}

/** `at most 2 ` of `all`. */
function limits(min: number, max: number, all: number): string {
  if (max === 0) return 'none ';
  if (min === max) return `exactly ${min} `;
  if (min === 0) return `at most ${max} `;
  return max === all ? `at least ${min} ` : `between ${min} and ${max} `;
}
