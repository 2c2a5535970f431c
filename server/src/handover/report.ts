import { canonicalJson } from 'shared/canonical-json.ts';
import { sha256Hex } from 'shared/sha256.ts';
import { placesOf, tieOrder } from 'shared/voting/places.ts';
import type { Ranking } from 'shared/voting/tally.ts';
import type { Entry } from '../entries/queries.ts';
import type { CountedRound } from '../voting/count-round.ts';

/**
 * Everything that is needed to count the round again on any machine: rules, ballots, and each step to the places.
 * The ballots are without names and sorted by what they say, so that neither their order nor their number in the file
 * tells who cast one.
 */
export function roundReport(round: CountedRound, entries: readonly Entry[], ballots: readonly Ranking[]) {
  const { rules, rulesHash, result, tieSeed } = round;
  return {
    schema: 'round-report/1',
    roundId: round.id,
    opensAt: round.opensAt.toISOString(),
    closesAt: round.closesAt.toISOString(),
    rules,
    rulesHash,
    entries: entries
      .toSorted((a, b) => a.number - b.number)
      .map(({ id, number, title, hash }) => ({ id, number, title, hash })),
    ballotCount: round.ballotCount,
    ballots: ballots.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)),
    candidates: result.candidates,
    pairs: result.pairs,
    paths: result.paths,
    ranks: result.ranks,
    ties: {
      rule: 'Tied entries are ordered by SHA-256(seed + ":" + entry id), lowest first.',
      seed: tieSeed,
      commitment: rules.ties.commitment,
      order: tieOrder(tieSeed, result.candidates).map((id) => ({ id, sha256: sha256Hex(`${tieSeed}:${id}`) })),
    },
    places: placesOf(result, tieSeed),
  };
}
