import * as Y from 'yjs';
import { contentOf } from './document-content.ts';
import type { Log } from './log-output.ts';
import type { Snapshot, Storage } from './storage.ts';

export interface SnapshotsOptions {
  readonly storage: Pick<Storage, 'keepSnapshot'>;
  readonly log: Log;
  /** Whether a state, loaded afresh, has this content. */
  readonly reloads: (state: Uint8Array, content: string) => Promise<boolean>;
  /** A snapshot is worth its while after so many updates … */
  readonly every?: number;
  /** … and not sooner than this after the last one of the same design. */
  readonly pauseMs?: number;
}

/** Keeps states of designs, so that opening one does not have to read its whole log. */
export class Snapshots {
  readonly #options: SnapshotsOptions;
  readonly #every: number;
  readonly #pauseMs: number;

  constructor(options: SnapshotsOptions) {
    this.#options = options;
    this.#every = options.every ?? 200;
    this.#pauseMs = options.pauseMs ?? 30_000;
  }

  /**
   * @param updates since the last snapshot
   * @param sinceMs how long ago that was, or the design was opened
   */
  isDue(updates: number, sinceMs: number): boolean {
    return updates >= this.#every && sinceMs >= this.#pauseMs;
  }

  /**
   * Keeps what the document says up to `seq`, unless what was encoded does not say the same. Nothing is lost without
   * it: the log is the truth. Never throws: nobody waits for it.
   */
  async keep(of: Omit<Snapshot, 'state'>, doc: Y.Doc): Promise<void> {
    const { storage, reloads, log } = this.#options;
    const { designId, seq } = of;
    try {
      const state = Y.encodeStateAsUpdate(doc);
      if (await reloads(state, contentOf(doc))) return await storage.keepSnapshot({ ...of, state });
      log.error({ designId, seq }, 'snapshot not written: it does not say what the design says');
    } catch (error) {
      log.warn({ err: error, designId }, 'snapshot not written');
    }
  }
}
