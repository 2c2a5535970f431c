import type { FastifyBaseLogger } from 'fastify';
import type { SpaceHash } from 'shared/ids.ts';
import { decodeEngine } from 'shared/space/engine/decode-engine.ts';
import { useEngine } from 'shared/space/engine/engine-of.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Database } from '../db/database.ts';
import { Kept } from './kept.ts';
import { findCompiled, updateCompiled } from './queries.ts';
import { loadSpace } from './service.ts';
import type { Gives, Takes } from './thread/messages.ts';
import { rulesThread, TooHard } from './thread/rules-thread.ts';

const MOST_KEPT_BYTES = 32 * 1024 * 1024;

/**
 * The compiled rules of spaces. What is stored is taken only where it belongs to the space; otherwise, and where nothing is
 * stored yet, the rules are compiled and kept.
 */
export class Graphs {
  readonly #db: Database;
  readonly #log: FastifyBaseLogger;
  readonly #kept = new Kept<Uint8Array>(MOST_KEPT_BYTES, (bytes) => bytes.byteLength);
  /** Spaces whose engines are these, or are about to be. */
  readonly #used = new WeakMap<Space, Promise<void>>();
  /** Why rules cannot be compiled at all: nobody waits for that twice. */
  readonly #refused = new Map<SpaceHash, TooHard>();

  constructor(db: Database, log: FastifyBaseLogger) {
    this.#db = db;
    this.#log = log;
  }

  /**
   * The compiled rules as bytes (`encodeEngine`). Never within a transaction.
   * @throws DomainError `space_not_found`, `space_invalid` where they cannot be calculated with
   * @throws TooHard
   */
  async bytesOf(hash: SpaceHash): Promise<Uint8Array> {
    return this.#kept.get(hash, () => this.#load(hash));
  }

  /**
   * Makes the engine of a loaded space quick, once for everybody who waits for it. Without it the engine says the same,
   * more slowly: nothing fails here. Never within a transaction.
   */
  use(hash: SpaceHash, space: Space): Promise<void> {
    const before = this.#used.get(space);
    if (before) return before;
    const using = this.#use(hash, space);
    this.#used.set(space, using);
    return using;
  }

  async #use(hash: SpaceHash, space: Space): Promise<void> {
    try {
      useEngine(space, await decodeEngine(space, await this.bytesOf(hash)));
    } catch (error) {
      if (!(error instanceof TooHard)) this.#used.delete(space);
      this.#log.warn({ err: error, spaceHash: hash }, 'compiled rules cannot be used');
    }
  }

  async #load(hash: SpaceHash): Promise<Uint8Array> {
    const refused = this.#refused.get(hash);
    if (refused) throw refused;
    const { space } = await loadSpace(this.#db, hash);
    const stored = await findCompiled(this.#db, hash);
    const { isNew, mismatch, ...compiled } = await this.#compile(hash, { space, stored });
    if (mismatch !== null) this.#log.warn({ spaceHash: hash, mismatch }, 'stored rules ignored and compiled again');
    if (isNew) await updateCompiled(this.#db, hash, compiled);
    return compiled.engine;
  }

  async #compile(hash: SpaceHash, input: Takes<'compile'>): Promise<Gives<'compile'>> {
    try {
      return await rulesThread.run('compile', input);
    } catch (error) {
      if (error instanceof TooHard) this.#refused.set(hash, error);
      throw error;
    }
  }
}
