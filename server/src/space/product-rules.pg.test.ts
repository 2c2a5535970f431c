import { eq } from 'drizzle-orm';
import type { CampaignDetail, ProductSummary } from 'shared/campaigns/api.ts';
import type { SpaceHash } from 'shared/ids.ts';
import type { NewVersion, RulesCheck, RulesOfProduct } from 'shared/space/api.ts';
import { parseSpaceText, type SpaceText } from 'shared/space/language/parse-space.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import { makeDesign } from 'shared/testing/make-space.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { campaigns } from '../campaigns/tables.ts';
import { designs } from '../design/tables.ts';
import { asker } from '../testing/ask.ts';
import { type Actor, actor } from '../testing/cast.ts';
import {
  makeBrand,
  makeCampaign,
  makeDesignOf,
  makeEntry,
  type TestBrand,
  type TestCampaign,
} from '../testing/make-contest.ts';
import { makeServer, type TestServer } from '../testing/make-server.ts';
import { spaces } from './tables.ts';
import { rulesThread, TooHard } from './thread/rules-thread.ts';

let server: TestServer;
let manager: Actor;
let maker: Actor;
let brand: TestBrand;
let campaign: TestCampaign;
beforeAll(async () => {
  server = await makeServer();
  manager = await actor(server, 'manager');
  maker = await actor(server, 'maker');
  brand = await makeBrand(server.db, manager.person);
  campaign = await makeCampaign(server.db, brand, 'designing');
});
afterAll(() => server.close());

interface Refusal {
  readonly detail: string;
  readonly details: Readonly<Record<string, unknown>>;
}
const at = (path: string): string => `/products/${brand.productId}/${path}`;
const rulesNow = async (): Promise<RulesOfProduct> => (await manager.ask<RulesOfProduct>('GET', at('rules'))).body;
const check = (body: object) => manager.ask<RulesCheck & Refusal>('POST', at('check'), body);
const publish = (body: object) => manager.ask<NewVersion & Refusal>('POST', at('versions'), body);
const versions = async (): Promise<number> =>
  (await server.db.select({ hash: spaces.hash }).from(spaces).where(eq(spaces.productId, brand.productId))).length;
const withRule = async (rule: object): Promise<object> => {
  const { json } = await rulesNow();
  const space = json as SpaceText;
  return { space: { ...space, rules: [...space.rules, { id: 'extra', because: { en: 'so it is' }, ...rule }] } };
};

test('the rules of a product can be read in words and as JSON, and mean the same', async () => {
  const { text, json, version, spaceHash } = await rulesNow();
  expect([version, spaceHash]).toEqual([1, brand.spaceHash]);
  expect(Object.keys(json as object)).not.toContain('zones');
  expect(parseSpaceText(text).space.rules.map(({ id }) => id)).toEqual((json as SpaceText).rules.map(({ id }) => id));
  expect((await check({ text })).body).toMatchObject({ isSearched: true, impact: { designs: 0, broken: [] } });
});

test.each(['rules', 'check', 'versions'])(
  '%s are for managers of the brand; for others there is no such product',
  async (what) => {
    const method = what === 'rules' ? 'GET' : 'POST';
    const body = what === 'rules' ? undefined : { text: 'space x' };
    const answers = [
      await asker(server.app)(method, at(what), body),
      await maker.ask(method, at(what), body),
      await manager.ask(method, `/products/00000000-0000-4000-8000-000000000000/${what}`, body),
    ];
    expect(answers.map(({ code }) => code)).toEqual(['sign_in_required', 'product_not_found', 'product_not_found']);
    expect(answers[1]?.raw.toString()).toBe(answers[2]?.raw.toString());
  },
);

describe('checking', () => {
  test('says which designs and entries new rules would change, and how; nothing is stored', async () => {
    const content = makeDesign({ params: { ...makeDesign().params, shade: 'metal', name: 'Ray' } });
    const open = await makeDesignOf(server.db, campaign, maker.person, { title: 'Metal lamp', content });
    await makeDesignOf(server.db, campaign, maker.person, { title: 'Paper lamp' });
    const entry = await makeEntry(server.db, campaign, [maker.person], 'Paper entry');
    const before = await versions();
    const noMetal = { because: { en: 'metal is out', de: 'Metall ist aus' }, then: ['not', ['is', 'shade', 'metal']] };
    const { status, body } = await check(await withRule(noMetal));
    expect(status).toBe(200);
    expect(body.impact).toEqual({
      designs: 3,
      broken: [
        {
          id: open,
          title: 'Metal lamp',
          kind: 'design',
          rules: ['extra'],
          changes: [
            {
              code: 'rule',
              rule: 'extra',
              because: { en: 'metal is out', de: 'Metall ist aus' },
              path: 'params.shade',
              from: 'metal',
              to: 'paper',
            },
          ],
        },
      ],
    });
    expect(body.findings).toContainEqual({ code: 'impossible_option', about: 'shade.metal', rules: ['extra'] });
    expect(await versions()).toBe(before);
    const noPaper = (await rulesNow()).json as SpaceText;
    const parameters = noPaper.parameters.map((one) =>
      one.id === 'name' && one.kind === 'text' ? { ...one, maxLength: 2, default: 'Lu' } : one,
    );
    const renamed = await check({ space: { ...noPaper, parameters } });
    expect(renamed.body.impact?.broken.map(({ id, kind }) => [id, kind])).toContainEqual([entry, 'entry']);
    expect(renamed.body.impact?.broken).toHaveLength(3);
  });

  test('reckons in each campaign with the rules of its market and its first day', async () => {
    const owner = await actor(server, 'owner');
    const shop = await makeBrand(server.db, owner.person);
    const content = makeDesign({ params: { ...makeDesign().params, shade: 'metal' } });
    const day = (date: string): Date => new Date(`${date}T12:00:00Z`);
    const dates = { entriesCloseAt: day('2031-01-01'), votingFrom: day('2031-01-02'), votingUntil: day('2031-01-03') };
    const designIn = async (market: string | null, from: string): Promise<void> => {
      const made = await makeCampaign(server.db, shop, 'designing', { ...dates, designingFrom: day(from) });
      await server.db.update(campaigns).set({ market }).where(eq(campaigns.id, made.campaignId));
      await makeDesignOf(server.db, made, maker.person, { title: `${market ?? 'anywhere'} ${from}`, content });
      await makeEntry(server.db, made, [maker.person], 'Paper');
    };
    for (const market of ['BE', 'DE', null])
      for (const from of ['2030-06-30', '2030-07-01']) await designIn(market, from);
    const { body: now } = await owner.ask<RulesOfProduct>('GET', `/products/${shop.productId}/rules`);
    const space = now.json as SpaceText;
    const brokenBy = async (rule: object): Promise<readonly string[]> => {
      const because = { en: 'so it is' };
      const extra = { id: 'extra', because, then: ['not', ['is', 'shade', 'metal']], ...rule };
      const body = { space: { ...space, rules: [...space.rules, extra] } };
      const checked = await owner.ask<RulesCheck>('POST', `/products/${shop.productId}/check`, body);
      expect(checked.body.impact?.designs).toBe(12);
      return (checked.body.impact?.broken ?? []).map(({ title }) => title).sort();
    };
    const early = ['BE 2030-06-30', 'DE 2030-06-30', 'anywhere 2030-06-30'];
    const late = ['BE 2030-07-01', 'DE 2030-07-01', 'anywhere 2030-07-01'];
    const inBelgium = ['BE 2030-06-30', 'BE 2030-07-01', 'anywhere 2030-06-30', 'anywhere 2030-07-01'];
    expect(await brokenBy({})).toEqual([...early, ...late].sort());
    expect(await brokenBy({ until: '2030-06-30' })).toEqual(early);
    expect(await brokenBy({ from: '2030-07-01' })).toEqual(late);
    expect(await brokenBy({ markets: ['BE', 'NL'] })).toEqual(inBelgium);
    expect(await brokenBy({ markets: ['NL'], until: '2030-06-30' })).toEqual(['anywhere 2030-06-30']);
  });

  test('says that it has not looked at everything where looking takes too long', async () => {
    const run = rulesThread.run.bind(rulesThread);
    const isHard = (task: string): boolean => task === 'impact';
    vi.spyOn(rulesThread, 'run').mockImplementation((task, input, by) =>
      isHard(task) ? Promise.reject(new TooHard('These rules are hard.')) : run(task, input, by),
    );
    await makeDesignOf(server.db, campaign, maker.person);
    const { status, body } = await check({ text: (await rulesNow()).text });
    vi.restoreAllMocks();
    expect([status, body.isSearched, body.impact]).toEqual([200, false, { designs: 0, broken: [] }]);
  });

  test('finds rules that no design keeps, and names those responsible', async () => {
    const body = await withRule({ then: ['and', ['is', 'bulb', 'hot'], ['is', 'shade', 'paper']] });
    const checked = await check(body);
    expect(checked.status).toBe(200);
    expect(checked.body).toMatchObject({
      impact: null,
      findings: [{ code: 'no_design', rules: ['paper-burns', 'extra'] }],
    });
    const refused = await publish(body);
    expect([refused.status, refused.code]).toEqual([422, 'space_invalid']);
    expect(refused.body.details['rules']).toEqual(['paper-burns', 'extra']);
  });
});

describe('publishing', () => {
  test('makes the next version; the drawing stays, and designs stay in theirs', async () => {
    const before = await rulesNow();
    const open = await makeDesignOf(server.db, campaign, maker.person);
    const text = before.text.replace('  base 50', '  base 60');
    const { status, body } = await publish({ text });
    expect(status).toBe(201);
    expect(body).toMatchObject({ version: before.version + 1, isSearched: true });
    const now = await rulesNow();
    expect(now.spaceHash).toBe(body.spaceHash);
    const published = await manager.ask<PublishedSpace>('GET', `/spaces/${body.spaceHash}`);
    const old = await manager.ask<PublishedSpace>('GET', `/spaces/${before.spaceHash}`);
    expect(published.body.space.zones).toEqual(old.body.space.zones);
    expect(published.body.artwork).toEqual(old.body.artwork);
    expect(published.body.space.basePriceCents).toBe(6_000);
    expect((await publish({ text })).body).toMatchObject({ spaceHash: body.spaceHash, version: body.version });
    const [row] = await server.db.select().from(designs).where(eq(designs.id, open));
    expect(row?.spaceHash).toBe(campaign.spaceHash);
    const shown = await manager.ask<CampaignDetail>('GET', `/campaigns/${campaign.campaignSlug}`);
    expect(shown.body.spaceHash).toBe(campaign.spaceHash);
    const products = await manager.ask<ProductSummary[]>('GET', '/products');
    expect(products.body.map(({ spaceHash }) => spaceHash)).toEqual([body.spaceHash]);
  });
});

describe('versions', () => {
  const withBase = (text: string, euros: number): string => text.replace(/^ {2}base .*$/m, `  base ${euros}`);

  test('an older one that is published again is the newest again, with the next number', async () => {
    const before = await rulesNow();
    const next = await publish({ text: withBase(before.text, 71) });
    expect(next.body.version).toBe(before.version + 1);
    const back = await publish({ text: before.text });
    expect(back.body).toMatchObject({ version: before.version + 2 });
    const now = await rulesNow();
    expect([now.version, now.text]).toEqual([before.version + 2, before.text]);
    expect((await publish({ text: before.text })).body.version).toBe(now.version);
    const products = await manager.ask<ProductSummary[]>('GET', '/products');
    expect(products.body.map(({ spaceHash }) => spaceHash)).toEqual([now.spaceHash]);
  });

  test('what was written on top of a version that is not the newest any more is refused', async () => {
    const { text, spaceHash: base } = await rulesNow();
    expect((await publish({ text: withBase(text, 72), base })).status).toBe(201);
    const late = await publish({ text: withBase(text, 73), base });
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('since')]);
    const now = await rulesNow();
    expect(now.text).toContain('base 72');
    expect((await publish({ text: withBase(text, 72), base })).body.version).toBe(now.version);
    expect((await publish({ text: withBase(text, 73), base: now.spaceHash })).status).toBe(201);
  });

  test('of two who publish at the same time, both on top of the same one, one is refused', async () => {
    const { text, spaceHash: base } = await rulesNow();
    const answers = await Promise.all([74, 75].map((euros) => publish({ text: withBase(text, euros), base })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('the same rules in words and as JSON are one version', async () => {
    const { text } = await rulesNow();
    const { body } = await publish({ text: withBase(text, 76) });
    const { json } = await rulesNow();
    const verbose = (json as SpaceText).rules.map((rule) => ({ ...rule, then: ['not', ['not', rule.then]] }));
    const priceLines = (json as SpaceText).priceLines ?? [];
    expect((await publish({ space: { ...(json as SpaceText), priceLines, rules: verbose } })).body).toMatchObject({
      spaceHash: body.spaceHash,
      version: body.version,
    });
  });

  test('comments stay, and may change without a new version', async () => {
    const { text } = await rulesNow();
    const commented = `// What the workshop can do.\n${withBase(text, 77)}\n// The end.\n`;
    const { body } = await publish({ text: commented });
    expect(await rulesNow()).toMatchObject({ spaceHash: body.spaceHash, text: commented });
    const other = commented.replace('The end', 'That is all');
    expect((await publish({ text: other })).body.version).toBe(body.version);
    expect((await rulesNow()).text).toBe(other);
  });

  test('a stored text that does not say what is published is not shown', async () => {
    const { text, spaceHash } = await rulesNow();
    for (const wrong of [withBase(text, 78), 'space x\nshade is pepper']) {
      await server.db
        .update(spaces)
        .set({ text: wrong })
        .where(eq(spaces.hash, spaceHash as SpaceHash));
      const now = await rulesNow();
      expect(now.text).toContain('base 77');
      expect(parseSpaceText(now.text).space).toEqual(parseSpaceText(text).space);
    }
  });
});

describe('what is no space', () => {
  const changed = async (change: (space: SpaceText) => object): Promise<object> => ({
    space: change((await rulesNow()).json as SpaceText),
  });

  test('in words is refused with line and column', async () => {
    const { text } = await rulesNow();
    const lines = text.split('\n');
    const { status, code, body } = await publish({ text: [...lines, 'shade is pepper'].join('\n') });
    expect([status, code]).toEqual([422, 'rules_unreadable']);
    expect(body.details).toMatchObject({
      line: lines.length + 1,
      message: expect.stringContaining('pepper') as string,
    });
    expect(body.details['column']).toBeGreaterThan(0);
  });

  test.each<readonly [string, string, (space: SpaceText) => object]>([
    [
      'an unknown parameter',
      'rules/x/then',
      (space) => ({ ...space, rules: [{ id: 'x', because: { en: 'x' }, then: ['is', 'colour', 'red'] }] }),
    ],
    [
      'an unknown option',
      'rules/x/then',
      (space) => ({ ...space, rules: [{ id: 'x', because: { en: 'x' }, then: ['is', 'shade', 'red'] }] }),
    ],
    ['a control character', '/label/en', (space) => ({ ...space, label: { en: 'La\u0000mp' } })],
    ['half of a character', '/label/en', (space) => ({ ...space, label: { en: 'La\ud800mp' } })],
    ['a part of the drawing', '/zones', (space) => ({ ...space, zones: [] })],
    [
      'an option gone that the drawing needs',
      'layers/glow',
      (space) => ({
        ...space,
        parameters: space.parameters.map((one) =>
          one.id === 'bulb' && one.kind === 'one'
            ? { ...one, options: one.options.filter(({ id }) => id !== 'hot') }
            : one,
        ),
        rules: [],
      }),
    ],
    ['nothing at all', '/', () => ({})],
  ])('%s: is refused with its place', async (_name, place, change) => {
    const before = await versions();
    const { status, code, body } = await publish(await changed(change));
    expect([status, code]).toEqual([422, 'space_invalid']);
    expect(String(body.details['place'])).toContain(place);
    expect(await versions()).toBe(before);
  });

  test.each<readonly [string, number, (text: string) => object]>([
    ['no body of ours', 422, () => ({ rules: 'x' })],
    ['a list', 422, () => ({ space: [1, 2] })],
    ['five megabytes', 413, () => ({ text: 'x'.repeat(5_000_000) })],
    ['control characters in words', 422, (text) => ({ text: text.replace('Lamps', 'La\u0007mps') })],
    ['half of a character in words', 422, (text) => ({ text: text.replace('Lamps', 'La\udc00mps') })],
    ['ten thousand lines of nonsense', 422, (text) => ({ text: `${text}${'shade is pepper\n'.repeat(10_000)}` })],
    ['one line without an end', 422, (text) => ({ text: `${text}${'('.repeat(200_000)}` })],
  ])('%s: is refused, and the server goes on', async (_name, status, bodyOf) => {
    const before = await rulesNow();
    const answer = await publish(bodyOf(before.text));
    expect([answer.status, answer.code !== undefined, answer.code !== 'server_error']).toEqual([status, true, true]);
    expect(await rulesNow()).toEqual(before);
  });

  test.each([
    ['lists', 200_000, '[', ']'],
    ['conditions', 5_000, '{"rules":[{"then":["not",', ']}]}'],
  ])('%s in one another without an end are refused', async (_name, depth, open, close) => {
    const answer = await server.app.inject({
      method: 'POST',
      url: `/api/v1${at('check')}`,
      headers: { ...(await server.signIn(manager.person)), 'content-type': 'application/json' },
      payload: `{"space":${open.repeat(depth)}1${close.repeat(depth)}}`,
    });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([422, 'space_invalid']);
  });

  test('ten thousand rules and two thousand options are taken', async () => {
    const { json } = await rulesNow();
    const space = json as SpaceText;
    const options = Array.from({ length: 2_000 }, (_, index) => ({
      id: `o${index}`,
      label: { en: `Option ${index}` },
    }));
    const section = space.sections[0]?.id ?? '';
    const big = { kind: 'one', id: 'big', label: { en: 'Big' }, section, options, default: 'o0' } as const;
    const rules = options.slice(1).map(({ id }) => ({
      id: `r-${id}`,
      when: ['is', 'big', id] as const,
      then: ['is', 'shade', 'paper'] as const,
      because: { en: 'so it is' },
    }));
    const { status, body } = await check({ space: { ...space, parameters: [...space.parameters, big], rules } });
    expect([status, body.detail]).toEqual([200, undefined]);
    expect(body.impact?.broken).toEqual([]);
  });
});

test('what a space looks like is public, as a JSON Schema', async () => {
  const { status, body, headers } = await asker(server.app)<{ $id: string; properties: object }>(
    'GET',
    '/schemas/space-2.json',
  );
  expect(status).toBe(200);
  expect(body.$id).toBe('urn:mitwerk:schema:space-2');
  expect(Object.keys(body.properties)).toContain('parameters');
  expect(headers['cache-control']).toBe('public, max-age=86400');
});
