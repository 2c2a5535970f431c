import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairwise, type Ranking, tally } from './tally.ts';

/** `5 ACBED`: five ballots that rank A first, then C …; letters in brackets are tied. */
function ballots(...lines: readonly string[]): Ranking[] {
  return lines.flatMap((line) => {
    const [count = '', order = ''] = line.split(' ');
    const ranking = [...order.matchAll(/\(([A-Z]+)\)|([A-Z])/g)].map((match) => [...(match[1] ?? match[2] ?? '')]);
    return Array.from({ length: Number(count) }, () => ranking);
  });
}
const letters = (text: string): string[] => [...text];

describe('textbook elections', () => {
  test("the 45 voters of Schulze's paper elect E, then A, C, B, D", () => {
    const result = tally(
      letters('ABCDE'),
      ballots('5 ACBED', '5 ADECB', '8 BEDAC', '3 CABED', '7 CAEBD', '2 CBADE', '7 DCEBA', '8 EBADC'),
    );
    expect(result.pairs).toEqual([
      [0, 20, 26, 30, 22],
      [25, 0, 16, 33, 18],
      [19, 29, 0, 17, 24],
      [15, 12, 28, 0, 14],
      [23, 27, 21, 31, 0],
    ]);
    expect(result.paths).toEqual([
      [0, 28, 28, 30, 24],
      [25, 0, 28, 33, 24],
      [25, 29, 0, 29, 24],
      [25, 28, 28, 0, 24],
      [25, 28, 28, 31, 0],
    ]);
    expect(result.ranks).toEqual([2, 4, 3, 5, 1]);
  });

  test('two entries that nobody beats share rank 1 and the next rank is 3', () => {
    const result = tally(letters('ABCD'), ballots('3 ABCD', '2 DABC', '2 DBCA', '2 CBDA'));
    expect(result.ranks).toEqual([3, 1, 3, 1]);
  });

  test('the capital of Tennessee is the city that beats each other one', () => {
    const result = tally(letters('MNCK'), ballots('42 MNCK', '26 NCKM', '15 CKNM', '17 KCNM'));
    expect(result.ranks).toEqual([4, 1, 2, 3]);
  });

  test('a perfect cycle is a tie of all', () => {
    expect(tally(letters('ABC'), ballots('1 ABC', '1 BCA', '1 CAB')).ranks).toEqual([1, 1, 1]);
  });

  test('a cycle that some wins hold more strongly is cut at its weakest win', () => {
    expect(tally(letters('ABC'), ballots('4 ABC', '3 BCA', '2 CAB')).ranks).toEqual([1, 2, 3]);
  });

  test('who is not listed ranks below all who are, tied with the others who are not', () => {
    expect(pairwise(letters('ABCD'), ballots('1 B', '1 (AC)'))).toEqual([
      [0, 1, 0, 1],
      [1, 0, 1, 1],
      [0, 1, 0, 1],
      [0, 0, 0, 0],
    ]);
  });

  test('without a ballot everybody is first', () => {
    expect(tally(letters('ABC'), []).ranks).toEqual([1, 1, 1]);
    expect(tally([], []).ranks).toEqual([]);
  });
});

const SLATE = letters('ABCDEF');
const anyBallot = fc.shuffledSubarray(SLATE, { minLength: 1 }).chain((ids) =>
  fc.array(fc.boolean(), { minLength: ids.length, maxLength: ids.length }).map((joins) => {
    const ranking: string[][] = [];
    for (const [index, id] of ids.entries()) {
      if (joins[index] === true && ranking.length > 0) ranking.at(-1)?.push(id);
      else ranking.push([id]);
    }
    return ranking;
  }),
);
const anyBallots = fc.array(anyBallot, { maxLength: 30 });

/** The definition, read word by word: slow and plain. */
function prefers(ballot: Ranking, a: string, b: string): boolean {
  const at = (id: string): number => {
    const index = ballot.findIndex((group) => group.includes(id));
    return index < 0 ? ballot.length : index;
  };
  return at(a) < at(b);
}
function strongest(pairs: readonly (readonly number[])[], from: number, to: number, seen: readonly number[]): number {
  const votes = (i: number, j: number): number => pairs[i]?.[j] ?? 0;
  const link = (i: number, j: number): number => (votes(i, j) > votes(j, i) ? votes(i, j) : 0);
  const detours = pairs
    .map((_, via) => via)
    .filter((via) => via !== to && !seen.includes(via))
    .map((via) => Math.min(link(from, via), strongest(pairs, via, to, [...seen, via])));
  return Math.max(link(from, to), ...detours);
}

describe('any election', () => {
  test('pairs and paths are what their definitions say', () => {
    fc.assert(
      fc.property(anyBallots, (cast) => {
        const slate = SLATE.slice(0, 5);
        const { pairs, paths } = tally(slate, cast);
        for (const [i, a] of slate.entries()) {
          for (const [j, b] of slate.entries()) {
            expect(pairs[i]?.[j]).toBe(cast.filter((ballot) => prefers(ballot, a, b)).length);
            expect(paths[i]?.[j]).toBe(i === j ? 0 : strongest(pairs, i, j, [i]));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the order in which ballots arrive changes nothing', () => {
    fc.assert(
      fc.property(anyBallots, (cast) => {
        expect(tally(SLATE, [...cast].reverse())).toEqual(tally(SLATE, cast));
      }),
    );
  });

  test('the order of the slate changes nothing', () => {
    fc.assert(
      fc.property(anyBallots, fc.shuffledSubarray(SLATE, { minLength: SLATE.length }), (cast, other) => {
        const ranks = (slate: readonly string[]) => {
          const result = tally(slate, cast);
          return Object.fromEntries(slate.map((id, index) => [id, result.ranks[index]]));
        };
        expect(ranks(other)).toEqual(ranks(SLATE));
      }),
    );
  });

  test('whoever beats each other one is alone on rank 1', () => {
    fc.assert(
      fc.property(anyBallots, (cast) => {
        const { pairs, ranks } = tally(SLATE, cast);
        const winner = SLATE.findIndex((_, i) => SLATE.every((_, j) => i === j || beats(pairs, i, j)));
        fc.pre(winner >= 0);
        expect(ranks.filter((rank) => rank === 1)).toHaveLength(1);
        expect(ranks[winner]).toBe(1);
      }),
    );
  });

  test('whoever has the stronger path ranks above, equal ranks never beat each other, and ranks skip after ties', () => {
    fc.assert(
      fc.property(anyBallots, (cast) => {
        const { paths, ranks } = tally(SLATE, cast);
        for (const [i, a] of ranks.entries()) {
          for (const [j, b] of ranks.entries()) {
            if (beats(paths, i, j)) expect(a).toBeLessThan(b);
          }
          expect(a).toBe(1 + ranks.filter((rank) => rank < a).length);
          // Nobody ranks lower than those who beat them explain.
          expect(a === 1 || ranks.some((rank, j) => rank < a && beats(paths, j, i))).toBe(true);
        }
      }),
    );
  });

  test('with every ballot turned round, who beat now is beaten', () => {
    fc.assert(
      fc.property(anyBallots, (cast) => {
        const full = cast.map((ballot) => withRest(ballot));
        const forth = tally(SLATE, full).paths;
        const back = tally(
          SLATE,
          full.map((ballot) => [...ballot].reverse()),
        ).paths;
        expect(back).toEqual(SLATE.map((_, i) => SLATE.map((_, j) => forth[j]?.[i])));
      }),
    );
  });

  test('a copy that every voter puts next to the original changes nothing between the others', () => {
    fc.assert(
      fc.property(anyBallots, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (cast, above) => {
        const cloned = cast.map((ballot, index) =>
          ballot.flatMap((group) => {
            if (!group.includes('A')) return [group];
            if (group.length > 1) return [[...group, 'a']];
            return above[index] === true ? [['a'], group] : [group, ['a']];
          }),
        );
        const before = tally(SLATE, cast).paths;
        const after = tally([...SLATE, 'a'], cloned).paths;
        for (const i of SLATE.keys()) {
          for (const j of SLATE.keys()) expect(beats(after, i, j)).toBe(beats(before, i, j));
        }
      }),
    );
  });

  test('a ballot that raises the winner alone leaves it the winner', () => {
    fc.assert(
      fc.property(anyBallots, fc.nat(), (cast, pick) => {
        fc.pre(cast.length > 0);
        const winners = SLATE.filter((_, index) => tally(SLATE, cast).ranks[index] === 1);
        const [winner = ''] = winners;
        const raised = cast.map((ballot, index) =>
          index === pick % cast.length
            ? [
                [winner],
                ...ballot.map((group) => group.filter((id) => id !== winner)).filter((group) => group.length > 0),
              ]
            : ballot,
        );
        expect(tally(SLATE, raised).ranks[SLATE.indexOf(winner)]).toBe(1);
      }),
    );
  });
});

function beats(matrix: readonly (readonly number[])[], i: number, j: number): boolean {
  return (matrix[i]?.[j] ?? 0) > (matrix[j]?.[i] ?? 0);
}
function withRest(ballot: Ranking): Ranking {
  const rest = SLATE.filter((id) => !ballot.flat().includes(id));
  return rest.length > 0 ? [...ballot, rest] : ballot;
}
