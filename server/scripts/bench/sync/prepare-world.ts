import { randomUUID } from 'node:crypto';
import { newDesignBytes } from 'shared/design/design-bytes.ts';
import type { DesignElement } from 'shared/design/design.ts';
import type { DesignId, PersonId, SpaceHash } from 'shared/ids.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import type { Space } from 'shared/space/schema.ts';
import { violations } from 'shared/space/violations.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { buildApp } from '../../../src/app.ts';
import { campaigns } from '../../../src/campaigns/tables.ts';
import { openDatabase } from '../../../src/db/connect.ts';
import type { Database } from '../../../src/db/database.ts';
import { insertDesign } from '../../../src/design/queries.ts';
import { crew } from '../../../src/design/tables.ts';
import { seedCampaign } from '../../../src/realtime/testing/seed-campaign.ts';
import { withHistory, writeHistory } from './history.ts';
import type { World, WorldPlan } from './world.ts';

/** As many as a zone and a space may have. */
const PER_ZONE = 200;
const MOST_SHOWN = 500;

const plan = JSON.parse(process.argv[2] ?? '') as WorldPlan;
const { db, close } = await openDatabase({ databaseUrl: plan.databaseUrl, dataDir: '' });
const world = await prepare(db);
await close();
// What is not sent yet would end with the process.
process.send?.(world, () => process.exit());

async function prepare(db: Database): Promise<World> {
  const space = roomySpace();
  const artwork = { box: [0, 0, 100, 100] as const, layers: [] };
  const [known] = await db.select({ id: campaigns.id, spaceHash: campaigns.spaceHash }).from(campaigns);
  if (!known) await seedCampaign(db, { space, artwork, stickers: { star: artwork } });
  const [campaign] = await db.select({ id: campaigns.id, spaceHash: campaigns.spaceHash }).from(campaigns);
  if (!campaign) throw new Error('There is no campaign.');
  const people = await signIn(db, plan.isSameCrew ? plan.crew : plan.crew * plan.designs);
  const bytes = beginning(space, campaign.spaceHash);
  const designs = await Promise.all(
    Array.from({ length: plan.designs }, async (_, index) => {
      const start = plan.isSameCrew ? 0 : index * plan.crew;
      const members = people.slice(start, start + plan.crew);
      const id = await insert(db, campaign, bytes, members);
      await writeHistory(db, id, members[0]?.id ?? null, bytes, elementIds(), plan.history);
      return { id, cookies: members.map(({ cookie }) => cookie) };
    }),
  );
  return { designs, base: withHistory(bytes, elementIds(), plan.history), elements: elementIds() };
}

function elementIds(): string[] {
  return Array.from({ length: plan.elements }, (_, index) => `e${String(index)}`);
}

/** The lamp, with as much room for stickers as a space may have. */
function roomySpace(): Space {
  const lamp = makeSpace();
  const [body] = lamp.zones;
  if (!body) throw new Error('The lamp has no zone.');
  const zones = Array.from({ length: Math.ceil(MOST_SHOWN / PER_ZONE) }, (_, index) => ({
    ...body,
    id: `z${String(index)}`,
    maxElements: PER_ZONE,
  }));
  return { ...lamp, zones, maxElements: MOST_SHOWN };
}

/** A product with its defaults and stickers in its zones; those that a space has no room for are hidden. */
function beginning(space: Space, spaceHash: SpaceHash): Uint8Array {
  const elements = Object.fromEntries(
    elementIds().map((id, index): [string, DesignElement] => [
      id,
      {
        ...{ kind: 'sticker', zone: `z${String(Math.floor(index / PER_ZONE) % space.zones.length)}` },
        ...{ z: `a${String(index % 10)}`, xf: [200, 200, 60, 60, 0], fill: 'black', asset: 'star' },
        ...(index < MOST_SHOWN ? {} : { hidden: true }),
      },
    ]),
  );
  const content = { params: defaultParams(space), elements, story: '' };
  const [outside] = violations(space, content);
  if (outside) throw new Error(`The design is outside of its space: ${JSON.stringify(outside)}`);
  return newDesignBytes(space, { schema: 'design/1', space: spaceHash, parent: null, epoch: 1 }, content);
}

interface SignedIn {
  readonly id: PersonId;
  readonly cookie: string;
}

async function signIn(db: Database, count: number): Promise<SignedIn[]> {
  const { secret } = plan;
  const app = await buildApp({ db, publicUrl: 'http://127.0.0.1', secret, demo: true, clientDir: '/nowhere' });
  const people: SignedIn[] = [];
  for (let person = 0; person < count; person += 1) {
    const email = `p${String(person)}@example.com`;
    const { headers } = await app.auth.api.enterAs({ body: { email }, returnHeaders: true });
    const cookie = headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const found = await app.personOf({ cookie });
    if (!found) throw new Error('No session.');
    people.push({ id: found.id, cookie });
  }
  await app.close();
  return people;
}

async function insert(
  db: Database,
  campaign: { readonly id: typeof campaigns.$inferSelect.id; readonly spaceHash: SpaceHash },
  bytes: Uint8Array,
  members: readonly SignedIn[],
): Promise<DesignId> {
  const id = randomUUID() as DesignId;
  const [maker, ...others] = members;
  if (!maker) throw new Error('A design needs a maker.');
  const { id: campaignId, spaceHash } = campaign;
  await insertDesign(db, { id, campaignId, spaceHash, title: 'Lamp', parentId: null }, maker.id, bytes);
  if (others.length > 0) await db.insert(crew).values(others.map(({ id: personId }) => ({ designId: id, personId })));
  return id;
}
