import type { Design } from 'shared/design/design.ts';
import { makeUndo } from 'shared/design/undo.ts';
import type { Refusal } from 'shared/realtime/close-reason.ts';
import type { AccessNotice, AuthorsNotice, Presence } from 'shared/realtime/messages.ts';
import { fitPresence } from 'shared/realtime/presence.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { Resolution } from 'shared/space/engine/resolution.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Adjustment } from 'shared/space/violation.ts';
import * as Y from 'yjs';
import { DocumentView } from './document-view.svelte.ts';
import type { KeptCopy, KeptState } from './kept-copy.ts';
import { mergeUpdates } from './merge-updates.ts';
import { authorsOf, type OtherPerson, othersAt } from './others.ts';
import { Patience } from './patience.ts';
import { type LinkState, type SaveState, saveStateOf } from './save-state.ts';
import { ServerLink } from './server-link.ts';
import { Throttle } from './throttle.ts';
import { type Touched, TouchedPlaces } from './touched-places.ts';
import { UnsavedCount } from './unsaved-count.ts';

export interface DesignSessionOptions {
  readonly designId: string;
  readonly space: Space;
  /** The engine of the space, on its way. Left out: it is there. */
  readonly engine?: Promise<Engine>;
  /** Whose work this is. */
  readonly personId?: string | null;
  /** What the server has said of the design: what this browser has of another epoch does not join on. */
  readonly epoch?: number;
  /** What one may do until the connection says so, for example without a network. */
  readonly access?: AccessNotice['access'];
  /** What this device has of the design. */
  readonly copy?: KeptCopy | null;
  /** Where the server is, for example `wss://studio.example.org/sync`; by default where this page comes from. */
  readonly syncUrl?: string;
  readonly WebSocket?: typeof WebSocket;
  readonly random?: () => number;
  /** The server refuses to go on; called once. */
  readonly ended?: (refusal: Refusal) => void;
}

const PRESENCE_PAUSE_MS = 33;
/** So long nobody wonders why nothing is there, or not saved, yet. */
const CONNECTING_MS = 5_000;
const SAVING_MS = 10_000;
const FROM_COPY = Symbol('from the copy on this device');

/**
 * A design that is open in this window: its document, the connection that keeps it equal to everybody else's, the copy
 * that this device keeps, and what the server has said about it. When the server refuses something the session ends and
 * `touched` says where something was made; another session shows what the others see.
 */
export class DesignSession {
  readonly doc = new Y.Doc();
  readonly #epoch: number;
  readonly #copy: KeptCopy | null;
  readonly #ended: (refusal: Refusal) => void;
  readonly #view: DocumentView;
  readonly #undo = makeUndo(this.doc, ['studio', 'typing']);
  readonly #touched = new TouchedPlaces(this.doc);
  readonly #link: ServerLink;
  readonly #count = new UnsavedCount();
  readonly #presence = new Throttle(PRESENCE_PAUSE_MS, () => this.#link.show(fitPresence(this.#own)));
  readonly #patience = new Patience((isOver) => (this.#isSlow = isOver));
  readonly #here = Promise.withResolvers<void>();
  #whenSaved: (() => void)[] = [];
  #own: Omit<Presence, 'user'> = {};
  /** Whether what was written last was sent. */
  #isSent = false;

  #linkState = $state<LinkState>('connecting');
  #access = $state.raw<AccessNotice | null>(null);
  #mayEdit = $state(false);
  #unsaved = $state(0);
  #isSlow = $state(false);
  #keptState = $state<KeptState>('failed');
  #canUndo = $state(false);
  #canRedo = $state(false);
  #isLoaded = $state(false);
  #refusal = $state.raw<Refusal | null>(null);
  #adjustments = $state.raw<readonly Adjustment[]>([]);
  #people = $state.raw<readonly OtherPerson[]>([]);
  #told = $state.raw<AuthorsNotice['authors']>({});
  readonly #authors = $derived.by(() => authorsOf(this.#told, this.#people));

  constructor({ designId, space, personId = null, random = Math.random, ...options }: DesignSessionOptions) {
    this.#epoch = options.epoch ?? 1;
    this.#copy = options.copy ?? null;
    this.#ended = options.ended ?? (() => undefined);
    this.#mayEdit = options.access === 'edit';
    this.#view = new DocumentView(this.doc, space, options.engine);
    this.#link = new ServerLink({
      ...{ doc: this.doc, designId, personId, random },
      syncUrl: options.syncUrl ?? ownSyncUrl(),
      WebSocket: options.WebSocket ?? WebSocket,
      heard: {
        access: (notice) => this.#admitted(notice),
        acknowledged: (stored) => this.#acknowledged(stored),
        adjusted: ({ adjustments }) => (this.#adjustments = [...this.#adjustments, ...adjustments]),
        authors: ({ authors }) => (this.#told = { ...this.#told, ...authors }),
        people: (awareness) => (this.#people = othersAt(awareness)),
      },
      opened: () => this.#counted(() => this.#count.opened()),
      sent: (kind) => {
        if (kind === 'update') this.#isSent = true;
        else this.#counted(() => this.#count.sentAnswer());
      },
      synced: () => this.#synced(),
      lost: (why) => {
        this.#linkState = why;
        this.#patience.end();
      },
      refused: (refusal) => this.#end(refusal),
    });
    // The link has heard of it before us.
    this.doc.on('update', (update: Uint8Array, origin: unknown) => this.#wrote(update, origin));
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-item-updated', 'stack-cleared'] as const)
      this.#undo.on(event, () => this.#lookAtUndo());
    this.#restore();
    this.#patience.begin(CONNECTING_MS);
    this.#link.connect();
    globalThis.addEventListener?.('online', this.#connectNow);
    globalThis.addEventListener?.('offline', this.#tryAnew);
  }

  /** What the document says. */
  get design(): Design {
    return this.#view.design;
  }

  /** Everybody's picks, as the document has them. */
  get picks(): readonly Pick[] {
    return this.#view.picks;
  }

  /** Which of the picks go together, and which are parked. */
  get resolution(): Resolution {
    return this.#view.resolution;
  }

  /** The ids of the people behind the Yjs clients that have written here, as far as they are known. */
  get authors(): ReadonlyMap<number, string> {
    return this.#authors;
  }

  /** Whether the design has been there once; before, `design` is only the defaults of its space. */
  get isLoaded(): boolean {
    return this.#isLoaded && this.#view.isResolved;
  }

  /** Whether it may be edited, also without a network. */
  get isOpen(): boolean {
    return this.isLoaded && this.#refusal === null && this.#mayEdit;
  }

  /** What the connection last said; null before. */
  get access(): AccessNotice | null {
    return this.#access;
  }

  /** Resolves when what the server has is here for the first time. */
  get whenHere(): Promise<void> {
    return this.#here.promise;
  }

  get saveState(): SaveState {
    return saveStateOf({
      isRefused: this.#refusal !== null,
      link: this.#linkState,
      mayEdit: this.#mayEdit,
      unsaved: this.#unsaved,
      isSlow: this.#isSlow,
    });
  }

  /** Edits that the server has not said to be stored, those of earlier page loads among them. */
  get unsaved(): number {
    return this.#unsaved;
  }

  /** Whether they outlast this window. */
  get keptState(): KeptState {
    return this.#keptState;
  }

  /** Why the session has ended; null while it goes on. */
  get refusal(): Refusal | null {
    return this.#refusal;
  }

  /** The places that were written here and are not stored. */
  get touched(): readonly Touched[] {
    return this.#touched.all;
  }

  /** What the server changed of one's edits to keep the design inside its space; oldest first. */
  get adjustments(): readonly Adjustment[] {
    return this.#adjustments;
  }

  get people(): readonly OtherPerson[] {
    return this.#people;
  }

  get canUndo(): boolean {
    return this.#canUndo;
  }

  get canRedo(): boolean {
    return this.#canRedo;
  }

  undo(): void {
    this.#undo.undo();
  }

  redo(): void {
    this.#undo.redo();
  }

  /** Shows the others something of what one is doing; keys that are left out stay as they are. */
  setPresence(presence: Partial<Presence>): void {
    this.#own = { ...this.#own, ...presence };
    this.#presence.call();
  }

  /** Resolves when the server has stored everything that was made here. */
  whenSaved(): Promise<void> {
    if (this.#unsaved === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenSaved.push(resolve));
  }

  /** Leaves the design. What is neither stored nor kept by then is lost. */
  destroy(): void {
    globalThis.removeEventListener?.('online', this.#connectNow);
    globalThis.removeEventListener?.('offline', this.#tryAnew);
    this.#presence.stop();
    this.#patience.end();
    this.#link.destroy();
    this.#undo.destroy();
    this.doc.destroy();
  }

  /** Shows what this device has of the design, and carries on with what was made and not stored. */
  #restore(): void {
    const copy = this.#copy;
    if (!copy) return;
    copy.begin({ changed: () => (this.#keptState = copy.state), encode: () => Y.encodeStateAsUpdate(this.doc) });
    this.#keptState = copy.state;
    if (copy.updates.length === 0) return;
    Y.applyUpdate(this.doc, mergeUpdates(copy.updates), FROM_COPY);
    this.#touched.restore(copy.touched);
    this.#counted(() => this.#count.kept(copy.unsaved));
    // What refers to something that is not here shows when the server has sent that.
    this.#isLoaded = this.doc.store.pendingStructs === null;
  }

  #wrote(update: Uint8Array, origin: unknown): void {
    if (origin === this.#link.origin) this.#copy?.keepOthers(update);
    else if (origin !== FROM_COPY) {
      // Making room for an element and filling it is one edit; the second follows in the same breath.
      const edits = origin === 'create' ? 0 : 1;
      // Without a connection it is not sent: the server asks for it later.
      this.#counted(() => (this.#isSent ? this.#count.sentUpdate(edits) : this.#count.kept(edits)));
      this.#copy?.keepOwn(update, { edits, touched: this.#touched.takeNews() });
    }
    this.#isSent = false;
    this.#view.changed();
  }

  #synced(): void {
    this.#isLoaded = true;
    this.#linkState = 'online';
    this.#patience.end();
    if (this.#unsaved > 0) this.#patience.begin(SAVING_MS);
    this.#here.resolve();
  }

  #acknowledged(stored: number): void {
    const before = this.#unsaved;
    this.#counted(() => this.#count.acknowledged(stored));
    if (this.#unsaved === before) return;
    if (this.#unsaved > 0) return this.#patience.begin(SAVING_MS);
    this.#patience.end();
    this.#touched.clear();
    this.#copy?.allSaved();
    for (const resolve of this.#whenSaved.splice(0)) resolve();
  }

  #admitted(access: AccessNotice): void {
    this.#access = access;
    this.#mayEdit = access.access === 'edit';
    if (access.epoch !== this.#epoch) return this.#end({ reason: 'new_epoch', detail: null });
    // A server that only lets us look does not ask for what we have: what was made meanwhile would wait for ever.
    if (!this.#mayEdit && this.#unsaved > 0) this.#end({ reason: 'frozen', detail: access.because });
  }

  #end(refusal: Refusal): void {
    if (this.#refusal !== null) return;
    this.#refusal = refusal;
    this.#people = [];
    this.#link.disconnect();
    this.#ended(refusal);
  }

  #counted(count: () => void): void {
    const before = this.#unsaved;
    count();
    this.#unsaved = this.#count.value;
    if (before === 0 && this.#unsaved > 0 && this.#linkState === 'online') this.#patience.begin(SAVING_MS);
  }

  #lookAtUndo(): void {
    this.#canUndo = this.#undo.canUndo();
    this.#canRedo = this.#undo.canRedo();
  }

  readonly #connectNow = (): void => {
    if (this.#refusal === null) this.#link.connect();
  };

  /** A socket does not notice for half a minute that its network has gone; a server on this machine is still there. */
  readonly #tryAnew = (): void => {
    if (this.#refusal === null) this.#link.connectAnew();
  };
}

function ownSyncUrl(): string {
  return `${location.origin.replace(/^http/, 'ws')}/sync`;
}
