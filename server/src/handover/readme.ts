import type { PackageContent } from './package.ts';

/** What is in the package and how to check it, for whoever opens it years later. */
export function readme({ campaign, decision, winner, published, round }: PackageContent): string {
  const views = published.space.views.map(({ id, label }) => `${id} (${label.en})`).join(', ');
  return `${campaign.brand.name}: ${campaign.title.en}
Handover of "${winner.title}", entry ${winner.number}, made by ${winner.crew.map(({ name }) => name).join(', ')}.
Decided on ${decision.decidedAt.toISOString()} by ${decision.decidedBy}, after a round with ${round.ballotCount} ballots.

design.json          the design as it was entered and voted on: title, choices, elements, story, price, crew
design.svg           the whole sheet, in millimetres; texts are outlines
design-<view>.svg    one view each: ${views}
design-<view>.png    the same as pictures
parameters.json/csv  what was chosen, ready to read, and the price line by line (cents)
crew.json            who made it
round-report.json    rules, ballots without names, and every step of the count
decision.json        the pick, and the reason that each finalist was given
manifest.json        size and SHA-256 of every other file

To check the files: compare the SHA-256 of each with manifest.json.
To check the design: the SHA-256 of the canonical JSON of design.json (keys sorted, no white space) is
${winner.hash}
the hash under which it was shown, voted on and decided. Its space is
${winner.spaceHash}
To check the vote: SHA-256 of the canonical JSON of "rules" is "rulesHash", SHA-256 of the seed is the commitment in the
rules. pairs[i][j] counts the ballots that rank candidate i above j, those that a ballot does not list below all that it
lists. paths[i][j] is the strongest path from i to j by winning votes (Schulze); i beats j where paths[i][j] is greater
than paths[j][i]. Rank 1 are those that nobody beats; the next rank those that nobody beats once these are set aside.
`;
}
