import { canonicalJson } from 'shared/canonical-json.ts';
import { DomainError } from 'shared/errors.ts';
import type { SpaceHash } from 'shared/ids.ts';
import { sha256Hex } from 'shared/sha256.ts';
import type { RulesBody } from 'shared/space/api.ts';
import { assertSpace } from 'shared/space/assert-space.ts';
import { engineOf } from 'shared/space/engine/engine-of.ts';
import { Explainer } from 'shared/space/engine/explanation.ts';
import { normaliseSpace } from 'shared/space/language/normalise-space.ts';
import { parseSpaceText } from 'shared/space/language/parse-space.ts';
import { type Finding, lintSpace } from 'shared/space/lint.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import type { Space } from 'shared/space/schema.ts';
import { drawingOf, isLogicalKey, logicalPart } from '../logical-part.ts';
import type { Gives, Takes } from './messages.ts';
import { assertStorable } from './assert-storable.ts';
import { compiledOf } from './compile-task.ts';
import { keepSpace } from './known-spaces.ts';

/** About a second: who publishes does not wait longer for what can be done later. */
const QUICK = { maxSteps: 30_000_000 };

/** @throws DomainError `space_invalid`, LanguageError, TooFine */
export function prepareTask({ published: before, rules }: Takes<'prepare'>): Gives<'prepare'> {
  const given = rules === null ? before : { ...before, space: withRules(before.space, rules) };
  assertStorable(given.space);
  try {
    assertSpace(given);
  } catch (error) {
    // Where no design keeps all rules, the defaults do not either; but that says it better.
    const finding = isAboutDesigns(error) ? noDesign(given.space) : null;
    if (finding === null) throw error;
    return { kind: 'no_design', finding };
  }
  // The same rules have one hash, whether they came in words or as JSON.
  const published = rules === null ? given : { ...given, space: normalised(given.space) };
  const spaceHash = hashOfSpace(published);
  const { compiled, isWhole } = compiledOf(published.space, QUICK);
  keepSpace(spaceHash, published.space);
  return { kind: 'prepared', published, spaceHash, compiled: isWhole ? compiled : null };
}

export function lintTask({ space }: Takes<'lint'>): Gives<'lint'> {
  return lintSpace(space);
}

/** SHA-256 of the canonical JSON of a published space. */
function hashOfSpace(published: PublishedSpace): SpaceHash {
  return sha256Hex(canonicalJson(published)) as SpaceHash;
}

/** The space with another logical part; what belongs to the drawing stays. */
function withRules(space: Space, rules: string): Space {
  const body = JSON.parse(rules) as RulesBody;
  const given: unknown = 'text' in body ? parseSpaceText(body.text).space : body.space;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw invalid('/', 'a space is an object');
  const drawn = Object.keys(given).find((key) => !isLogicalKey(key));
  if (drawn !== undefined) throw invalid(`/${drawn}`, 'belongs to the drawing, which stays as it is; leave it out');
  return { ...drawingOf(space), ...given } as Space;
}

/** @param space that has the form of one */
function normalised(space: Space): Space {
  return { ...drawingOf(space), ...normaliseSpace(logicalPart(space)) };
}

/** The last thing that is checked of a space: that its defaults and starters keep its rules. */
function isAboutDesigns(error: unknown): boolean {
  const place = error instanceof DomainError ? String(error.details['place']) : '';
  return place === 'defaults' || place.startsWith('starters/');
}

function noDesign(space: Space): Finding | null {
  const engine = engineOf(space);
  if (engine.isConsistent([])) return null;
  const rules = new Explainer(engine).explain([], [])?.rules ?? [];
  return { code: 'no_design', about: space.id, rules: rules.map(({ id }) => id) };
}

function invalid(place: string, message: string): DomainError {
  return new DomainError('space_invalid', `${place}: ${message}`, { place, message });
}
