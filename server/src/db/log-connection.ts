import type postgres from 'postgres';
import { databaseOf } from './connect.ts';
import type { Database } from './database.ts';

/** Where the log of designs is written: what is written there waits for nothing else. */
export interface LogConnection {
  readonly db: Database;
  /** Gives the connection up, with all that has not been answered on it: the next query opens another one. */
  renew(): void;
}

/** A connection of its own to a PostgreSQL server, which the network may swallow without a word. */
export class OwnLogConnection implements LogConnection {
  readonly #open: () => postgres.Sql;
  #client: postgres.Sql;
  #db: Database;

  /** @param open makes a client with one connection */
  constructor(open: () => postgres.Sql) {
    this.#open = open;
    this.#client = open();
    this.#db = databaseOf(this.#client);
  }

  get db(): Database {
    return this.#db;
  }

  renew(): void {
    const old = this.#client;
    this.#client = this.#open();
    this.#db = databaseOf(this.#client);
    void old.end({ timeout: 0 });
  }

  async close(withinSeconds: number): Promise<void> {
    await this.#client.end({ timeout: withinSeconds });
  }
}

/** The same connection as for everything else: the embedded database has only one, and no network before it. */
export function sharedLogConnection(db: Database): LogConnection {
  return { db, renew: () => undefined };
}
