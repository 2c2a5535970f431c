import { tick } from 'svelte';
import type * as Y from 'yjs';
import type { DesignDetail } from 'shared/design/api.ts';
import type { Design, DesignElement } from 'shared/design/design.ts';
import type { Point } from 'shared/design/geometry.ts';
import type { GlyphTable } from 'shared/scene/glyphs.ts';
import { sceneOf } from 'shared/scene/scene.ts';
import { priceOf } from 'shared/space/price.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import type { Space, SpaceZone } from 'shared/space/schema.ts';
import { visibleElements } from 'shared/space/visible-elements.ts';
import { t, words } from '../i18n/i18n.svelte.ts';
import { contrast, oklchOf } from '../ui/colour.ts';
import { Adjustments } from './adjustments.svelte.ts';
import { AnswerDesk } from './answers/answer-desk.svelte.ts';
import type { AnswerSource } from './answers/answer-source.ts';
import { workerSource } from './answers/worker-source.ts';
import { Announcer } from './announcer.svelte.ts';
import { drawnBox, remembering } from './canvas/drawn-box.ts';
import { type Box, Viewport } from './canvas/viewport.svelte.ts';
import { elementPlace } from './describe.ts';
import { ElementEditor } from './elements/element-editor.ts';
import { LiveChange } from './elements/live-change.svelte.ts';
import { zonesFor } from './elements/new-element.ts';
import { sayRefusal } from './elements/refusal-text.ts';
import { draggedElements, idsInHand, placesInHand, remotePlace, shownDesign } from './elements/shown-design.ts';
import { FontShelf } from './font-shelf.svelte.ts';
import { NotKept } from './not-kept.svelte.ts';
import { IdleQueue } from './options/idle-queue.ts';
import { OptionFrames } from './options/option-frames.ts';
import { ParameterEditor } from './options/parameter-editor.svelte.ts';
import { Panels } from './panels.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { Mirrors } from './stage/mirrors.ts';
import type { StudioSession } from './studio-session.ts';

export interface StudioOptions {
  readonly detail: DesignDetail;
  readonly published: PublishedSpace;
  readonly session: StudioSession;
  readonly fetchFont: (id: string) => Promise<GlyphTable>;
  readonly newId?: () => string;
  /** The part of a view that the product fills; found by drawing it. */
  readonly boxOf?: (published: PublishedSpace, viewId: string) => Box;
  /** What was made here and is not in the design. */
  readonly notKept?: NotKept;
  /** The id of the person at this desk. */
  readonly me?: () => string | null;
  /** The compiled rules, as the server sent them. */
  readonly rules?: Promise<Uint8Array | null>;
  /** Who answers what the rules say; asked when the product is there. */
  readonly answerSource?: () => AnswerSource;
}

/** One design being worked on: what is shown, what is in hand, and who changes what with which command. */
export class Studio {
  readonly published: PublishedSpace;
  readonly space: Space;
  readonly session: StudioSession;
  readonly selection: Selection;
  readonly viewport = new Viewport();
  readonly announcer = new Announcer();
  readonly panels = new Panels();
  readonly adjustments: Adjustments;
  /** Small pictures of the options. */
  readonly pictures: { readonly frames: OptionFrames; readonly queue: IdleQueue };
  readonly fonts: FontShelf;
  readonly live: LiveChange;
  readonly elements: ElementEditor;
  readonly answers: AnswerDesk;
  readonly parameters: ParameterEditor;
  readonly me: () => string | null;
  readonly notKept: NotKept;

  detail = $state.raw() as DesignDetail;
  #viewId = $state('');
  /** `hand` moves the product wherever it is touched. */
  tool = $state<'select' | 'hand'>('select');
  /** A new element that is being dragged in. */
  draft = $state.raw<DesignElement | null>(null);
  /** The colour of what is put on the product next. */
  ink = $state('');
  /** A zone that somebody is about to put something into. */
  zoneInFocus = $state<string | null>(null);
  readonly mirrors = new Mirrors();
  /** What was copied last, in this window. */
  clipboard = $state.raw<readonly DesignElement[]>([]);

  readonly #boxOf: (viewId: string) => Box;

  readonly #remote = $derived.by(() =>
    this.session.people.flatMap(({ drag }) =>
      (drag ?? []).flatMap((one) => {
        const place = remotePlace(this.space, this.session.design, one);
        return place ? [place] : [];
      }),
    ),
  );
  readonly #placed = $derived.by(() => placesInHand(this.#remote, this.live.placed));
  /** The design as it is on screen. */
  readonly shown = $derived.by(() =>
    shownDesign(this.session.design, { placed: this.#placed, preview: this.parameters.preview, draft: this.draft }),
  );
  readonly scene = $derived.by(() => sceneOf(this.published, this.shown, this.viewId, this.fonts.tables));
  /** Elements that move on screen right now, whoever moves them. */
  readonly moving = $derived.by(() => idsInHand(this.#placed, this.draft));
  readonly price = $derived.by(() => priceOf(this.space, this.shown));
  readonly visible = $derived.by(() => visibleElements(this.session.design));
  readonly removed = $derived.by(() =>
    Object.entries(this.session.design.elements).filter(([, element]) => element.hidden === true),
  );
  readonly canEdit = $derived.by(() => this.session.isOpen);

  /** The server may have closed the design since the page was loaded: what it said last counts. */
  readonly readOnlyBecause = $derived.by(() =>
    this.session.access ? this.session.access.because : this.detail.readOnlyBecause,
  );

  constructor(options: StudioOptions) {
    const { detail, published, session, fetchFont, newId, boxOf = drawnBox } = options;
    this.notKept = options.notKept ?? new NotKept();
    this.me = options.me ?? (() => null);
    this.answers = new AnswerDesk(
      options.answerSource ?? (() => workerSource(published.space, options.rules ?? Promise.resolve(null))),
    );
    this.#boxOf = remembering((viewId) => boxOf(published, viewId));
    this.detail = detail;
    this.published = published;
    this.space = published.space;
    this.session = session;
    this.fonts = new FontShelf(fetchFont);
    // A pick that is parked says so itself, for as long as it is.
    this.adjustments = new Adjustments(() =>
      session.adjustments.filter(({ violation, path }) => violation.code !== 'rule' || !path.startsWith('params.')),
    );
    this.pictures = { frames: new OptionFrames(published), queue: new IdleQueue() };
    this.selection = new Selection((id) => {
      const element = this.design.elements[id];
      return element !== undefined && element.hidden !== true;
    });
    this.elements = new ElementEditor({
      doc: this.doc,
      published,
      design: () => this.design,
      newId: newId ?? (() => crypto.randomUUID().slice(0, 13)),
    });
    this.live = new LiveChange({
      stream: (placed) => session.setPresence({ drag: draggedElements(this.design, placed) }),
      commit: (changes) => this.elements.commit(changes),
    });
    this.parameters = new ParameterEditor({
      doc: this.doc,
      space: published.space,
      design: () => this.design,
      picks: () => session.picks,
      resolution: () => session.resolution,
      answers: this.answers,
    });
    this.viewId = published.space.views[0]?.id ?? '';
    this.ink = vividInk(published.space);
  }

  get doc(): Y.Doc {
    return this.session.doc;
  }
  /** What the document says, without what is in hand. */
  get design(): Design {
    return this.session.design;
  }

  get viewId(): string {
    return this.#viewId;
  }
  set viewId(id: string) {
    const view = this.space.views.find((candidate) => candidate.id === id);
    if (!view) return;
    this.#viewId = id;
    this.viewport.show(this.#boxOf(id));
  }

  /** Puts an element that was taken off back on the product; where that is not possible, says why and offers another zone. */
  putBack(id: string, zone?: SpaceZone): void {
    const result = this.elements.putBack(id, zone);
    const element = this.design.elements[id];
    if (!element) return;
    if ('refusal' in result) {
      const own = this.space.zones.find((one) => one.id === element.zone) ?? null;
      const [other] = zonesFor(this.space, this.design, element.kind, this.viewId, null);
      const label = other && t('studio.tray.elsewhere', { zone: words(other.label) });
      return sayRefusal(
        this,
        result.refusal,
        zone ?? own,
        label ? { label, run: () => this.putBack(id, other) } : undefined,
      );
    }
    this.select(id);
    this.announcer.say(t('studio.said.placed', { element: elementPlace(this.space, element) }));
  }

  /** Puts the keyboard on an element, also on one that has only just been made. */
  async focusElement(id: string): Promise<void> {
    await tick();
    this.mirrors.focus(id);
  }

  /** Tells the others where the mouse is on the product, in millimetres; null: beside it. */
  pointAt(at: Point | null): void {
    this.session.setPresence({ cursor: at && { view: this.viewId, x: Math.round(at[0]), y: Math.round(at[1]) } });
  }

  element(id: string | null): DesignElement | null {
    return id === null ? null : (this.shown.elements[id] ?? null);
  }

  /** Selects elements and brings the view with them. */
  select(...ids: readonly string[]): void {
    this.selection.set(...ids);
    const zone = this.space.zones.find(({ id }) => id === this.design.elements[ids[0] ?? '']?.zone);
    if (zone && zone.view !== this.viewId) this.viewId = zone.view;
  }
}

/** The ink to begin with: the most vivid of those that stand out from the stage. */
function vividInk({ inks }: Space): string {
  const STAGE = '#d2d0cc'; // --stage of ui/tokens.css
  const clear = inks.filter(({ colour }) => contrast(colour, STAGE) >= 3);
  const byChroma = [...(clear.length > 0 ? clear : inks)].sort((a, b) => oklchOf(b.colour).c - oklchOf(a.colour).c);
  return byChroma[0]?.id ?? '';
}
