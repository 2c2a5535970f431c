import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Design } from 'shared/design/design.ts';
import { readDesign } from 'shared/design/design-doc.ts';
import type { BrandId, CampaignId, DesignId, PersonId, ProductId, SpaceHash } from 'shared/ids.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { managers } from '../../accounts/tables.ts';
import { brands } from '../../campaigns/brand-tables.ts';
import { campaigns } from '../../campaigns/tables.ts';
import { startDesign } from '../../design/start-design.ts';
import { crew, designUpdates } from '../../design/tables.ts';
import { loadDesignDoc } from '../load-design.ts';
import { products, spaces } from '../../space/tables.ts';
import { buildApp } from '../../app.ts';
import { makeServer, type SessionHeaders, type TestServer } from '../../testing/make-server.ts';
import { LiveEditor } from './live-editor.ts';
import { RawSocket } from './raw-socket.ts';

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
  raw(designId: string, headers: Readonly<Record<string, string>>, syncUrl?: string): Promise<RawSocket>;
}

const HOUR_MS = 3_600_000;
const SETTINGS = {
  publicUrl: 'http://localhost:3000',
  secret: 'for-live-tests-0123456789abcdef0123456789abcdef',
  demo: true,
  clientDir: '/nowhere',
} as const;

export async function makeStudio(): Promise<Studio> {
  const server = await makeServer(SETTINGS);
  const { db, app } = server;
  const syncUrl = await listen(app);
  const origin = SETTINGS.publicUrl;
  const brandId = randomUUID() as BrandId;
  const productId = randomUUID() as ProductId;
  const campaignId = randomUUID() as CampaignId;
  const spaceHash = 'a'.repeat(64) as SpaceHash;
  const artwork = { box: [0, 0, 100, 100] as const, layers: [] };
  const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);
  const text = { en: 'Lamps' };
  await db.insert(brands).values({ id: brandId, slug: 'brand', name: 'Brand', accent: '#335577' });
  await db.insert(products).values({ id: productId, brandId, slug: 'lamp' });
  await db
    .insert(spaces)
    .values({ hash: spaceHash, productId, version: 1, content: { space, artwork, stickers: { star: artwork } } });
  await db.insert(campaigns).values({
    ...{ id: campaignId, slug: 'lamps', brandId, productId, spaceHash, title: text, tagline: text, brief: text },
    publishedAt: inHours(-2),
    designingFrom: inHours(-1),
    entriesCloseAt: inHours(1),
    votingFrom: inHours(2),
    votingUntil: inHours(3),
  });
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
      const designId = await startDesign(db, 'lamps', maker.id, {});
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
