import type * as Y from 'yjs';
import { type Design, type DesignElement, TEXT_LIMIT, type Transform } from 'shared/design/design.ts';
import { hideElement, type Origin, patchElement, putElement, showElement } from 'shared/design/design-doc.ts';
import { fitIntoZone, type Point } from 'shared/design/geometry.ts';
import { keyAfterStep, keyOnTop, type StackingStep } from 'shared/design/stacking.ts';
import { type GlyphTable, textAspect } from 'shared/scene/glyphs.ts';
import { clean } from 'shared/space/parameter-value.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import type { SpaceZone } from 'shared/space/schema.ts';
import { inZone, type Placed, wholeTransform, zoneOf } from './placed.ts';
import { inkFor } from './zone-bounds.ts';
import { aspectOf, type ElementWish, newElement, zoneRefusal, zonesFor } from './new-element.ts';

/** Why an element could not be put on the product. */
export type Refusal = 'closed' | 'full' | 'kind' | 'no_zone' | 'too_small';
export type PlaceResult = { readonly ids: readonly string[] } | { readonly refusal: Refusal };

export interface ElementEditorOptions {
  readonly doc: Y.Doc;
  readonly published: PublishedSpace;
  /** What is on the product now. */
  readonly design: () => Design;
  readonly newId: () => string;
}

const ORIGIN: Origin = 'studio';
const ASIDE = 0.15; // of its size: where a copy lies beside what it was copied from

/** What a person does to the elements of a design. Every command is one step of undo and one message to the others. */
export class ElementEditor {
  readonly #doc: Y.Doc;
  readonly #published: PublishedSpace;
  readonly #design: () => Design;
  readonly #newId: () => string;

  constructor({ doc, published, design, newId }: ElementEditorOptions) {
    this.#doc = doc;
    this.#published = published;
    this.#design = design;
    this.#newId = newId;
  }

  /**
   * Puts a new element into a zone, or into the first of the view that takes it.
   * @param fonts of a text: its width follows its letters
   */
  place(
    wish: ElementWish,
    where: {
      readonly zone: SpaceZone | null;
      readonly at: Point | null;
      readonly view: string;
      readonly preferred: string | null;
    },
    fonts: Readonly<Record<string, GlyphTable>>,
  ): PlaceResult {
    const { space } = this.#published;
    const design = this.#design();
    const refusal = where.zone && zoneRefusal(space, design, where.zone, wish.kind);
    if (refusal) return { refusal };
    const zone = where.zone ?? zonesFor(space, design, wish.kind, where.view, where.preferred)[0];
    if (!zone) return { refusal: 'no_zone' };
    const inked = { ...wish, fill: inkFor(space, zone, wish.fill) };
    const element = newElement(design, zone, inked, wish.aspect ?? aspectOf(this.#published, wish, fonts), where.at);
    return element ? { ids: this.#put([element]) } : { refusal: 'too_small' };
  }

  /** Writes where elements are now: what a drag streamed is stored once, on drop. */
  commit(changes: ReadonlyMap<string, Placed>): void {
    const design = this.#design();
    this.#together(() => {
      for (const [id, { zone, xf }] of changes) {
        const element = design.elements[id];
        // In another zone it lies on top of what is there.
        const moved =
          element && element.zone !== zone ? { zone, z: keyOnTop(design), ...this.#ink(zone, element) } : {};
        patchElement(this.#doc, id, { ...moved, xf }, ORIGIN);
      }
    });
  }

  recolour(ids: readonly string[], ink: string): void {
    this.#together(() => {
      for (const id of ids) patchElement(this.#doc, id, { fill: ink }, ORIGIN);
    });
  }

  swapAsset(id: string, asset: string, aspect: number): void {
    this.#reshape(id, { asset }, aspect);
  }

  /**
   * Changes the words or the letters of a text: it keeps its height and its middle, its width follows.
   * @param like the transform when writing began: a text that was too long for a moment grows back with it
   */
  rewrite(id: string, text: string, table: GlyphTable, origin: Origin = ORIGIN, like?: Transform): void {
    const words = [...clean(text)].slice(0, TEXT_LIMIT).join('').trim();
    if (words !== '') this.#reshape(id, { text: words, font: table.id }, textAspect(table, words), origin, like);
  }

  restack(id: string, step: StackingStep): void {
    const z = keyAfterStep(this.#design(), id, step);
    if (z !== null) patchElement(this.#doc, id, { z }, ORIGIN);
  }

  remove(ids: readonly string[]): void {
    this.#together(() => {
      for (const id of ids) hideElement(this.#doc, id, ORIGIN);
    });
  }

  /** Puts a removed element back where it was, or into `zone`. */
  putBack(id: string, zone?: SpaceZone): PlaceResult {
    const { space } = this.#published;
    const design = this.#design();
    const element = design.elements[id];
    const own = element && zoneOf(space.zones, element);
    const target = zone ?? own;
    if (!element || !own || !target) return { refusal: 'no_zone' };
    const refusal = zoneRefusal(space, design, target, element.kind);
    if (refusal) return { refusal };
    const xf = fitIntoZone(target, element.kind, inZone(own, target, element.xf));
    if (xf === null) return { refusal: 'too_small' };
    this.#together(() => {
      patchElement(
        this.#doc,
        id,
        { zone: target.id, xf, z: keyOnTop(design), ...this.#ink(target.id, element) },
        ORIGIN,
      );
      showElement(this.#doc, id, ORIGIN);
    });
    return { ids: [id] };
  }

  /** Copies of elements, a little beside them, or in the first zone that takes them. */
  copy(elements: readonly DesignElement[], view: string): PlaceResult {
    const { space } = this.#published;
    let design = this.#design();
    const made: DesignElement[] = [];
    for (const element of elements) {
      const own = zoneOf(space.zones, element);
      const zone =
        zonesFor(space, design, element.kind, view, own?.id ?? null).find((candidate) => candidate.id === own?.id) ??
        zonesFor(space, design, element.kind, view, null)[0];
      if (!zone) continue;
      const [x, y, width, height, rotation] = element.xf;
      const aside = own?.id === zone.id ? Math.max(20, Math.min(width, height) * ASIDE) : 0;
      const xf = fitIntoZone(zone, element.kind, wholeTransform(x + aside, y + aside, width, height, rotation));
      if (xf === null) continue;
      const next: DesignElement = {
        ...element,
        ...this.#ink(zone.id, element),
        hidden: false,
        zone: zone.id,
        xf,
        z: keyOnTop(design),
      };
      made.push(next);
      design = { ...design, elements: { ...design.elements, [`copy-${made.length}`]: next } };
    }
    return made.length === 0 ? { refusal: 'full' } : { ids: this.#put(made) };
  }

  /** Another ink where a zone does not take the element's own. */
  #ink(zone: string, { fill }: DesignElement): Pick<DesignElement, 'fill'> {
    const { space } = this.#published;
    return { fill: inkFor(space, zoneOf(space.zones, { zone }), fill) };
  }

  #put(elements: readonly DesignElement[]): string[] {
    const made = elements.map((element) => [this.#newId(), element] as const);
    // Hidden at first, and not part of any undo: undoing hides them again and deletes nothing under anybody's hands.
    for (const [id, element] of made) putElement(this.#doc, id, { ...element, hidden: true }, 'create');
    this.#together(() => {
      for (const [id] of made) showElement(this.#doc, id, ORIGIN);
    });
    return made.map(([id]) => id);
  }

  #reshape(id: string, patch: Partial<DesignElement>, aspect: number, origin: Origin = ORIGIN, like?: Transform): void {
    const element = this.#design().elements[id];
    const zone = element && zoneOf(this.#published.space.zones, element);
    if (!element || !zone) return;
    const [x, y, width, height, rotation] = like ?? element.xf;
    // A sticker keeps its longer side: a tall one in place of a wide one must not grow.
    const longer = Math.max(width, height);
    const next =
      element.kind === 'text' || aspect <= 0
        ? wholeTransform(x, y, height * aspect, height, rotation)
        : wholeTransform(
            x,
            y,
            aspect >= 1 ? longer : longer * aspect,
            aspect >= 1 ? longer / aspect : longer,
            rotation,
          );
    const xf = fitIntoZone(zone, element.kind, next);
    if (xf) patchElement(this.#doc, id, { ...patch, xf }, origin);
  }

  #together(write: () => void): void {
    this.#doc.transact(write, ORIGIN);
  }
}
