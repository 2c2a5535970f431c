import type { Design } from 'shared/design/design.ts';
import type { SpaceHash } from 'shared/ids.ts';
import { complete } from 'shared/space/defaults.ts';
import { impactOf } from 'shared/space/impact.ts';
import type { Space } from 'shared/space/schema.ts';
import { readUpdates } from '../../realtime/read-updates.ts';
import { quickSpace } from './known-spaces.ts';
import type { DesignToCheck, Gives, Takes } from './messages.ts';

export async function impactTask({ next, spaces, designs }: Takes<'impact'>): Promise<Gives<'impact'>> {
  const space = await quickSpace(next);
  const before = new Map<SpaceHash, Space>();
  for (const one of spaces) before.set(one.hash, await quickSpace(one));
  const spaceOf = (hash: SpaceHash): Space => {
    const found = before.get(hash);
    if (!found) throw new Error(`The space ${hash} is missing.`);
    return found;
  };
  const read = designs.map(({ id, design }) => {
    const content = contentOf(design, spaceOf);
    // What is new is as it is by default: that changes nothing which somebody chose.
    return { id, design: { ...content, params: { ...content.params, ...complete(space, content.params) } } };
  });
  return impactOf(space, read).map(({ id, violations, adjustments }) => ({
    id,
    rules: [...new Set(violations.flatMap(({ rule }) => rule ?? []))],
    adjustments,
  }));
}

function contentOf(design: DesignToCheck['design'], spaceOf: (hash: SpaceHash) => Space): Design {
  return 'content' in design ? design.content : readUpdates(spaceOf(design.spaceHash), design.updates);
}
