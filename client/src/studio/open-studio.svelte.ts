import type { Design } from 'shared/design/design.ts';
import { useEngine } from 'shared/space/engine/engine-of.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import { DomainError } from 'shared/errors.ts';
import type { Refusal } from 'shared/realtime/close-reason.ts';
import type { Space } from 'shared/space/schema.ts';
import { session as signedIn } from '../api/session.svelte.ts';
import { DesignSession } from '../realtime/design-session.svelte.ts';
import { PATIENCE_MS } from './answers/worker-source.ts';
import { getDesign, getFont, getRules, getSpace } from './studio-api.ts';
import { Studio } from './studio.svelte.ts';

/** Almost every design can be shown without the engine: it comes at the same time, and is not waited for. */
async function openRules(space: Space, rules: Promise<Uint8Array | null>): Promise<Engine> {
  const { openEngine } = await import('./answers/open-engine.ts');
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const bytes = await Promise.race([rules, patience]);
  // While the rules are only being compiled, searching says the same, more slowly.
  if (bytes === null) void rules.then(async (late) => late && useEngine(space, await openEngine(space, late)));
  return openEngine(space, bytes);
}

const AGAIN_AFTER_MS = 5_000; // two refusals in a shorter time will be followed by a third

/** Opens a design, and opens it anew when the server refused to go on: nothing of the refused document may come back. */
export class OpenStudio {
  readonly #designId: string;
  #studio = $state.raw<Studio | null>(null);
  #session = $state.raw<DesignSession | null>(null);
  #error = $state.raw<unknown>(null);
  /** Made here and refused, while there is no studio to show it in: it outlasts any number of attempts to open one. */
  #notKept: Design | null = null;
  #openedAt = 0;
  #isClosed = false;

  constructor(designId: string) {
    this.#designId = designId;
  }

  /** Ready when the design itself has arrived. */
  get studio(): Studio | null {
    return this.#session?.isLoaded ? this.#studio : null;
  }
  get error(): unknown {
    return this.#error;
  }
  /** The design is on its way, but the line is down. */
  get isWaiting(): boolean {
    return this.#session !== null && !this.#session.isLoaded && this.#session.saveState === 'offline';
  }
  get refusal(): Refusal | null {
    return this.#session?.refusal ?? null;
  }

  /** Opens the design; what was refused before is shown beside it. */
  async open(): Promise<void> {
    this.#error = null;
    try {
      const detail = await getDesign(this.#designId);
      const rules = getRules(detail.spaceHash);
      const published = await getSpace(detail.spaceHash);
      if (this.#isClosed) return;
      this.#session?.destroy();
      const engine = openRules(published.space, rules);
      engine.catch((error: unknown) => (this.#error = error));
      this.#session = new DesignSession({ designId: detail.id, space: published.space, engine });
      const notKept = this.#notKept;
      const me = (): string | null => signedIn.person?.id ?? null;
      this.#studio = new Studio({ detail, published, session: this.#session, fetchFont: getFont, notKept, me, rules });
      this.#notKept = null; // the studio has it now
      this.#openedAt = Date.now();
    } catch (error) {
      this.#error = error;
    }
  }

  /** The session has ended: looks at the design as the others see it, or says why that is not possible. */
  async refused({ reason }: Refusal): Promise<void> {
    // A session that had nothing of its own must not push out what an earlier one had.
    this.#notKept = this.#session?.notKept ?? this.#studio?.notKept ?? this.#notKept;
    if (reason === 'sign_in_required' || reason === 'not_allowed' || reason === 'design_not_found') {
      this.#fail(new DomainError(reason, 'The server refused the connection.'));
    } else if (reason !== 'frozen' && Date.now() - this.#openedAt < AGAIN_AFTER_MS) {
      this.#fail(new DomainError('too_many_requests', 'The server refused the connection twice.'));
    } else await this.open();
  }

  close(): void {
    this.#isClosed = true;
    this.#session?.destroy();
  }

  #fail(error: DomainError): void {
    this.#session?.destroy();
    this.#session = null;
    this.#studio = null;
    this.#error = error;
  }
}
