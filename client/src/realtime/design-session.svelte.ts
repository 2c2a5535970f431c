import * as decoding from 'lib0/decoding';
import type { Design } from 'shared/design/design.ts';
import { readDesign } from 'shared/design/design-doc.ts';
import { readPicks } from 'shared/design/picks.ts';
import { makeUndo } from 'shared/design/undo.ts';
import { type Refusal, refusalOf } from 'shared/realtime/close-reason.ts';
import {
  type AccessNotice,
  type AdjustedNotice,
  type AuthorsNotice,
  MESSAGE_ACCESS,
  MESSAGE_ACK,
  MESSAGE_ADJUSTED,
  MESSAGE_AUTHORS,
  type Presence,
} from 'shared/realtime/messages.ts';
import { sameValue } from 'shared/same-value.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import { useEngine } from 'shared/space/engine/engine-of.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import { resolvePicks } from 'shared/space/engine/resolve-picks.ts';
import type { Resolution } from 'shared/space/engine/resolution.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Adjustment } from 'shared/space/violation.ts';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { backoffMs } from './backoff.ts';
import { countingSocket } from './counting-socket.ts';
import { authorsOf, type OtherPerson, othersAt } from './others.ts';
import { Throttle } from './throttle.ts';
import { UnsavedCount } from './unsaved-count.ts';

export interface DesignSessionOptions {
  readonly designId: string;
  readonly space: Space;
  /** The engine of the space, on its way: only picks that do not go together need it. Left out: it is there. */
  readonly engine?: Promise<Engine>;
  /** Where the server is, for example `wss://studio.example.org/sync`; by default where this page comes from. */
  readonly syncUrl?: string;
  readonly WebSocket?: typeof WebSocket;
  readonly random?: () => number;
}

export type SaveState = 'connecting' | 'saved' | 'saving' | 'offline' | 'refused' | 'read_only';

const PRESENCE_PAUSE_MS = 33;

/**
 * A design that is open in this window: its document, the connection that keeps it equal to everybody else's, and what
 * the server has said about it. When the server refuses something the session ends and `notKept` holds what was made
 * here; another session shows what the others see.
 */
export class DesignSession {
  readonly doc = new Y.Doc();
  readonly #space: Space;
  readonly #undo = makeUndo(this.doc, ['studio', 'typing']);
  readonly #provider: WebsocketProvider;
  readonly #count = new UnsavedCount();
  readonly #presence = new Throttle(PRESENCE_PAUSE_MS, () => this.#sendPresence());
  #own: Omit<Presence, 'user'> = {};
  /** Whether the provider has sent what was written last. */
  #isSent = false;

  #revision = $state(0);
  #link = $state<'connecting' | 'online' | 'offline'>('connecting');
  #access = $state.raw<AccessNotice | null>(null);
  #unsaved = $state(0);
  #canUndo = $state(false);
  #canRedo = $state(false);
  #isLoaded = $state(false);
  #hasEngine = $state(false);
  #refusal = $state.raw<Refusal | null>(null);
  #notKept = $state.raw<Design | null>(null);
  #adjustments = $state.raw<readonly Adjustment[]>([]);
  #people = $state.raw<readonly OtherPerson[]>([]);
  #told = $state.raw<AuthorsNotice['authors']>({});

  #lastPicks: readonly Pick[] = [];
  /** The same array as long as nobody picks anything: what is worked out from it is not worked out again. */
  readonly #picks = $derived.by(() => {
    void this.#revision;
    const picks = readPicks(this.doc, this.#space);
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
    return readDesign(this.doc, this.#space, this.resolution.params);
  });
  readonly #authors = $derived.by(() => authorsOf(this.#told, this.#people));

  constructor({ designId, space, syncUrl = ownSyncUrl(), random = Math.random, ...options }: DesignSessionOptions) {
    this.#space = space;
    if (options.engine) void this.#await(options.engine);
    else this.#hasEngine = true;
    const Socket = countingSocket(options.WebSocket ?? WebSocket, {
      clientId: this.doc.clientID,
      opened: () => this.#counted(() => this.#count.opened()),
      sent: (kind) => {
        if (kind === 'update') this.#isSent = true;
        this.#counted(() => this.#count.sent(kind));
      },
    });
    this.#provider = new WebsocketProvider(syncUrl, designId, this.doc, {
      connect: false,
      // Other windows would pass on what the server has not checked yet.
      disableBc: true,
      WebSocketPolyfill: Socket,
      shouldReconnect: ({ code, reason }) => refusalOf(code, reason) === null,
    });
    this.#listen(random);
    this.#provider.connect();
    globalThis.addEventListener?.('online', this.#connectNow);
  }

  /** What the document says. */
  get design(): Design {
    return this.#design;
  }

  /** Everybody's picks, as the document has them. */
  get picks(): readonly Pick[] {
    return this.#picks;
  }

  /** Which of the picks go together, and which are parked. */
  get resolution(): Resolution {
    return this.#resolution ?? { params: defaultParams(this.#space), kept: [], parked: [] };
  }

  /** The ids of the people behind the Yjs clients that have written here, as far as they are known. */
  get authors(): ReadonlyMap<number, string> {
    return this.#authors;
  }

  /** Whether the design has been there once; before, `design` is only the defaults of its space. */
  get isLoaded(): boolean {
    return this.#isLoaded && this.#resolution !== null;
  }

  /** Whether it may be edited, also without a network. */
  get isOpen(): boolean {
    return this.isLoaded && this.#refusal === null && this.#access?.access === 'edit';
  }

  get access(): AccessNotice | null {
    return this.#access;
  }

  /** What the server has done with one's edits: only what it has said itself, never a guess. */
  get saveState(): SaveState {
    if (this.#refusal !== null) return 'refused';
    if (this.#link !== 'online') return this.#link;
    if (this.#access?.access === 'view') return 'read_only';
    return this.#unsaved > 0 ? 'saving' : 'saved';
  }

  /** Edits that the server has not said to be stored. */
  get unsaved(): number {
    return this.#unsaved;
  }

  /** Why the session has ended; null while it goes on. */
  get refusal(): Refusal | null {
    return this.#refusal;
  }

  /** What the design said here when the server refused to go on, if there was something that it had not stored. */
  get notKept(): Design | null {
    return this.#notKept;
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

  /** Leaves the design. What is not stored by then is lost. */
  destroy(): void {
    globalThis.removeEventListener?.('online', this.#connectNow);
    this.#presence.stop();
    this.#provider.destroy();
    this.#undo.destroy();
    this.doc.destroy();
  }

  #listen(random: () => number): void {
    const provider = this.#provider;
    this.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      // The provider has heard of it before us. Without a connection it relies on being asked later.
      if (origin !== provider && !this.#isSent) this.#counted(() => this.#count.kept());
      this.#isSent = false;
      this.#revision += 1;
    });
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-item-updated', 'stack-cleared'] as const)
      this.#undo.on(event, () => this.#lookAtUndo());
    provider.awareness.on('change', () => (this.#people = othersAt(provider.awareness)));
    provider.on('sync', (isSynced) => {
      if (!isSynced) return;
      this.#isLoaded = true;
      this.#link = 'online';
    });
    provider.on('connection-close', () => {
      this.#link = 'offline';
      provider.maxBackoffTime = backoffMs(provider.wsUnsuccessfulReconnects + 1, random());
    });
    provider.on('closed', ({ code, reason }) => {
      const refusal = refusalOf(code, reason);
      if (refusal) this.#end(refusal);
    });
    provider.messageHandlers[MESSAGE_ACK] = (_answer, decoder) => {
      const stored = decoding.readVarUint(decoder);
      this.#counted(() => this.#count.acknowledged(stored));
    };
    provider.messageHandlers[MESSAGE_ADJUSTED] = (_answer, decoder) => {
      const notice = JSON.parse(decoding.readVarString(decoder)) as AdjustedNotice;
      this.#adjustments = [...this.#adjustments, ...notice.adjustments];
    };
    provider.messageHandlers[MESSAGE_AUTHORS] = (_answer, decoder) => {
      const { authors } = JSON.parse(decoding.readVarString(decoder)) as AuthorsNotice;
      this.#told = { ...this.#told, ...authors };
    };
    provider.messageHandlers[MESSAGE_ACCESS] = (_answer, decoder) => {
      this.#admitted(JSON.parse(decoding.readVarString(decoder)) as AccessNotice);
    };
  }

  async #await(engine: Promise<Engine>): Promise<void> {
    useEngine(this.#space, await engine);
    this.#hasEngine = true;
  }

  #admitted(access: AccessNotice): void {
    this.#access = access;
    // A server that only lets us look does not ask for what we have: what was made meanwhile would wait for ever.
    if (access.access === 'view' && this.#unsaved > 0) this.#end({ reason: 'frozen', detail: access.because });
  }

  #end(refusal: Refusal): void {
    if (this.#refusal !== null) return;
    this.#refusal = refusal;
    this.#notKept = this.#unsaved > 0 ? this.#design : null;
    this.#people = [];
    this.#provider.disconnect();
  }

  #counted(count: () => void): void {
    count();
    this.#unsaved = this.#count.value;
  }

  #lookAtUndo(): void {
    this.#canUndo = this.#undo.canUndo();
    this.#canRedo = this.#undo.canRedo();
  }

  #sendPresence(): void {
    this.#provider.awareness.setLocalState(this.#own);
  }

  readonly #connectNow = (): void => {
    if (this.#refusal === null) this.#provider.connect();
  };
}

function ownSyncUrl(): string {
  return `${location.origin.replace(/^http/, 'ws')}/sync`;
}
