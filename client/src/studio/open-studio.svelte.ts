import type { DesignDetail } from 'shared/design/api.ts';
import { DomainError } from 'shared/errors.ts';
import { mayReplay, type Refusal } from 'shared/realtime/close-reason.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import type { Space } from 'shared/space/schema.ts';
import { UnexpectedError, UnreachableError } from '../api/failures.ts';
import type { DesignSession } from '../realtime/design-session.svelte.ts';
import type { Kept, KeptOptions } from '../realtime/kept/open-kept.ts';
import { type LocalChange, withChanges, withoutChanges } from '../realtime/local-changes.ts';
import { NotKept } from './not-kept.svelte.ts';
import { type StudioSources, usualSources } from './studio-sources.ts';
import { Studio } from './studio.svelte.ts';

const AGAIN_AFTER_MS = 5_000; // refusals in a shorter time will be followed by another
const MOST_QUICK_ENDS = { withNothingToKeep: 1, withSomething: 3 };
const DEVICE_MS = 5_000; // some browsers never answer when asked for a database

/**
 * Opens a design, and opens it anew when the server refused to go on: nothing of the refused document may come back.
 * What was made in it is made again, once, as far as it was only its form that was refused; the rest is not kept, and
 * shown as such.
 */
export class OpenStudio {
  /** Outlasts any number of attempts to open the design. */
  readonly notKept = new NotKept();
  readonly #designId: string;
  readonly #sources: StudioSources;
  #studio = $state.raw<Studio | null>(null);
  #session = $state.raw<DesignSession | null>(null);
  #space = $state.raw<Space | null>(null);
  #error = $state.raw<unknown>(null);
  #kept: Kept | null = null;
  #personId: string | null = null;
  /** To be made again when the design is there. */
  #toDo: readonly LocalChange[] = [];
  /** Made again in the session that is open now, and not stored yet. */
  #again: readonly LocalChange[] = [];
  #openedAt = 0;
  #quickEnds = 0;
  #isClosed = false;

  constructor(designId: string, sources: StudioSources = usualSources) {
    this.#designId = designId;
    this.#sources = sources;
  }

  /** Ready when the design itself has arrived. */
  get studio(): Studio | null {
    return this.#session?.isLoaded ? this.#studio : null;
  }
  /** What the design is made of, where that was once known: `notKept` is about it. */
  get space(): Space | null {
    return this.#space;
  }
  get error(): unknown {
    return this.#error;
  }
  /** The design is on its way, but the line is down. */
  get isWaiting(): boolean {
    return this.#session !== null && !this.#session.isLoaded && this.#session.saveState === 'offline';
  }

  /** Opens the design. */
  async open(): Promise<void> {
    this.#error = null;
    try {
      const personId = await this.#sources.whoIsHere();
      this.#takeOver(personId);
      const detail = await this.#detail(personId);
      const rules = this.#sources.getRules(detail.spaceHash);
      const published = await this.#sources.getSpace(detail.spaceHash);
      await this.#leave();
      const kept = personId === null ? null : await this.#openKept(personId, detail, published.space);
      if (this.#isClosed) return void kept?.close();
      const engine = this.#sources.openRules(published.space, rules);
      engine.catch((error: unknown) => (this.#error = error));
      const session = this.#sources.connect({
        ...{ designId: detail.id, space: published.space, engine, personId },
        ...{ epoch: detail.epoch, access: detail.access, copy: kept?.copy ?? null },
        ended: (refusal) => void this.#ended(refusal),
      });
      this.#kept = kept;
      this.#space = published.space;
      this.#session = session;
      const { notKept } = this;
      this.#studio = new Studio({
        ...this.#sources,
        ...{ detail, published, session, rules, notKept, me: () => personId },
      });
      this.#openedAt = this.#sources.now();
      this.#toDo = withChanges(this.#toDo, kept?.earlier ?? []);
      await this.notKept.useShelf(kept, this.#toDo);
      this.#carryOn(session, published.space, engine).catch(() => this.notKept.show(this.#toDo));
    } catch (error) {
      this.#error = error;
      // It is tried again when the design can be opened, if that ever happens.
      await this.notKept.list(this.#toDo);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#leave();
  }

  /** Nobody is shown, or sends, what somebody else has made in this window. */
  #takeOver(personId: string | null): void {
    if (personId === null || personId === this.#personId) return;
    if (this.#personId !== null) {
      this.#toDo = [];
      this.#again = [];
      this.notKept.forget();
    }
    this.#personId = personId;
  }

  /** What the server says of the design; where it cannot be asked, what it said the last time. */
  async #detail(personId: string | null): Promise<DesignDetail> {
    try {
      return await this.#sources.getDesign(this.#designId);
    } catch (error) {
      const isAway = error instanceof UnreachableError || error instanceof UnexpectedError;
      const known = isAway && personId !== null ? await this.#keptDetail(personId) : null;
      if (!known) throw error;
      return known;
    }
  }

  async #keptDetail(personId: string): Promise<DesignDetail | null> {
    try {
      return await this.#sources.keptDetail(personId, this.#designId);
    } catch {
      return null;
    }
  }

  /** Null where this device keeps nothing: the studio says so, and goes on without. */
  async #openKept(personId: string, detail: DesignDetail, space: Space): Promise<Kept | null> {
    const changesIn: KeptOptions['changesIn'] = async (updates, touched) =>
      (await this.#sources.changeTools()).changesIn(updates, space, touched);
    const opening = this.#sources.openKept({ personId, detail, changesIn, now: this.#sources.now() }).catch(() => null);
    const patience = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), DEVICE_MS));
    const kept = await Promise.race([opening, patience]);
    if (kept !== 'late') return kept;
    void opening.then((late) => late?.close());
    return null;
  }

  /** Makes changes again when the design is there, and takes off the list what has found its way into it. */
  async #carryOn(session: DesignSession, space: Space, engine: Promise<Engine>): Promise<void> {
    await Promise.all([session.whenHere, engine]);
    const { isDone, replay } = await this.#sources.changeTools();
    if (session !== this.#session || session.refusal) return;
    const isThere = (change: LocalChange): boolean => isDone(session.doc, space, change);
    const toDo = this.#toDo;
    const left = session.isOpen ? replay(session.doc, space, toDo) : toDo.filter((change) => !isThere(change));
    this.#toDo = [];
    this.#again = withoutChanges(toDo, left);
    const made = this.#again;
    await this.notKept.show(left);
    await this.notKept.letGo(this.notKept.changes.filter(isThere));
    await session.whenSaved();
    this.#again = [];
    await this.notKept.letGo(made);
  }

  async #ended(refusal: Refusal): Promise<void> {
    try {
      await this.#goOnAfter(refusal);
    } catch (error) {
      // What this device has kept is there when the page is loaded anew.
      await this.#fail(error);
    }
  }

  /** The session has ended: looks at the design as the others see it, or says why that is not possible. */
  async #goOnAfter(refusal: Refusal): Promise<void> {
    const session = this.#session;
    if (!session) return;
    const { reason } = refusal;
    const { changesSince } = await this.#sources.changeTools();
    const wasAgain = this.#again.length > 0;
    const own = this.#space ? changesSince(session.doc, this.#space, session.touched) : [];
    const lost = withChanges(withChanges(this.#toDo, this.#again), own);
    this.#toDo = [];
    this.#again = [];
    if (reason === 'sign_in_required') {
      // Where this device keeps it, it is there when the same person comes back.
      if (session.keptState === 'failed') await this.notKept.show(lost);
      return this.#fail(new DomainError(reason, 'The server refused the connection.'));
    }
    if (mayReplay(refusal) && !wasAgain) {
      this.#toDo = lost;
      await this.notKept.hold(lost);
    } else {
      await this.notKept.show(lost);
    }
    await this.#kept?.copy.clear();
    if (reason === 'not_allowed' || reason === 'design_not_found')
      return this.#fail(new DomainError(reason, 'The server refused the connection.'));
    this.#quickEnds = this.#sources.now() - this.#openedAt < AGAIN_AFTER_MS ? this.#quickEnds + 1 : 0;
    const most = lost.length > 0 ? MOST_QUICK_ENDS.withSomething : MOST_QUICK_ENDS.withNothingToKeep;
    if (this.#quickEnds > most) {
      await this.notKept.list(this.#toDo);
      return this.#fail(new DomainError('too_many_requests', 'The server refuses the connection again and again.'));
    }
    await this.open();
  }

  async #leave(): Promise<void> {
    this.#session?.destroy();
    const kept = this.#kept;
    this.#kept = null;
    await kept?.close();
  }

  async #fail(error: unknown): Promise<void> {
    await this.#leave();
    this.#session = null;
    this.#studio = null;
    this.#error = error;
  }
}
