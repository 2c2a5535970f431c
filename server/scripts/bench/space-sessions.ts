import { seededRandom } from 'shared/seeded-random.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';

/**
 * People who choose one thing after the other, each time something that is still possible and still open: all picks so far,
 * after every pick.
 */
export function modelSessions(engine: Engine, sessions: number, picks: number, seed = 'sessions'): Wish[][] {
  const random = seededRandom(seed);
  const keys = [...engine.rules.choices.keys()];
  return Array.from({ length: sessions }, () => {
    const chosen: Wish[] = [];
    const after: Wish[][] = [];
    while (after.length < picks) {
      const domains = engine.domains(chosen);
      const open = keys.flatMap((key): Wish[] => {
        if (chosen.some((wish) => wish.key === key)) return [];
        const left = valuesOf(engine, key).filter((value) => domains.isPossible(key, value));
        return left.length > 1 ? left.map((value) => ({ key, value })) : [];
      });
      const next = open[Math.floor(random() * open.length)];
      if (!next) break;
      chosen.push(next);
      after.push([...chosen]);
    }
    return after;
  }).flat();
}

export function valuesOf(engine: Engine, key: string): (string | boolean)[] {
  const choice = engine.rules.choices.get(key);
  return choice?.kind === 'one' ? [...choice.options.keys()] : choice?.kind === 'switch' ? [true, false] : [];
}
