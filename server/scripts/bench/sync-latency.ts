import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { putElement, readDesign, setParameter } from 'shared/design/design-doc.ts';
import type { DesignElement } from 'shared/design/design.ts';
import type { DesignId } from 'shared/ids.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import type { Space } from 'shared/space/schema.ts';
import { buildApp } from '../../src/app.ts';
import { openDatabase } from '../../src/db/connect.ts';
import { startDesign } from '../../src/design/start-design.ts';
import { crew } from '../../src/design/tables.ts';
import { LiveEditor } from '../../src/realtime/testing/live-editor.ts';
import { seedCampaign } from '../../src/realtime/testing/seed-campaign.ts';
import { importProduct } from '../../src/space/import-product.ts';

const EDITS = 1_000;
const PUBLIC_URL = 'http://localhost:3000';
const PRODUCT = fileURLToPath(new URL('../../products/piccola', import.meta.url));

/** What the thread with the server tells the one with the two clients. */
interface Started {
  readonly syncUrl: string;
  readonly designId: DesignId;
  readonly cookies: readonly string[];
  readonly space: Space;
}

/**
 * How long it takes until an edit is seen by the other client, and until its author hears that it is stored: rights,
 * form, rules, log and commit included. The server is a thread of its own, the database the embedded one, on disk.
 */
export async function run(): Promise<void> {
  const dataDir = process.env['DATABASE_URL'] ? null : await mkdtemp(join(tmpdir(), 'mitwerk-bench-'));
  const server = new Worker(fileURLToPath(import.meta.url), { workerData: { dataDir } });
  const started = await new Promise<Started>((resolve, reject) => {
    server.once('message', resolve).once('error', reject);
  });
  const [a, b] = started.cookies.map(
    (cookie) => new LiveEditor(started.syncUrl, started.designId, { cookie, origin: PUBLIC_URL }),
  );
  if (!a || !b) throw new Error('Two clients are needed.');
  await Promise.all([a.loaded(), b.loaded()]);
  const { seen, stored } = await measure(a, b, started.space);
  const kind = dataDir ? 'embedded database, on disk' : 'PostgreSQL';
  const where = `Node ${process.version}, ${String(cpus().length)} cores, ${kind}, ${String(EDITS)} edits`;
  process.stdout.write(`sync-latency (${where})\n`);
  process.stdout.write(`  seen by the other client:  ${summary(seen)}\n`);
  process.stdout.write(`  stored, as its author hears: ${summary(stored)}\n`);
  for (const editor of [a, b]) editor.destroy();
  await server.terminate();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
}

/** One edit at a time, each of which waits until both have happened; in between a person thinks for a moment. */
async function measure(a: LiveEditor, b: LiveEditor, space: Space): Promise<{ seen: number[]; stored: number[] }> {
  const seen: number[] = [];
  const stored: number[] = [];
  const zone = space.zones[0];
  const paint = space.parameters.find(({ kind }) => kind === 'one');
  if (!zone || paint?.kind !== 'one') throw new Error('The product has no zone or nothing to choose.');
  for (let edit = 0; edit < EDITS; edit += 1) {
    const before = performance.now();
    const isSeen = new Promise<void>((resolve) => {
      b.doc.once('update', () => {
        readDesign(b.doc, space);
        seen.push(performance.now() - before);
        resolve();
      });
    });
    const isStored = a.hears().then(() => void stored.push(performance.now() - before));
    const option = paint.options[edit % paint.options.length];
    if (edit % 20 === 0 && edit < 200) putElement(a.doc, `e${String(edit)}`, hidden(zone.id, space), 'studio');
    else setParameter(a.doc, space, paint.id, option?.id ?? '', 'studio');
    await Promise.all([isSeen, isStored]);
    await a.saved();
    await pause(edit % 7);
  }
  return { seen, stored };
}

/** Something that the rules look at and that is inside every space. */
function hidden(zone: string, space: Space): DesignElement {
  return { kind: 'stripe', zone, z: 'a0', xf: [0, 0, 10, 10, 0], fill: space.inks[0]?.id ?? '', hidden: true };
}

function summary(values: readonly number[]): string {
  const sorted = [...values].sort((x, y) => x - y);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`;
}

async function serve(dataDir: string | null): Promise<void> {
  const databaseUrl = process.env['DATABASE_URL'] ?? null;
  const { db } = await openDatabase({ databaseUrl: dataDir ? null : databaseUrl, dataDir: dataDir ?? '' });
  const app = await buildApp({ db, publicUrl: PUBLIC_URL, secret: 'x'.repeat(40), demo: true, clientDir: '/nowhere' });
  const published: PublishedSpace = await importProduct(PRODUCT);
  const { slug } = await seedCampaign(db, published);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const cookies: string[] = [];
  const ids = [];
  for (const email of ['a@example.com', 'b@example.com']) {
    const { headers } = await app.auth.api.enterAs({ body: { email }, returnHeaders: true });
    const cookie = headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const person = await app.personOf({ cookie });
    if (!person) throw new Error('No session.');
    cookies.push(cookie);
    ids.push(person.id);
  }
  const [maker, other] = ids;
  if (!maker || !other) throw new Error('Two people are needed.');
  const designId = await startDesign(db, slug, maker, {});
  await db.insert(crew).values({ designId, personId: other });
  const syncUrl = `${url.replace('http', 'ws')}/sync`;
  parentPort?.postMessage({ syncUrl, designId, cookies, space: published.space } satisfies Started);
}

if (!isMainThread) await serve((workerData as { readonly dataDir: string | null }).dataDir);
