import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printSpaceText } from 'shared/space/language/print-space.ts';
import type { Space } from 'shared/space/schema.ts';
import { makeSpace } from 'shared/testing/make-space.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Outcome, runSpace } from '../../scripts/space/run.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mitwerk-space-'));
});
afterAll(() => rm(folder, { recursive: true }));

const yesNo = (id: string): object => ({ id, values: [false, true] });
/** Either a or b, never both; a needs c; d never; e always. */
const model = {
  format: 'rules/1',
  variables: ['a', 'b', 'c', 'd', 'e', 'free'].map(yesNo),
  clauses: [[1, 2], [-1, -2], [-1, 3], [-4], [5]],
};
const label = { en: '–' };
const options = (...ids: readonly string[]): object[] => ids.map((id) => ({ id, label }));
/** A car whose glass roof does not fit the cabrio; in winter, in NL, there is no cabrio. */
const car = {
  ...{ schema: 'space/2', id: 'car', label, summary: label, currency: 'EUR', basePriceCents: 1000 },
  sections: [{ id: 'all', label }],
  parameters: [
    { kind: 'one', id: 'body', label, section: 'all', options: options('hatch', 'cabrio', 'van'), default: 'hatch' },
    {
      ...{ kind: 'many', id: 'extras', label, section: 'all', default: ['belt'] },
      options: [...options('roof', 'rack'), { id: 'belt', label, priceCents: 50 }],
    },
    { kind: 'number', id: 'wheel', label, section: 'all', min: 15, max: 17, step: 1, unit: label, default: 15 },
  ],
  rules: [
    { id: 'glass', when: ['has', 'extras', 'roof'], then: ['not', ['is', 'body', 'cabrio']], because: label },
    { id: 'no-van', then: ['not', ['is', 'body', 'van']], because: label },
    { id: 'safety', then: ['has', 'extras', 'belt'], because: label },
    { id: 'small', then: ['le', [[1, 'wheel']], 16], because: label },
    {
      ...{ id: 'winter', then: ['is', 'body', 'hatch'], because: label },
      ...{ from: '2026-12-01', until: '2027-02-28', markets: ['NL'] },
    },
  ],
};

async function space(command: string, name: string, content: unknown, ...more: readonly string[]): Promise<Outcome> {
  const text = typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
  await writeFile(join(folder, name), text);
  return runSpace([command, name, ...more], folder);
}
const answer = async (...given: Parameters<typeof space>): Promise<unknown> => {
  const { code, out, err } = await space(...given);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
};

describe('facts', () => {
  test('of a model are how many designs it has, and what every one and none of them has', async () => {
    const facts = { satisfiable: true, count: '6', core: ['e'], dead: ['d'] };
    expect(await answer('facts', 'model.json', model)).toEqual(facts);
  });

  test('of a model without designs are that it has none', async () => {
    const facts = await answer('facts', 'void.json', { ...model, clauses: [[1], [-1]] });
    expect(facts).toMatchObject({ satisfiable: false, count: '0', core: [] });
  });

  test('of a space name options and values, and what the cheapest design costs', async () => {
    expect(await answer('facts', 'car.json', car, '--date', '2027-03-01')).toEqual({
      satisfiable: true,
      count: '12',
      core: ['extras.belt'],
      dead: ['body.van'],
      impossible: ['body.van', 'wheel = 17'],
      forced: ['extras.belt'],
      cheapest: 1050,
    });
  });

  test('are the same for a space and its text', async () => {
    const text = printSpaceText(car as unknown as Space);
    expect(await answer('facts', 'car.space', text)).toEqual(await answer('facts', 'car.json', car));
  });

  test('of a space whose defaults break its rules are found all the same', async () => {
    const rules = [...car.rules, { id: 'open', then: ['is', 'body', 'cabrio'], because: label }];
    expect(await answer('facts', 'open.json', { ...car, rules })).toMatchObject({
      satisfiable: false,
      count: '0',
      cheapest: null,
    });
  });

  test('depend on market and day, and without them every rule holds', async () => {
    const inMarket = (...more: readonly string[]): Promise<unknown> => answer('facts', 'car.json', car, ...more);
    expect(await inMarket('--market', 'NL', '--date', '2026-12-01')).toMatchObject({
      dead: ['body.cabrio', 'body.van'],
    });
    expect(await inMarket('--market', 'DE', '--date', '2026-12-01')).toMatchObject({ dead: ['body.van'] });
    expect(await inMarket()).toMatchObject({ dead: ['body.cabrio', 'body.van'] });
  });
});

describe('query', () => {
  test('says what follows from picks and was not so before, without the picks themselves', async () => {
    const queries = [{ picks: [['a', true]] }, { picks: [] }];
    expect(await answer('query', 'model.json', { ...model, queries })).toEqual([
      {
        consistent: true,
        newlyForced: [
          ['b', false],
          ['c', true],
        ],
        newlyImpossible: [
          ['b', true],
          ['c', false],
        ],
        count: '2',
      },
      { consistent: true, newlyForced: [], newlyImpossible: [], count: '6' },
    ]);
  });

  test('names one minimal conflict and a smallest fix, by index', async () => {
    const queries = [
      {
        picks: [
          ['free', true],
          ['a', true],
          ['c', false],
          ['b', true],
        ],
      },
    ];
    const [found] = (await answer('query', 'model.json', { ...model, queries })) as {
      conflict: number[];
      fix: number[];
    }[];
    expect([
      [1, 2],
      [1, 3],
    ]).toContainEqual(found?.conflict);
    expect(found).toMatchObject({ consistent: false, fix: [1] });
  });

  test('takes options of a space as its rules write them', async () => {
    const queries = [
      { picks: [['extras.roof', true]] },
      {
        picks: [
          ['extras/roof', true],
          ['body', 'cabrio'],
        ],
      },
    ];
    expect(await answer('query', 'car.json', { ...car, queries }, '--market', 'DE')).toMatchObject([
      { newlyForced: [['body', 'hatch']], newlyImpossible: [['body', 'cabrio']], count: '4' },
      { consistent: false, conflict: [0, 1], fix: [1] },
    ]);
  });
});

describe('lint and print', () => {
  test('lint says in a line each what is odd, and fails only where no design is left', async () => {
    const { code, out } = await space('lint', 'car.json', car, '--market', 'DE');
    expect(code).toBe(0);
    expect(out).toContain('warning impossible_option: body.van: no design can have it (rule no-van)');
    const void1 = [...car.rules, { id: 'never', then: ['is', 'body', 'van'], because: label }];
    const bad = await space('lint', 'bad.json', { ...car, rules: void1 });
    expect(bad).toMatchObject({ code: 1, out: expect.stringMatching(/^error no_design: car:/) as string });
  });

  test('lint writes JSON when asked to', async () => {
    const findings = await answer('lint', 'car.json', car, '--json', '--market', 'DE');
    expect(findings).toContainEqual({
      severity: 'warning',
      code: 'impossible_option',
      about: 'body.van',
      rules: ['no-van'],
    });
  });

  test('print turns JSON into text, and text into JSON', async () => {
    const { out: text } = await space('print', 'made.json', makeSpace());
    const { out: json } = await space('print', 'made.space', text);
    expect((await space('print', 'again.json', json)).out).toBe(text);
  });
});

describe('what cannot be used is told in one line', () => {
  const number = {
    kind: 'number',
    id: 'wheel',
    label,
    section: 'all',
    min: 0,
    max: 1e9,
    step: 1,
    unit: label,
    default: 0,
  };
  const withParameter = (parameter: object): object => ({ ...car, parameters: [parameter], rules: [] });
  const [body] = car.parameters;
  const mix = {
    ...{ kind: 'mix', id: 'tea', label, section: 'all', total: 10, step: 1, maxItems: 2, unit: label },
    items: [{ id: 'mint', label, min: 1, max: 10 }],
    default: { mint: 10 },
  };
  const sum = `space car\nsection all\nnumber wheel: 15..18 inch\nwheel${' + wheel'.repeat(300_000)} <= 3\n`;
  const nested = (depth: number): string => `${'["not",'.repeat(depth)}["is","body","van"]${']'.repeat(depth)}`;
  const deep = JSON.stringify(car).replace('["is","body","hatch"]', nested(30_000));
  test.each([
    ['JSON that ends too early', 'cut.json', JSON.stringify(model).slice(0, 90), /cut\.json:1:91: .*ends too early/],
    ['JSON with a comma too many', 'comma.json', '{\n "a": 1,\n}', /comma\.json:3:1: is not JSON/],
    ['no text', 'binary', new Uint8Array([0xff, 0xfe, 0, 1]), /is not text/],
    ['nothing', 'empty.json', ' \n', /is empty/],
    ['a text that is no space', 'poem', 'Once upon a time\n', /poem:1:1: /],
    ['other JSON', 'other.json', '{"a": [1]}', /neither a space nor a model/],
    ['a list', 'list.json', '[1, 2]', /neither a space nor a model/],
    ['another format', 'format.json', { ...model, format: 'rules/9' }, /format: "rules\/9" is not known/],
    ['a literal of nothing', 'zero.json', { ...model, clauses: [[1, 0]] }, /clauses\/0: 0 is no literal/],
    ['a literal too many', 'seven.json', { ...model, clauses: [[1], [-7]] }, /clauses\/1: -7 is no literal/],
    ['a variable twice', 'twice.json', { ...model, variables: [yesNo('a'), yesNo('a')] }, /"a" is there twice/],
    [
      'an unknown parameter',
      'unknown.json',
      { ...car, rules: [{ id: 'x', then: ['is', 'roof', 'red'], because: label }] },
      /rules\/x\/then: there is no parameter "roof"/,
    ],
    ['a space without rules', 'half.json', { ...car, rules: undefined }, /half\.json: /],
    ['numbers that are too fine', 'fine.json', { ...car, parameters: [number], rules: [] }, /too fine|coarser/],
    [
      'a default that is no option',
      'default.json',
      withParameter({ ...body, default: 'zz' }),
      /default\.json: parameters\/body\/default: "zz" is no value of it \(unknown_option\)/,
    ],
    [
      'a default between two steps',
      'step.json',
      withParameter({ ...number, max: 9, step: 2, default: 3 }),
      /step\.json: parameters\/wheel\/default: 3 is no value/,
    ],
    [
      'a number without values',
      'bounds.json',
      withParameter({ ...number, min: 9, max: 3, default: 9 }),
      /bounds\.json: parameters\/wheel: min 9 must not exceed max 3/,
    ],
    [
      'a mix whose default is empty',
      'mix.json',
      withParameter({ ...mix, default: {} }),
      /mix\.json: parameters\/tea\/default: \{\} is no value of it \(mix_total\)/,
    ],
    [
      'an item without amounts',
      'item.json',
      withParameter({ ...mix, items: [...mix.items, { id: 'lime', label, min: 5, max: 2 }] }),
      /item\.json: parameters\/tea\/items\/lime: min 5 must not exceed max 2/,
    ],
    ['a sum without an end', 'sum', sum, /sum:4:160001: a sum has at most 20,000 terms/],
    ['a rule without a bottom', 'deep.json', deep, /nested/],
    ['a missing folder', 'no/such/file.json', null, /there is no such file/],
    ['a folder', '.', null, /is a directory/],
  ])('%s', async (_, name, content, wanted) => {
    const { code, out, err } =
      content === null ? await runSpace(['facts', name], folder) : await space('facts', name, content);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(wanted);
    expect(err.trimEnd()).not.toContain('\n');
  });

  test.each([
    [[], /a command is missing/],
    [['fact', 'x'], /"fact" is no command/],
    [['facts'], /a file is missing/],
    [['facts', 'x', '--colour'], /--colour/],
    [['facts', 'x', '--date', '2026-02-30'], /is no day/],
  ])('arguments such as %j', async (args, wanted) => {
    const { code, out, err } = await runSpace(args, folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(wanted);
    expect(err.trimEnd()).not.toContain('\n');
  });

  test.each([
    ['queries that are no list', 'x', /queries: are not a list/],
    ['a pick of nothing', [{ picks: [['zebra', true]] }], /queries\/0\/picks\/0: there is no variable "zebra"/],
    ['a value of nothing', [{ picks: [['a', 'yes']] }], /queries\/0\/picks\/0: "yes" is no value of "a"/],
  ])('%s', async (_, queries, wanted) => {
    const { code, out, err } = await space('query', 'queries.json', { ...model, queries });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(wanted);
  });
});

test('the command works from any folder, with a path relative to where it was called', async () => {
  await writeFile(join(folder, 'model.json'), JSON.stringify(model));
  const script = fileURLToPath(new URL('../../scripts/space.ts', import.meta.url));
  const run = (name: string): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) => {
      const env = { ...process.env, npm_lifecycle_event: 'space', INIT_CWD: folder };
      execFile(process.execPath, [script, 'facts', name], { env }, (error, out, err) =>
        resolve({ code: Number(error?.code ?? 0), out, err }),
      );
    });
  expect(await run('model.json')).toMatchObject({ code: 0, out: expect.stringContaining('"count":"6"') as string });
  expect(await run('missing.json')).toEqual({ code: 2, out: '', err: 'missing.json: there is no such file\n' });
});
