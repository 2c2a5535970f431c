import fc from 'fast-check';
import type { RankedGroup, RankedProfile } from '../voting/profile.ts';

/** Ballots by letters: `ballotsOf('ABC', '5 ACB', '2 (AB)')`; letters in brackets are tied. */
export function ballotsOf(letters: string, ...lines: readonly string[]): RankedProfile {
  const entries = [...letters];
  const groups = lines.map((line): RankedGroup => {
    const [count = '', order = ''] = line.split(' ');
    const ranks = [...order.matchAll(/\(([A-Za-z]+)\)|([A-Za-z])/g)].map((match) =>
      [...(match[1] ?? match[2] ?? '')].map((letter) => entries.indexOf(letter)),
    );
    return { count: Number(count), ranks };
  });
  return { entries, groups };
}

/** Ranked ballots over a few entries: some list all, some few, some tie entries, some nobody. */
export function anyProfile({ entries = 4, ties = true, most = 12 } = {}): fc.Arbitrary<RankedProfile> {
  const names = [...'ABCDEFGH'].slice(0, entries);
  const ballot = fc
    .tuple(
      fc.shuffledSubarray(names.map((_, index) => index)),
      fc.array(fc.boolean(), { minLength: entries, maxLength: entries }),
      fc.integer({ min: 1, max: 5 }),
    )
    .map(([order, joins, count]): RankedGroup => {
      const ranks: number[][] = [];
      for (const [at, index] of order.entries()) {
        const last = ranks.at(-1);
        if (ties && last && joins[at]) last.push(index);
        else ranks.push([index]);
      }
      return { count, ranks };
    });
  return fc.array(ballot, { maxLength: most }).map((groups) => ({ entries: names, groups }));
}
