import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/tally.ts', import.meta.url));
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mitwerk-tally-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Outcome {
  readonly code: number;
  readonly lines: readonly unknown[];
  readonly err: string;
}

/** Runs the command on a file with this content. */
async function tally(content: unknown): Promise<Outcome> {
  const path = join(folder, 'cases.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return new Promise((resolve) => {
    execFile(process.execPath, [script, path], (error, stdout, err) => {
      const lines = stdout.split('\n').flatMap((line): unknown[] => (line === '' ? [] : [JSON.parse(line)]));
      resolve({ code: error ? Number(error.code) : 0, lines, err });
    });
  });
}

const election = {
  ...{ id: 'capital', kind: 'ranked', seats: 1, candidates: ['M', 'N', 'C', 'K'], unranked: 'below' },
  ballots: [
    { count: 42, ranking: [['M'], ['N'], ['C'], ['K']] },
    { count: 26, ranking: [['N'], ['C'], ['K'], ['M']] },
    { count: 15, ranking: [['C'], ['K'], ['N'], ['M']] },
    { count: 17, ranking: [['K'], ['C'], ['N'], ['M']] },
  ],
  checks: [{ method: 'schulze' }, { method: 'irv' }, { method: 'by-lot' }, { method: 'margin' }],
};
const ballot = (more: object): object => ({ ...election, ballots: [election.ballots[0], more] });

describe('counting', () => {
  test('a line for every check, in their order, and one that says what we do not offer', async () => {
    const { code, lines } = await tally(election);
    expect(code).toBe(0);
    expect(lines).toMatchObject([
      { id: 'capital', method: 'schulze', winners: ['N'], pairwise: { N: { M: 58 } } },
      { id: 'capital', method: 'irv', winners: ['K'], finalRound: { K: 58, M: 42 } },
      {},
      { id: 'capital', method: 'margin', margins: { 'N>M': 16 } },
    ]);
    expect(lines[2]).toEqual({ id: 'capital', method: 'by-lot', unsupported: true });
  });

  test('what a file expects does not reach the count', async () => {
    const claimed = { winners: ['M'], pairwise: { M: { N: 100 } }, rounds: [], quota: 7 };
    const checks = election.checks.map((check) => ({ ...check, expected: claimed }));
    expect(await tally([{ ...election, checks }])).toEqual(await tally(election));
  });

  test('ballots may stand in a file beside the cases', async () => {
    const { ballots, ...rest } = election;
    await writeFile(join(folder, 'ballots.json'), JSON.stringify(ballots));
    expect((await tally({ ...rest, ballotsFile: 'ballots.json' })).lines).toEqual((await tally(election)).lines);
  });

  test('an option that we do not know of is no reason to count by another one', async () => {
    const checks = [
      { method: 'schulze', options: { strength: 'losing' } },
      { method: 'stv-scotland', options: { arithmetic: 'fixed-7' } },
    ];
    const { lines } = await tally({ ...election, checks });
    expect(lines).toEqual(checks.map(({ method }) => ({ id: 'capital', method, unsupported: true })));
  });
});

describe('what cannot be counted ends with 2 and one line that names the ballot and the rule', () => {
  const scores = { ...election, kind: 'score', checks: [{ method: 'score' }] };
  test.each([
    ['no JSON', '{"id":', 'is not JSON'],
    [
      'an unknown entry',
      ballot({ count: 1, ranking: [['Z']] }),
      'ballot 2: ranks "Z", who is not among the candidates',
    ],
    ['a repeated entry', ballot({ count: 1, ranking: [['M'], ['N', 'M']] }), 'ballot 2: ranks "M" more than once'],
    [
      'ten megabytes',
      ballot({ count: 1, ranking: [new Array<string>(2_500_000).fill('M')] }),
      'ballot 2: ranks 2500000 candidates; there are 4',
    ],
    ['a long name', ballot({ count: 1, ranking: [['Z'.repeat(10_000_000)]] }), 'ballot 2: ranks "ZZZ'],
    ['half a ballot', ballot({ count: 0.5, ranking: [['M']] }), 'ballot 2: count should be a whole number from 1'],
    [
      'a score that is none',
      JSON.stringify({ ...scores, ballots: [{ scores: [1, 2, 3, 'NaN'] }] }).replace('"NaN"', 'NaN'),
      'ballot 1: the score of "K" is "NaN"; a score is a finite number',
    ],
    ['too few scores', { ...scores, ballots: [{ scores: [1] }] }, 'ballot 1: scores should be a list of 4'],
    [
      'no file of ballots',
      { ...election, ballots: undefined, ballotsFile: 'none.json' },
      'none.json: there is no such file',
    ],
    ['a name that stands twice', { ...election, candidates: ['M', 'M'] }, '"M" stands among the candidates twice'],
  ])('%s', async (_, content, message) => {
    const { code, lines, err } = await tally(content);
    expect([code, lines]).toEqual([2, []]);
    expect(err).toContain(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err.length).toBeLessThan(400);
  });
});
