import { strToU8, zipSync, type Zippable } from 'fflate';
import { sha256Hex } from 'shared/sha256.ts';
import type { PublishedSpace } from 'shared/space/published-space.ts';
import type { Ranking } from 'shared/voting/tally.ts';
import type { Campaign } from '../campaigns/campaign-record.ts';
import type { Entry } from '../entries/queries.ts';
import { renderPng, renderSvg } from '../scene/render-picture.ts';
import type { CountedRound } from '../voting/count-round.ts';
import { parametersCsv, parametersOf } from './parameters.ts';
import type { Decision } from './queries.ts';
import { readme } from './readme.ts';
import { roundReport } from './report.ts';

export interface PackageContent {
  readonly campaign: Campaign;
  readonly decision: Decision;
  readonly winner: Entry;
  readonly published: PublishedSpace;
  readonly round: CountedRound;
  /** The whole slate. */
  readonly entries: readonly Entry[];
  readonly ballots: readonly Ranking[];
}

const PNG_WIDTH_PX = 2000;
/** The first moment that a zip can hold, read in local time by the format: the same bytes in every time zone. */
const NO_TIME = new Date(1980, 0, 1);

/** The handover package as a zip. The same content gives the same bytes: no clock, fixed order, fixed times. */
export async function makePackage(content: PackageContent): Promise<Uint8Array> {
  const files = await filesOf(content);
  files.set('manifest.json', json(manifestOf(content, files)));
  const zip: Zippable = {};
  for (const name of [...files.keys()].sort()) {
    const bytes = files.get(name) ?? new Uint8Array();
    // Pictures are compressed already.
    zip[name] = [bytes, { level: name.endsWith('.png') ? 0 : 9, mtime: NO_TIME }];
  }
  return zipSync(zip);
}

async function filesOf(content: PackageContent): Promise<Map<string, Uint8Array>> {
  const { campaign, decision, winner, published, round, entries, ballots } = content;
  const { title, spaceHash, content: design, priceCents, crew } = winner;
  const { space } = published;
  const files = new Map<string, Uint8Array>();
  // Exactly what the entry's hash is about.
  files.set('design.json', json({ title, spaceHash, content: design, priceCents, crew }));
  files.set('design.svg', strToU8(await renderSvg(published, design, { view: null })));
  for (const { id: view } of space.views) {
    files.set(`design-${view}.svg`, strToU8(await renderSvg(published, design, { view })));
    files.set(`design-${view}.png`, await renderPng(published, design, { view, widthPx: PNG_WIDTH_PX }));
  }
  files.set('parameters.json', json(parametersOf(space, design)));
  files.set('parameters.csv', strToU8(parametersCsv(space, design)));
  files.set('crew.json', json(crew));
  files.set('round-report.json', json(roundReport(round, entries, ballots)));
  files.set('decision.json', json(decisionFile(campaign, decision)));
  files.set('README.txt', strToU8(readme(content)));
  return files;
}

function decisionFile(campaign: Campaign, { winnerId, decidedAt, decidedBy, finalists }: Decision) {
  return {
    campaign: { slug: campaign.slug, title: campaign.title, brand: campaign.brand.name },
    winner: winnerId,
    decidedAt: decidedAt.toISOString(),
    decidedBy,
    finalists,
  };
}

function manifestOf({ campaign, winner, decision }: PackageContent, files: ReadonlyMap<string, Uint8Array>) {
  return {
    schema: 'handover/1',
    campaign: campaign.slug,
    entry: { id: winner.id, number: winner.number, title: winner.title, hash: winner.hash },
    spaceHash: winner.spaceHash,
    decidedAt: decision.decidedAt.toISOString(),
    files: [...files.keys()].sort().map((name) => {
      const bytes = files.get(name) ?? new Uint8Array();
      return { name, bytes: bytes.byteLength, sha256: sha256Hex(bytes) };
    }),
  };
}

function json(value: unknown): Uint8Array {
  return strToU8(`${JSON.stringify(value, null, 2)}\n`);
}
