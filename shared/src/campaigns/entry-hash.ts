import { canonicalJson } from '../canonical-json.ts';
import type { Design } from '../design/design.ts';
import type { PersonId, SpaceHash } from '../ids.ts';
import { sha256Hex } from '../sha256.ts';

export interface CrewPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly colour: string;
}

/** What is voted on and handed over. */
export interface EntryContent {
  readonly title: string;
  readonly spaceHash: SpaceHash;
  readonly content: Design;
  readonly priceCents: number;
  readonly crew: readonly CrewPerson[];
}

/** SHA-256 of the canonical JSON of an entry's content: the same in gallery, round and handover, or something was changed. */
export function entryHash({ title, spaceHash, content, priceCents, crew }: EntryContent): string {
  return sha256Hex(canonicalJson({ title, spaceHash, content, priceCents, crew }));
}
