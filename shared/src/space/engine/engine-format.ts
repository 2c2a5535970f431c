import { fromHexString } from 'lib0/buffer';
import { canonicalJson } from '../../canonical-json.ts';
import { sha256Hex } from '../../sha256.ts';
import type { Space } from '../schema.ts';
import type { EncodedChoice, EncodedRules } from './encoded-rules.ts';
import type { Component, Diagram } from './numeric/component.ts';

/** Bytes that are no engine, or not that of the space at hand. */
export class EngineMismatch extends Error {
  override readonly name = 'EngineMismatch';
}

export const FORMAT = 'mitwerk-engine/1';
export const CHECK_BYTES = 8;
export const ARRAYS = ['layerStart', 'edgeStart', 'edgeTo', 'edgeRun', 'runStart', 'runFrom', 'runTo'] as const;

/** SHA-256 of what the engine of a space depends on: parameters, rules and prices. */
export function rulesHash({ parameters, rules, priceLines = [], basePriceCents }: Space): string {
  return sha256Hex(canonicalJson({ parameters, rules, priceLines, basePriceCents }));
}

type Entries<Value> = readonly (readonly [string, Value])[];
export type PlainChoice =
  | { readonly kind: 'one'; readonly options: Entries<number> }
  | { readonly kind: 'mix'; readonly part: number; readonly columns: Entries<number> }
  | Exclude<EncodedChoice, { readonly kind: 'one' | 'mix' }>;

/** What is written as JSON: maps as their entries, arrays of the diagrams apart. */
export interface PlainRules {
  readonly model: EncodedRules['model'];
  readonly choices: Entries<PlainChoice>;
  readonly costs: readonly {
    readonly constant: number;
    readonly ofLiteral: readonly (readonly [number, number])[];
    readonly ofValue: EncodedRules['price']['ofValue'];
  }[];
  readonly limits: readonly (Omit<EncodedRules['limits'][number], 'cost'> & { readonly cost: number })[];
  readonly parts: readonly {
    readonly cells: readonly number[];
    readonly component: Omit<Component, keyof Omit<Diagram, 'cells' | 'ends'>>;
  }[];
}

/** What a changed byte would change. */
export function checkOf(bytes: Uint8Array): Uint8Array {
  return fromHexString(sha256Hex(bytes)).subarray(0, CHECK_BYTES);
}
