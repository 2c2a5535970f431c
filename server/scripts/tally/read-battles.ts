import type { Battle } from 'shared/voting/methods/bradley-terry.ts';
import { Unusable } from '../space/unusable.ts';
import { shown } from './read-election.ts';

type Given = Readonly<Record<string, unknown>>;

/**
 * Battles of `games` (`{home, away, homeWins, awayWins}`), or of `wins`: `{winner, loser, count?}`, or a square of
 * numbers, row by row how often a candidate won against each.
 * @throws Unusable
 */
export function readBattles({ games, wins }: Given, candidates: readonly string[], where: string): Battle[] {
  const find = (name: unknown, at: string): number => {
    const index = candidates.indexOf(name as string);
    if (index < 0) throw new Unusable(`${at}: names ${shown(name)}, who is not among the candidates`);
    return index;
  };
  if (Array.isArray(games)) {
    return games.flatMap((game: Given | null, index): Battle[] => {
      const at = `${where}, game ${String(index + 1)}`;
      const { home, away, homeWins, awayWins } = game ?? {};
      const [host, guest] = [find(home, at), find(away, at)];
      const [forHost, forGuest] = [times(homeWins, at), times(awayWins, at)];
      return [...battle(host, guest, forHost, 'winner', at), ...battle(guest, host, forGuest, 'loser', at)];
    });
  }
  if (!Array.isArray(wins)) throw new Unusable(`${where}: should have a list of wins or of games`);
  return wins.flatMap((win: unknown, index): Battle[] => {
    const at = `${where}, win ${String(index + 1)}`;
    if (Array.isArray(win)) {
      if (wins.length !== candidates.length || win.length !== candidates.length)
        throw new Unusable(`${at}: rows of numbers should form a square, one row and column for each candidate`);
      return win.flatMap((count, loser) =>
        loser === index && times(count, at) === 0 ? [] : battle(index, loser, times(count, at), null, at),
      );
    }
    const { winner, loser, count = 1 } = (win ?? {}) as Given;
    return battle(find(winner, at), find(loser, at), times(count, at), null, at);
  });
}

function battle(winner: number, loser: number, times: number, first: Battle['first'], at: string): Battle[] {
  if (winner === loser) throw new Unusable(`${at}: nobody meets themselves`);
  return times === 0 ? [] : [{ winner, loser, times, first: first ?? null }];
}

function times(value: unknown, at: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
    throw new Unusable(`${at}: a number of wins is a finite number from 0, not ${shown(value)}`);
  return value;
}
