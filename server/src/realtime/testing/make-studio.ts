import type { FastifyInstance } from 'fastify';
import { eq } from 'drizzle-orm';
import type { Design } from 'shared/design/design.ts';
import { readDesign } from 'shared/design/design-doc.ts';
import type { CampaignId, DesignId, PersonId } from 'shared/ids.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { managers } from '../../accounts/tables.ts';
import { startDesign } from '../../design/start-design.ts';
import { crew, designUpdates } from '../../design/tables.ts';
import { loadDesignDoc } from '../load-design.ts';
import { buildApp } from '../../app.ts';
import type { OpenDatabase } from '../../db/connect.ts';
import { makeServer, type SessionHeaders, type TestServer } from '../../testing/make-server.ts';
import { LiveEditor } from './live-editor.ts';
import { RawSocket } from './raw-socket.ts';
import { seedCampaign } from './seed-campaign.ts';

export const space = makeSpace({ fonts: ['anton'], texts: [] });

export interface Visitor {
  readonly id: PersonId;
  readonly name: string;
  readonly headers: SessionHeaders;
}

/** A server that listens, with a campaign that takes designs, and people with sessions. */
export interface Studio extends TestServer {
  /** Where sockets are opened, without the design. */
  readonly syncUrl: string;
  /** Starts another server on the same database; the first one is told nothing, as if it had been killed. */
  startAnother(): Promise<{ readonly syncUrl: string; close(): Promise<void> }>;
  readonly campaignId: CampaignId;
  visitor(name: string): Promise<Visitor>;
  /** A design whose crew these people are, the first its maker. */
  design(maker: Visitor, ...others: readonly Visitor[]): Promise<DesignId>;
  makeManager(person: Visitor): Promise<void>;
  logOf(designId: DesignId): Promise<{ seq: number; personId: PersonId | null; bytes: Uint8Array }[]>;
  /** What the log says, read afresh. */
  stored(designId: DesignId): Promise<Design>;
  /** Opens a design with an ordinary Yjs client and waits until it is loaded. */
  edit(designId: DesignId, person: Visitor, syncUrl?: string): Promise<LiveEditor>;
  /** Opens a socket to write to it by hand; waits for the upgrade. */
  raw(designIdAndQuery: string, headers: Readonly<Record<string, string>>, syncUrl?: string): Promise<RawSocket>;
}

const SETTINGS = {
  publicUrl: 'http://localhost:3000',
  secret: 'for-live-tests-0123456789abcdef0123456789abcdef',
  demo: true,
  clientDir: '/nowhere',
} as const;

/** @param database left out: a fresh one */
export async function makeStudio(database?: OpenDatabase): Promise<Studio> {
  const server = await makeServer(SETTINGS, database);
  const { db, app } = server;
  const syncUrl = await listen(app);
  const origin = SETTINGS.publicUrl;
  const artwork = { box: [0, 0, 100, 100] as const, layers: [] };
  const { brandId, campaignId, slug } = await seedCampaign(db, { space, artwork, stickers: { star: artwork } });
  const editors: LiveEditor[] = [];
  const sockets: RawSocket[] = [];
  return {
    ...server,
    syncUrl,
    campaignId,
    async visitor(name) {
      const { headers, person } = await server.enter(`${name.toLowerCase()}@example.com`);
      return { id: person.id, name: person.name, headers };
    },
    async design(maker, ...others) {
      const designId = await startDesign(db, slug, maker.id, {});
      for (const { id: personId } of others) await db.insert(crew).values({ designId, personId });
      return designId;
    },
    async makeManager({ id: personId }) {
      await db.insert(managers).values({ brandId, personId });
    },
    async logOf(designId) {
      return db
        .select({ seq: designUpdates.seq, personId: designUpdates.personId, bytes: designUpdates.bytes })
        .from(designUpdates)
        .where(eq(designUpdates.designId, designId))
        .orderBy(designUpdates.seq);
    },
    async stored(designId) {
      const { doc } = await loadDesignDoc(db, designId);
      return readDesign(doc, space);
    },
    async startAnother() {
      const another = await buildApp({ ...SETTINGS, db });
      return { syncUrl: await listen(another), close: () => another.close() };
    },
    async edit(designId, person, at = syncUrl) {
      const editor = new LiveEditor(at, designId, { ...person.headers, origin });
      editors.push(editor);
      await editor.loaded();
      return editor;
    },
    async raw(designId, headers, at = syncUrl) {
      const socket = new RawSocket(`${at}/${designId}`, { origin, ...headers });
      sockets.push(socket);
      await socket.opened;
      return socket;
    },
    async close() {
      for (const editor of editors) editor.destroy();
      for (const socket of sockets) socket.terminate();
      await server.close();
    },
  };
}

async function listen(app: FastifyInstance): Promise<string> {
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return `${url.replace('http', 'ws')}/sync`;
}
