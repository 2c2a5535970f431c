import type { Localized } from '../../localized.ts';
import type { Token } from './lexer.ts';
import type { Written } from './parse-number.ts';
import type { Item } from './parse-option.ts';

/** What the clauses of a parameter said, before its kind is made of it. */
export interface Draft {
  readonly head: { readonly id: string; readonly label: Localized };
  readonly id: Token;
  readonly items: Item[];
  help?: Localized;
  range?: { readonly min: Written; readonly max: Written };
  unit?: Localized;
  step?: Written;
  total?: number;
  atMost?: number;
  upTo?: Written;
  perUnit?: { price: Written; unit: Token };
  letters?: string;
  blocked?: string[];
  /** What follows `default`. */
  chosen?: { token: Token; ids: Token[]; amounts: Written[]; text: string | null };
}
