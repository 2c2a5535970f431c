import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Design, DesignElement } from 'shared/design/design.ts';
import {
  initDesign,
  patchElement,
  putElement,
  readDesign,
  setParameter,
  writeStory,
} from 'shared/design/design-doc.ts';
import { fitIntoZone } from 'shared/design/geometry.ts';
import { choiceParameters, defaultParams } from 'shared/space/defaults.ts';
import type { Space, SpaceZone } from 'shared/space/schema.ts';
import { violations } from 'shared/space/violations.ts';
import { below, pick, type Random, randomNumbers } from 'shared/testing/random-session.ts';
import 'shared/space/engine/encoding-engines.ts';
import 'shared/space/engine/searching.ts';
import * as Y from 'yjs';
import { Gate } from '../../src/realtime/gate.ts';
import { importProduct } from '../../src/space/import-product.ts';

const PRODUCTS = fileURLToPath(new URL('../../products', import.meta.url));
const ELEMENTS = 1_000;
const EDITS = 20_000;

type Kind = 'move' | 'pick' | 'text' | 'new element' | 'story' | 'outside';
/** What people do, of a hundred edits; one in fifty has to be put right. */
const SHARES: readonly (readonly [Kind, number])[] = [
  ['move', 55],
  ['pick', 15],
  ['text', 13],
  ['story', 10],
  ['new element', 5],
  ['outside', 2],
];

/** `pnpm bench gate [product]`: what checking one update costs while the design has a thousand visible elements. */
export async function run(): Promise<void> {
  const { space } = await importProduct(join(PRODUCTS, process.argv[3] ?? 'piccola'));
  const wide = withRoom(space);
  const random = randomNumbers(1);
  const client = new Y.Doc();
  const meta = { schema: 'design/1', space: 'a'.repeat(64), parent: null, epoch: 1 } as const;
  initDesign(client, wide, meta, fullDesign(wide, random));
  if (violations(wide, readDesign(client, wide)).length > 0) throw new Error('The design is not inside its space.');
  const server = new Y.Doc();
  Y.applyUpdate(server, Y.encodeStateAsUpdate(client));
  client.clientID = 2 ** 20 + 1;
  measure(wide, new Gate(server, wide), client, random);
}

function measure(space: Space, gate: Gate, client: Y.Doc, random: Random): void {
  const sent: Uint8Array[] = [];
  client.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') sent.push(update);
  });
  const times = new Map<Kind | 'all', number[]>();
  let bytes = 0;
  for (let index = 0; index < EDITS; index += 1) {
    const kind = kindBy(random);
    edit(client, space, random, kind, index);
    for (const update of sent.splice(0)) {
      bytes += update.byteLength;
      const began = performance.now();
      const verdict = gate.admit(update, () => true);
      const tookMs = performance.now() - began;
      if (verdict.kind === 'refused') throw new Error(`An honest edit was refused: ${verdict.fault}.`);
      if (verdict.kind === 'admitted') Y.applyUpdate(client, verdict.bytes, 'server');
      // The first ones are looked at by code that has not run before.
      if (index < EDITS / 10) continue;
      for (const name of [kind, 'all'] as const) times.set(name, (times.get(name) ?? []).concat(tookMs));
    }
  }
  const elements = Object.keys(readDesign(gate.doc, space).elements).length;
  print(`${String(elements)} elements at the end, ${String(Math.round(bytes / 1_000))} kB of updates`);
  for (const [name, list] of times) print(`${name}: ${summary(list)}`);
}

function edit(doc: Y.Doc, space: Space, random: Random, kind: Kind, index: number): void {
  const id = `e${String(below(random, ELEMENTS))}`;
  const zone = pick(random, space.zones);
  switch (kind) {
    case 'move':
    case 'outside': {
      const element = doc.getMap<Y.Map<unknown>>('elements').get(id);
      const own = space.zones.find((candidate) => candidate.id === element?.get('zone'));
      if (!own) return;
      const xf = kind === 'move' ? randomElement(space, own, random).xf : ([-9_000, -9_000, 90, 90, 0] as const);
      return patchElement(doc, id, { xf }, 'studio');
    }
    case 'pick': {
      const choices = choiceParameters(space).flatMap((one) => (one.kind === 'one' ? [one] : []));
      const parameter = pick(random, choices);
      return setParameter(doc, space, parameter.id, pick(random, parameter.options).id, 'studio');
    }
    case 'text':
      return patchElement(doc, id, { text: `Text ${String(below(random, 1_000))}` }, 'studio');
    case 'story':
      return writeStory(doc, `We made this because of ${String(index)}.`, 'typing');
    case 'new element':
      // The place of one that is taken off: there is no room for more.
      patchElement(doc, id, { hidden: true }, 'studio');
      return putElement(doc, id.replace('e', `n${String(index)}-`), randomElement(space, zone, random), 'studio');
  }
}

function kindBy(random: Random): Kind {
  let left = random() * 100;
  for (const [kind, share] of SHARES) {
    left -= share;
    if (left < 0) return kind;
  }
  return 'move';
}

/** The product, with zones that take a thousand elements whatever is chosen: its own take fewer. */
function withRoom(space: Space): Space {
  const zones = space.zones.map((zone) => {
    const { when, ...open } = zone;
    void when;
    return { ...open, maxElements: 10 * ELEMENTS };
  });
  return { ...space, zones, maxElements: 10 * ELEMENTS };
}

function fullDesign(space: Space, random: Random): Design {
  const elements = Array.from({ length: ELEMENTS }, (_, index) => [
    `e${String(index)}`,
    randomElement(space, pick(random, space.zones), random),
  ]);
  return { params: defaultParams(space), elements: Object.fromEntries(elements) as Design['elements'], story: '' };
}

function randomElement(space: Space, zone: SpaceZone, random: Random): DesignElement {
  const kind = zone.kinds.includes('text') ? 'text' : pick(random, zone.kinds);
  const size = zone.minSizeMm * 10;
  const xf = fitIntoZone(zone, kind, [below(random, 3_000), below(random, 3_000), size, size, 0]);
  if (!xf) throw new Error(`Nothing fits into ${zone.id}.`);
  const sticker = space.stickers[0]?.id;
  return {
    ...{ kind, zone: zone.id, z: `a${String(below(random, 1_000))}`, xf },
    fill: zone.inks?.[0] ?? space.inks[0]?.id ?? '',
    ...(kind === 'sticker' && sticker !== undefined ? { asset: sticker } : {}),
    ...(kind === 'shape' ? { asset: 'circle' } : {}),
    ...(kind === 'text' ? { text: 'Text', font: space.fonts[0] ?? '' } : {}),
  };
}

function summary(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(3);
  return `${String(sorted.length)} updates, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
