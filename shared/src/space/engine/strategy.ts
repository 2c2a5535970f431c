import type { Bound } from './bounds.ts';
import type { Domains } from './domains.ts';
import type { EncodedRules } from './encoded-rules.ts';
import type { Evidence, EvidenceReader } from './evidence.ts';

/** What is left, and bounds that its designs have to keep. */
export interface Case {
  readonly evidence: Evidence;
  readonly bounds: readonly Bound[];
}

/** A way to answer about a case: by passes over the compiled graph, or by searching where there is none. */
export interface Strategy {
  /** Whether there is a design; null where that was not found out in the steps allowed. */
  exists(one: Case): boolean | null;
  /** Adds what is possible to what other cases have made possible. */
  addPossible(domains: Domains, one: Case): void;
  /** How many designs; null where nobody knows. */
  count(one: Case): bigint | null;
}

type MakeStrategy = (rules: EncodedRules, reader: EvidenceReader) => Strategy;
let makeSearch: MakeStrategy | null = null;

/** `searching.ts` says here how to search: it is loaded only where rules may come without a graph. */
export function searchWith(make: MakeStrategy): void {
  makeSearch = make;
}

/** @throws Error where `searching.ts` has not been loaded */
export function searchingFor(rules: EncodedRules, reader: EvidenceReader): Strategy {
  if (!makeSearch) throw new Error('These rules have no graph, and searching has not been loaded.');
  return makeSearch(rules, reader);
}
