import * as Y from 'yjs';
import type { DesignDetail } from 'shared/design/api.ts';
import type { Design } from 'shared/design/design.ts';
import { readDesign, writeDesign } from 'shared/design/design-doc.ts';
import { readPicks } from 'shared/design/picks.ts';
import { makeUndo } from 'shared/design/undo.ts';
import type { GlyphTable } from 'shared/scene/glyphs.ts';
import type { Presence } from 'shared/realtime/messages.ts';
import { sameValue } from 'shared/same-value.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { Resolution } from 'shared/space/engine/resolution.ts';
import { resolvePicks } from 'shared/space/engine/resolve-picks.ts';
import type { Space } from 'shared/space/schema.ts';
import { makeDesign, makePublishedSpace } from 'shared/testing/make-space.ts';
import type { StudioSession } from '../studio-session.ts';
import { Studio } from '../studio.svelte.ts';
import { directSource } from './direct-source.ts';

/** A design at one desk: a document that nobody else sees until `exchange` carries its updates over. */
class DeskSession implements StudioSession {
  readonly doc = new Y.Doc();
  readonly saveState = 'saved';
  readonly unsaved = 0;
  readonly keptState = 'kept';
  readonly people: StudioSession['people'] = [];
  authors: ReadonlyMap<number, string> = new Map();
  readonly access = { access: 'edit', because: null, epoch: 1 } as const;
  adjustments: StudioSession['adjustments'] = [];
  isOpen = $state(true);
  shown: Partial<Presence> = {};
  #lastPicks: readonly Pick[] = [];
  readonly #undo = makeUndo(this.doc, ['studio', 'typing']);
  readonly #space: Space;
  #revision = $state(0);

  constructor(space: Space) {
    this.#space = space;
    this.doc.on('update', () => (this.#revision += 1));
  }

  get design(): Design {
    void this.#revision;
    return readDesign(this.doc, this.#space);
  }
  get picks(): readonly Pick[] {
    void this.#revision;
    const picks = readPicks(this.doc, this.#space);
    return (this.#lastPicks = sameValue(picks, this.#lastPicks) ? this.#lastPicks : picks);
  }
  get resolution(): Resolution {
    return resolvePicks(this.#space, this.picks);
  }
  get canUndo(): boolean {
    void this.#revision;
    return this.#undo.canUndo();
  }
  get canRedo(): boolean {
    void this.#revision;
    return this.#undo.canRedo();
  }
  undo(): void {
    this.#undo.undo();
  }
  redo(): void {
    this.#undo.redo();
  }
  setPresence(presence: Partial<Presence>): void {
    this.shown = { ...this.shown, ...presence };
  }
}

/** A font of one letter, as wide as it is high. */
const BLOCK: GlyphTable = {
  id: 'block',
  label: 'Block',
  unitsPerEm: 100,
  ascender: 100,
  descender: 0,
  glyphs: { a: { advance: 100, d: 'M0 0H100V-100H0Z' } },
  kerning: {},
};

const DETAIL = {
  id: '00000000-0000-4000-8000-000000000001',
  title: 'Lamp one',
  campaign: {
    slug: 'lamps',
    title: { en: 'Lamps' },
    brandName: 'Lux',
    accent: '#224466',
    entriesCloseAt: '2027-01-01T00:00:00Z',
  },
  spaceHash: 'a'.repeat(64),
  crew: [],
  access: 'edit',
  readOnlyBecause: null,
  parent: null,
  entryId: null,
  epoch: 1,
} as unknown as DesignDetail;

/** A studio without a browser: the lamp of `makeSpace`, and elements whose ids are counted. */
export function makeStudio(design: Partial<Design> = {}, name = 'e', changes: Partial<Space> = {}) {
  const published = makePublishedSpace(changes);
  const session = new DeskSession(published.space);
  writeDesign(session.doc, published.space, makeDesign(design, published.space), 'setup');
  let count = 0;
  const studio = new Studio({
    detail: DETAIL,
    published,
    session,
    fetchFont: () => Promise.resolve(BLOCK),
    newId: () => `${name}${++count}`,
    boxOf: () => [0, 0, 100, 100],
    answerSource: () => directSource(published.space),
  });
  return { studio, session };
}

/** Carries everything that either of two desks has to the other. */
export function exchange(a: { readonly session: StudioSession }, b: { readonly session: StudioSession }): void {
  Y.applyUpdate(a.session.doc, Y.encodeStateAsUpdate(b.session.doc), 'net');
  Y.applyUpdate(b.session.doc, Y.encodeStateAsUpdate(a.session.doc), 'net');
}
