import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDesign } from 'shared/design/design-doc.ts';
import type { DesignId, PersonId } from 'shared/ids.ts';
import type { Space } from 'shared/space/schema.ts';
import { violations } from 'shared/space/violations.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import * as Y from 'yjs';
import { buildApp } from '../../../src/app.ts';
import { type DatabaseConfig, type OpenDatabase, openDatabase } from '../../../src/db/connect.ts';
import { startDesign } from '../../../src/design/start-design.ts';
import { crew } from '../../../src/design/tables.ts';
import { loadDesignDoc } from '../../../src/realtime/load-design.ts';
import { LiveEditor } from '../../../src/realtime/testing/live-editor.ts';
import { seedCampaign } from '../../../src/realtime/testing/seed-campaign.ts';
import { freePort } from './free-port.ts';

const SECRET = 'for-measuring-0123456789abcdef0123456789abcdef';
const PEOPLE_PER_DESIGN = 2;

/** Designs, the people at them, and a database in which both are. */
export class World {
  readonly space: Space;
  readonly port: number;
  readonly config: DatabaseConfig;
  readonly #writers: readonly { readonly designId: DesignId; readonly cookie: string }[];
  editors: { readonly designId: DesignId; readonly editor: LiveEditor }[] = [];

  private constructor(space: Space, port: number, config: DatabaseConfig, writers: World['editorsOf']) {
    this.space = space;
    this.port = port;
    this.config = config;
    this.#writers = writers;
  }

  /** @param databaseUrl null: the embedded database, in a directory of its own */
  static async make(databaseUrl: string | null, designs: number): Promise<World> {
    const dataDir = await mkdtemp(join(tmpdir(), 'mitwerk-faults-'));
    const config = { databaseUrl, dataDir };
    const port = await freePort();
    const space = makeSpace({ fonts: ['anton'] });
    const database = await openDatabase(config);
    const writers = await populate(database, space, port, designs);
    await database.close();
    return new World(space, port, config, writers);
  }

  get editorsOf(): readonly { readonly designId: DesignId; readonly cookie: string }[] {
    return this.#writers;
  }

  get publicUrl(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** What a server needs to serve this world. */
  environment(databaseUrl = this.config.databaseUrl): Record<string, string> {
    return {
      ...{ PORT: String(this.port), DATA_DIR: this.config.dataDir, AUTH_SECRET: SECRET },
      ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    };
  }

  /** Everybody opens their design; where there is no server they go on trying. */
  openEditors(): void {
    const origin = this.publicUrl;
    this.editors = this.#writers.map(({ designId, cookie }) => ({
      designId,
      editor: new LiveEditor(`ws://127.0.0.1:${String(this.port)}/sync`, designId, { cookie, origin }),
    }));
  }

  closeEditors(): void {
    for (const { editor } of this.editors) editor.destroy();
    this.editors = [];
  }

  /**
   * Reads what is stored, without the server.
   * @returns how many acknowledged edits are gone, and how many designs do not load or are outside their space
   */
  async check(): Promise<{ readonly lost: number; readonly unloadable: number; readonly outside: number }> {
    const database = await openDatabase(this.config);
    const result = { lost: 0, unloadable: 0, outside: 0 };
    try {
      for (const designId of new Set(this.#writers.map((writer) => writer.designId))) {
        const loaded = await loadDesignDoc(database.db, designId).catch(() => null);
        if (!loaded) {
          result.unloadable += 1;
          continue;
        }
        if (violations(this.space, readDesign(loaded.doc, this.space)).length > 0) result.outside += 1;
        for (const { designId: other, editor } of this.editors)
          if (other === designId)
            result.lost += Math.max(0, editor.storedClock - Y.getState(loaded.doc.store, editor.doc.clientID));
        loaded.doc.destroy();
      }
    } finally {
      await database.close();
    }
    return result;
  }

  async remove(): Promise<void> {
    this.closeEditors();
    await rm(this.config.dataDir, { recursive: true, force: true });
  }
}

async function populate({ db }: OpenDatabase, space: Space, port: number, count: number): Promise<World['editorsOf']> {
  const publicUrl = `http://127.0.0.1:${String(port)}`;
  const app = await buildApp({ db, publicUrl, secret: SECRET, demo: true, clientDir: '/nowhere' });
  const artwork = { box: [0, 0, 100, 100] as const, layers: [] };
  const { slug } = await seedCampaign(db, { space, artwork, stickers: { star: artwork } });
  const people: { readonly id: PersonId; readonly cookie: string }[] = [];
  for (let person = 0; person < PEOPLE_PER_DESIGN; person += 1) {
    const { headers } = await app.auth.api.enterAs({
      body: { email: `p${String(person)}@example.com` },
      returnHeaders: true,
    });
    const cookie = headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const found = await app.personOf({ cookie });
    if (!found) throw new Error('No session.');
    people.push({ id: found.id, cookie });
  }
  const [maker, ...others] = people;
  if (!maker) throw new Error('Nobody is there.');
  const writers: { designId: DesignId; cookie: string }[] = [];
  for (let design = 0; design < count; design += 1) {
    const designId = await startDesign(db, slug, maker.id, {});
    for (const { id: personId } of others) await db.insert(crew).values({ designId, personId });
    writers.push(...people.map(({ cookie }) => ({ designId, cookie })));
  }
  await app.close();
  return writers;
}
