import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { newDesignBytes } from 'shared/design/design-bytes.ts';
import type { BrandId, CampaignId, DesignId, PersonId } from 'shared/ids.ts';
import { decodeEngine } from 'shared/space/engine/decode-engine.ts';
import { useEngine } from 'shared/space/engine/engine-of.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import { resolvePicks } from 'shared/space/engine/resolve-picks.ts';
import type { Space } from 'shared/space/schema.ts';
import { managers, persons } from '../../src/accounts/tables.ts';
import { brands } from '../../src/campaigns/brand-tables.ts';
import { campaigns } from '../../src/campaigns/tables.ts';
import { openDatabase } from '../../src/db/connect.ts';
import type { Database } from '../../src/db/database.ts';
import { insertDesign } from '../../src/design/queries.ts';
import { importProduct } from '../../src/space/import-product.ts';
import { impactOn } from '../../src/space/impact.ts';
import { logicalPart } from '../../src/space/logical-part.ts';
import { findCompiled } from '../../src/space/queries.ts';
import { prepareSpace, publishSpace } from '../../src/space/service.ts';
import { rulesThread } from '../../src/space/thread/rules-thread.ts';
import { neverInside } from './never-inside.ts';

const DESIGNS = 1_000;
const PRODUCTS = fileURLToPath(new URL('../../products', import.meta.url));
const DAY_MS = 86_400_000;

/** How long it takes to publish a product, and to find what new rules would do to a thousand designs of it. */
export async function run(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mitwerk-bench-'));
  const { db, embedded, close } = await openDatabase({ databaseUrl: process.env['DATABASE_URL'] ?? null, dataDir });
  const where = `Node ${process.version}, ${String(cpus().length)} cores, ${embedded ? 'embedded database' : 'PostgreSQL'}`;
  process.stdout.write(`rules-impact (${where}, ${String(DESIGNS)} designs)\n`);
  const [row] = await db
    .insert(brands)
    .values({ slug: randomUUID().slice(0, 8), name: 'Bench', accent: '#123456' })
    .returning();
  const email = `${randomUUID()}@example.com`;
  const [person] = await db.insert(persons).values({ name: 'Bench', email, colour: '#123456' }).returning();
  if (!row || !person) throw new Error('Nothing was stored.');
  await db.insert(managers).values({ brandId: row.id, personId: person.id });
  for (const product of process.argv.slice(3).length > 0 ? process.argv.slice(3) : ['piccola', 'krokant'])
    await measure(db, row.id, person.id, product);
  await close();
  await rm(dataDir, { recursive: true, force: true });
}

async function measure(db: Database, brandId: BrandId, personId: PersonId, product: string): Promise<void> {
  const published = await importProduct(join(PRODUCTS, product));
  const { space } = published;
  const [publication, publishing] = await timed(() => publishSpace(db, brandId, product, published));
  const compiled = await findCompiled(db, publication.spaceHash);
  const size = compiled
    ? `${compiled.engine.length} bytes, ${gzipSync(compiled.engine).length} gzip`
    : 'not compiled yet';
  const [findings, linting] = await timed(async () =>
    rulesThread.run('lint', { space }).catch((error: unknown) => String(error)),
  );
  if (compiled) useEngine(space, await decodeEngine(space, compiled.engine));
  const campaignId = await insertCampaign(db, brandId, publication);
  for (let index = 0; index < DESIGNS; index += 1)
    await insertSome(db, campaignId, personId, publication.spaceHash, space, index);
  const [next, preparing] = await timed(() => prepareSpace(published, { space: withoutOne(space) }));
  const [impact, looking] = await timed(() =>
    impactOn(db, publication.productId, {
      hash: next.spaceHash,
      space: next.published.space,
      stored: next.compiled,
    }),
  );
  const designs = neverInside(space, DESIGNS).map((content, id) => ({ id: String(id), design: { content } }));
  const same = { hash: publication.spaceHash, space, stored: compiled };
  await rulesThread.run('impact', { next: same, spaces: [], designs: designs.slice(0, 1) }); // so that the engine is there
  const [outside, mending] = await timed(() =>
    rulesThread.run('impact', { next: same, spaces: [], designs }).catch((error: unknown) => String(error)),
  );
  process.stdout.write(
    [
      `${product}: published in ${publishing}; compiled ${size}`,
      `  lint ${linting}: ${typeof findings === 'string' ? findings : `${String(findings.length)} findings`}`,
      `  new rules checked and compiled in ${preparing}`,
      `  impact on ${String(impact.designs)} designs in ${looking}: ${String(impact.broken.length)} broken`,
      `  and on as many that were never inside in ${mending}: ${typeof outside === 'string' ? outside : `${String(outside.length)} broken`}`,
      '',
    ].join('\n'),
  );
}

/** @returns the result, and the time with the longest that the event loop was held up */
async function timed<Result>(run: () => Promise<Result>): Promise<[Result, string]> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const result = await run();
  const ms = performance.now() - startedAt;
  delay.disable();
  return [result, `${ms.toFixed(0)} ms (event loop held up ${(delay.max / 1e6).toFixed(0)} ms)`];
}

/** Rules without an option that neither the defaults nor a starter has, the last of the first choice with one. */
function withoutOne(space: Space): object {
  const logical = logicalPart(space);
  const unused = space.parameters.flatMap((choice) => {
    if (choice.kind !== 'one' && choice.kind !== 'colour') return [];
    const used = new Set([choice.default, ...space.starters.map(({ params }) => params[choice.id])]);
    const out = choice.options.findLast(({ id }) => !used.has(id));
    return out ? [['not', ['is', choice.id, out.id]]] : [];
  });
  const [then] = unused;
  return { ...logical, rules: [...logical.rules, ...(then ? [{ id: 'bench', then, because: { en: 'bench' } }] : [])] };
}

async function insertSome(
  db: Database,
  campaignId: CampaignId,
  personId: PersonId,
  spaceHash: Awaited<ReturnType<typeof publishSpace>>['spaceHash'],
  space: Space,
  index: number,
): Promise<void> {
  const picks = space.parameters.flatMap((parameter, place): Pick[] => {
    if (parameter.kind !== 'one' && parameter.kind !== 'colour') return [];
    const option = parameter.options[(index * 7 + place * 3 + (index >> 3)) % parameter.options.length];
    return option ? [{ key: parameter.id, value: option.id, clock: (index * 5 + place * 11) % 17, actor: 1 }] : [];
  });
  // As people leave a design: what does not go together has been settled.
  const content = { params: resolvePicks(space, picks).params, elements: {}, story: 'For a bench.' };
  const bytes = newDesignBytes(space, { schema: 'design/1', space: spaceHash, parent: null, epoch: 1 }, content);
  const id = randomUUID() as DesignId;
  await insertDesign(
    db,
    { id, campaignId, spaceHash, title: `Design ${String(index)}`, parentId: null },
    personId,
    bytes,
  );
}

async function insertCampaign(
  db: Database,
  brandId: BrandId,
  { productId, spaceHash }: Awaited<ReturnType<typeof publishSpace>>,
): Promise<CampaignId> {
  const at = (days: number): Date => new Date(Date.now() + days * DAY_MS);
  const words = { en: 'Bench' };
  const dates = {
    publishedAt: at(-1),
    designingFrom: at(-1),
    entriesCloseAt: at(1),
    votingFrom: at(2),
    votingUntil: at(3),
  };
  const texts = { title: words, tagline: words, brief: words };
  const slug = `bench-${randomUUID().slice(0, 8)}`;
  const [row] = await db
    .insert(campaigns)
    .values({ slug, brandId, productId, spaceHash, ...texts, ...dates })
    .returning();
  if (!row) throw new Error('The campaign was not stored.');
  return row.id;
}
