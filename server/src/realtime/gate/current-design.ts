import { type Design, type DesignElement, STORY_LIMIT } from 'shared/design/design.ts';
import { readDesign, readElementOf, story } from 'shared/design/design-doc.ts';
import { readPicks } from 'shared/design/picks.ts';
import { sameValue } from 'shared/same-value.ts';
import type { Params } from 'shared/space/condition.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { Resolution } from 'shared/space/engine/resolution.ts';
import { resolvePicks } from 'shared/space/engine/resolve-picks.ts';
import type { Space } from 'shared/space/schema.ts';
import { brokenRules, elementProblems, isZoneOpen, valueViolations } from 'shared/space/violations.ts';
import type * as Y from 'yjs';
import { touchedBy } from './touched.ts';
import { VisibleCounts } from './visible-counts.ts';

/**
 * What a document says and whether that is inside its space, kept up to date from what transactions touch: to read a
 * design of a thousand elements and to look at all of them takes a hundred times as long as most edits do.
 */
export class CurrentDesign {
  readonly #doc: Y.Doc;
  readonly #space: Space;
  readonly #elements: Map<string, DesignElement>;
  readonly #counts: VisibleCounts;
  /** Visible elements in which something is wrong by itself. */
  readonly #wrong = new Set<string>();
  /** Elements that were whole and are not any more, as they were. */
  readonly #lost = new Map<string, DesignElement>();
  #picks: readonly Pick[];
  #resolution: Resolution;
  #hasLegalParams: boolean;
  #openZones: ReadonlySet<string>;
  #hasShortStory: boolean;

  constructor(doc: Y.Doc, space: Space) {
    this.#doc = doc;
    this.#space = space;
    this.#picks = readPicks(doc, space);
    this.#resolution = resolvePicks(space, this.#picks);
    this.#hasLegalParams = this.#areLegal();
    this.#openZones = this.#findOpenZones();
    this.#elements = new Map(Object.entries(readDesign(doc, space, this.#params).elements));
    this.#counts = new VisibleCounts(space, this.#elements.values());
    for (const [id, element] of this.#elements) this.#look(id, element);
    this.#hasShortStory = this.#isStoryShort();
  }

  get picks(): readonly Pick[] {
    return this.#picks;
  }

  get resolution(): Resolution {
    return this.#resolution;
  }

  get lost(): ReadonlyMap<string, DesignElement> {
    return this.#lost;
  }

  /** Whether it has no violations, and nothing of it was lost. */
  get isInside(): boolean {
    return (
      this.#wrong.size === 0 &&
      this.#lost.size === 0 &&
      this.#hasShortStory &&
      this.#hasLegalParams &&
      this.#isCountInside
    );
  }

  /**
   * What has to be repaired, with elements that were lost as they were: the whole design, or only what of it is wrong,
   * where that is all that matters.
   */
  toRepair(): Design {
    const params = this.#params;
    const text = story(this.#doc).toString();
    const alone = this.#hasLegalParams && this.#isCountInside && !this.#counts.matterToRules;
    const elements = alone ? this.#aloneWrong() : [...this.#elements, ...this.#lost];
    elements.sort(([a], [b]) => (a < b ? -1 : 1));
    return { params, elements: Object.fromEntries(elements), story: text };
  }

  /** Takes in what a transaction has changed so far. */
  follow(transaction: Y.Transaction): void {
    const touched = touchedBy(transaction);
    if (touched.params) this.#followPicks();
    for (const id of touched.elements) this.#followElement(id);
    if (touched.story) this.#hasShortStory = this.#isStoryShort();
  }

  get #params(): Params {
    return this.#resolution.params;
  }

  get #isCountInside(): boolean {
    return this.#counts.areWithinLimits() && this.#counts.breakNoRule(this.#params);
  }

  #aloneWrong(): [string, DesignElement][] {
    const wrong = [...this.#wrong].flatMap((id): [string, DesignElement][] => {
      const element = this.#elements.get(id);
      return element ? [[id, element]] : [];
    });
    return [...wrong, ...this.#lost];
  }

  #followPicks(): void {
    const { params } = this.#resolution;
    this.#picks = readPicks(this.#doc, this.#space);
    this.#resolution = resolvePicks(this.#space, this.#picks);
    if (sameValue(params, this.#params)) return;
    this.#hasLegalParams = this.#areLegal();
    const before = this.#openZones;
    this.#openZones = this.#findOpenZones();
    const hasTurned = (zone: string): boolean => before.has(zone) !== this.#openZones.has(zone);
    if (!this.#space.zones.some(({ id }) => hasTurned(id))) return;
    for (const [id, element] of this.#elements) if (hasTurned(element.zone)) this.#look(id, element);
  }

  #followElement(id: string): void {
    const before = this.#elements.get(id);
    const now = readElementOf(this.#doc, id);
    this.#counts.replace(before, now);
    this.#look(id, now);
    if (now) {
      this.#elements.set(id, now);
      this.#lost.delete(id);
    } else {
      this.#elements.delete(id);
      if (before) this.#lost.set(id, before);
    }
  }

  #look(id: string, element: DesignElement | null): void {
    const isWrong =
      element !== null && element.hidden !== true && elementProblems(this.#space, this.#params, id, element).length > 0;
    if (isWrong) this.#wrong.add(id);
    else this.#wrong.delete(id);
  }

  #areLegal(): boolean {
    return (
      valueViolations(this.#space, this.#params).length === 0 && brokenRules(this.#space, this.#params).length === 0
    );
  }

  #findOpenZones(): ReadonlySet<string> {
    return new Set(this.#space.zones.filter((zone) => isZoneOpen(this.#space, zone, this.#params)).map(({ id }) => id));
  }

  #isStoryShort(): boolean {
    const written = story(this.#doc);
    return written.length <= STORY_LIMIT || [...written.toString()].length <= STORY_LIMIT;
  }
}
