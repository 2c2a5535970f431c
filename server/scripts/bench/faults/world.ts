import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DesignId, PersonId } from 'shared/ids.ts';
import type { Space } from 'shared/space/schema.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { buildApp } from '../../../src/app.ts';
import { type DatabaseConfig, type OpenDatabase, openDatabase } from '../../../src/db/connect.ts';
import { startDesign } from '../../../src/design/start-design.ts';
import { crew } from '../../../src/design/tables.ts';
import { LiveEditor } from '../../../src/realtime/testing/live-editor.ts';
import { seedCampaign } from '../../../src/realtime/testing/seed-campaign.ts';
import { freePort } from './free-port.ts';
import { type Editing, type Found, StoredCheck } from './stored.ts';

const SECRET = 'for-measuring-0123456789abcdef0123456789abcdef';
const PEOPLE_PER_DESIGN = 2;

/** Designs, the people at them, and a database in which both are. */
export class World {
  readonly space: Space;
  readonly port: number;
  readonly config: DatabaseConfig;
  readonly #writers: readonly { readonly designId: DesignId; readonly cookie: string }[];
  readonly #stored: StoredCheck;
  editors: readonly Editing[] = [];
  /** How often connections were closed with which code. */
  readonly closedWith: Record<string, number> = {};

  private constructor(space: Space, port: number, config: DatabaseConfig, writers: World['editorsOf']) {
    this.space = space;
    this.port = port;
    this.config = config;
    this.#writers = writers;
    this.#stored = new StoredCheck(space);
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
    for (const { editor } of this.editors)
      editor.provider.on('connection-close', (event) => {
        const code = String(event?.code ?? 'left');
        this.closedWith[code] = (this.closedWith[code] ?? 0) + 1;
      });
  }

  /** Everybody tries at once rather than after a while. */
  comeBack(): void {
    for (const { editor } of this.editors) {
      editor.disconnect();
      editor.provider.connect();
    }
  }

  async everybodyIsIn(): Promise<void> {
    await Promise.all(this.editors.map(({ editor }) => editor.loaded()));
  }

  /** How many updates have been acknowledged. */
  get acknowledged(): number {
    return this.editors.reduce((sum, { editor }) => sum + editor.stored.length, 0);
  }

  closeEditors(): void {
    for (const { editor } of this.editors) editor.destroy();
    this.editors = [];
  }

  /** Compares what is stored with what everybody has been told since the last time, or, at the end, ever. */
  async check(howMuch: 'news' | 'all'): Promise<Found> {
    const database = await openDatabase(this.config);
    try {
      return howMuch === 'all'
        ? await this.#stored.lookAtAll(database.db, this.editors)
        : await this.#stored.look(database.db, this.editors);
    } finally {
      await database.close();
    }
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
