import { readDesign } from 'shared/design/design-doc.ts';
import type { PersonId } from 'shared/ids.ts';
import type { Space } from 'shared/space/schema.ts';
import { violations } from 'shared/space/violations.ts';
import * as Y from 'yjs';
import { SERVER_ID_LIMIT } from '../authors.ts';
import { contentOf } from '../document-content.ts';
import { saysNews } from '../testing/says-news.ts';
import { BrokenPromise, type PromiseKind } from './broken-promise.ts';
import type { SimulatedClient } from './simulated-client.ts';
import type { Appended, SimulatedDisk } from './simulated-storage.ts';

/** Looks at everything that happens, knows what is stored, and notes the first promise that is broken. */
export class Checks {
  /** The first promise that was broken; who finds out may be deep in a server that would take it for a fault of the disk. */
  broken: BrokenPromise | null = null;
  /** What the log says; only what is durable gets in. */
  readonly #logged = new Y.Doc();
  readonly #seed: number;
  readonly #space: Space;
  readonly #writers = new Map<number, PersonId | null>();
  #content: string | null = null;
  #seq = 1;
  #fence = 0;
  readonly #acknowledged: { readonly who: string; readonly update: Uint8Array }[] = [];

  /** @param first the only entry of the log at the beginning */
  constructor(seed: number, space: Space, first: Uint8Array) {
    this.#seed = seed;
    this.#space = space;
    Y.applyUpdate(this.#logged, first);
    for (const { id } of Y.decodeUpdate(first).structs) this.#writers.set(id.client, null);
  }

  get content(): string {
    return (this.#content ??= contentOf(this.#logged));
  }

  /** What is stored, as one update. */
  get state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#logged);
  }

  opened(fence: number): void {
    this.#fence = Math.max(this.#fence, fence);
  }

  appended({ entry, fence, seq }: Appended): void {
    if (seq !== this.#seq + 1) this.#broken('gap', 'the log jumps', [this.#seq, seq]);
    this.#seq = seq;
    this.#content = null;
    if (fence !== this.#fence) this.#broken('two_writers', 'somebody else has the design', [fence, this.#fence]);
    this.#mayWrite(entry.bytes, entry.personId);
    if (!saysNews(this.#logged, entry.bytes)) this.#broken('doubled', 'the log says something twice', [seq]);
    const { pendingStructs, pendingDs } = this.#logged.store;
    if (pendingStructs !== null || pendingDs !== null) this.#broken('gap', 'the log refers to what is not in it');
    const found = violations(this.#space, readDesign(this.#logged, this.#space));
    if (found.length > 0) this.#broken('invalid', 'the log says a design outside the space', found);
  }

  /** Somebody is being sent an update. */
  shown(who: string, update: Uint8Array): void {
    if (saysNews(this.#logged, update)) this.#broken('shown_early', `${who} hears of what is not stored`);
  }

  /** Somebody has been told that these are stored. */
  acknowledged(who: string, updates: readonly Uint8Array[]): void {
    for (const update of updates) {
      if (saysNews(this.#logged, update)) this.#broken('lost', `${who} has been told that something is stored`);
      this.#acknowledged.push({ who, update });
    }
  }

  /** @param isInnocent whether nothing has happened that could make a server send them away */
  refused(who: string, reason: string, isInnocent: boolean): void {
    if (isInnocent) this.#broken('refused', `${who} means well and was sent away`, [reason]);
  }

  look(client: SimulatedClient): void {
    if (!client.isSaved) return;
    const { pendingStructs, pendingDs } = client.doc.store;
    if (pendingStructs !== null || pendingDs !== null)
      this.#broken('stuck', `${client.name} waits for what never comes`);
    const found = violations(this.#space, readDesign(client.doc, this.#space));
    if (client.doc.store.clients.size > 0 && found.length > 0)
      this.#broken('invalid', `${client.name} has nothing unsaved and sees what may not be`, found);
  }

  /** When nothing is under way any more. */
  end(clients: readonly SimulatedClient[], disk: SimulatedDisk): void {
    const { content } = this;
    for (const client of clients) {
      if (!client.isSaved || !client.isIn) this.#broken('stuck', `${client.name} never got everything stored`);
      if (client.content !== content)
        this.#broken('diverged', `${client.name} says something else than the log`, [client.content, content]);
    }
    const { snapshot, log } = disk.design;
    const reloaded = new Y.Doc();
    for (const { bytes } of log) Y.applyUpdate(reloaded, bytes);
    if (contentOf(reloaded) !== content) this.#broken('lost', 'the log has changed since it was written');
    for (const { who, update } of this.#acknowledged)
      if (saysNews(reloaded, update)) this.#broken('lost', `something of ${who} was stored and is not any more`);
    if (snapshot) {
      const fromSnapshot = new Y.Doc();
      for (const bytes of [snapshot.state, ...log.slice(snapshot.seq).map((entry) => entry.bytes)])
        Y.applyUpdate(fromSnapshot, bytes);
      if (contentOf(fromSnapshot) !== content) this.#broken('diverged', 'the snapshot says something else');
    }
  }

  /** A client is its first writer's; low ones are the servers'. */
  #mayWrite(bytes: Uint8Array, personId: PersonId | null): void {
    for (const { id } of Y.decodeUpdate(bytes).structs) {
      const writer = id.client < SERVER_ID_LIMIT ? null : personId;
      const known = this.#writers.get(id.client);
      if (known === undefined) this.#writers.set(id.client, writer);
      else if (known !== writer) this.#broken('forged', `${String(writer)} wrote as ${String(known)}`, [id]);
    }
  }

  #broken(kind: PromiseKind, what: string, details: readonly unknown[] = []): void {
    this.broken ??= new BrokenPromise(kind, this.#seed, what, details);
  }
}
