import type { Design } from 'shared/design/design.ts';
import { readDesign } from 'shared/design/design-doc.ts';
import { readPicks } from 'shared/design/picks.ts';
import { sameValue } from 'shared/same-value.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import { useEngine } from 'shared/space/engine/engine-of.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { Resolution } from 'shared/space/engine/resolution.ts';
import { resolvePicks } from 'shared/space/engine/resolve-picks.ts';
import type { Space } from 'shared/space/schema.ts';
import type * as Y from 'yjs';

/** What a document says now. `changed` is to be called whenever it says something else. */
export class DocumentView {
  readonly #doc: Y.Doc;
  readonly #space: Space;
  #revision = $state(0);
  #hasEngine = $state(false);

  #lastPicks: readonly Pick[] = [];
  /** The same array as long as nobody picks anything: what is worked out from it is not worked out again. */
  readonly #picks = $derived.by(() => {
    void this.#revision;
    const picks = readPicks(this.#doc, this.#space);
    return (this.#lastPicks = sameValue(picks, this.#lastPicks) ? this.#lastPicks : picks);
  });
  #lastResolution: Resolution | null = null;
  /** Null only at the beginning: what nobody can resolve yet is never shown, in its place stands what was resolved last. */
  readonly #resolution = $derived.by(() => {
    const hasEngine = this.#hasEngine;
    try {
      return (this.#lastResolution = resolvePicks(this.#space, this.#picks));
    } catch (error) {
      if (hasEngine) throw error;
      return this.#lastResolution;
    }
  });
  readonly #design = $derived.by((): Design => {
    void this.#revision;
    return readDesign(this.#doc, this.#space, this.resolution.params);
  });

  /** @param engine of the space, on its way: only picks that do not go together need it. Left out: it is there. */
  constructor(doc: Y.Doc, space: Space, engine?: Promise<Engine>) {
    this.#doc = doc;
    this.#space = space;
    if (engine) void this.#await(engine);
    else this.#hasEngine = true;
  }

  changed(): void {
    this.#revision += 1;
  }

  get design(): Design {
    return this.#design;
  }

  /** Everybody's picks, as the document has them. */
  get picks(): readonly Pick[] {
    return this.#picks;
  }

  get isResolved(): boolean {
    return this.#resolution !== null;
  }

  /** Which of the picks go together, and which are parked. */
  get resolution(): Resolution {
    return this.#resolution ?? { params: defaultParams(this.#space), kept: [], parked: [] };
  }

  async #await(engine: Promise<Engine>): Promise<void> {
    useEngine(this.#space, await engine);
    this.#hasEngine = true;
  }
}
