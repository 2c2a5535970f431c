import { parentPort } from 'node:worker_threads';
import type { DesignId } from 'shared/ids.ts';
import 'shared/space/engine/encoding-engines.ts';
import { engineOf } from 'shared/space/engine/engine-of.ts';
import 'shared/space/engine/searching.ts';
import type { Space } from 'shared/space/schema.ts';
import { CommittedState } from '../committed-state.ts';
import { Gate, type GateFault } from '../gate.ts';
import type { CommittedPieces, Shipment } from './shipped-designs.ts';

export interface TryOutQuestion extends Shipment {
  readonly update: Uint8Array;
}
export type TryOutAnswer =
  /** The design is loaded: from now on it is the update that takes time. */
  | { readonly kind: 'loaded' }
  /** `tookMs`: of a processor. */
  | { readonly kind: 'found'; readonly found: 'fine' | GateFault; readonly tookMs: number };

const designs = new Map<DesignId, CommittedPieces & { readonly space: Space }>();

function unpack({ designId, space, base, keep, tail, forget }: Shipment): CommittedPieces & { readonly space: Space } {
  if (forget) designs.delete(forget);
  const known = designs.get(designId);
  const unpacked = {
    space: space ?? known?.space,
    base: base === undefined ? (known?.base ?? null) : base,
    tail: [...(known?.tail ?? []).slice(0, keep), ...tail],
  };
  if (!unpacked.space) throw new Error(`Nothing is known of design ${designId}.`);
  const design = { ...unpacked, space: unpacked.space };
  designs.set(designId, design);
  return design;
}

parentPort?.on('message', ({ update, ...shipment }: TryOutQuestion) => {
  const { space, ...pieces } = unpack(shipment);
  // Made anew each time: what an update has been tried out on is spoilt, whatever came of it.
  const doc = new CommittedState(pieces.tail, pieces.base).build();
  const gate = new Gate(doc, space);
  engineOf(space);
  parentPort?.postMessage({ kind: 'loaded' } satisfies TryOutAnswer);
  const before = process.threadCpuUsage();
  // Whose client it writes as is looked at when it is taken in.
  const verdict = gate.admit(update, () => true);
  const found = verdict.kind === 'refused' ? verdict.fault : 'fine';
  const { user, system } = process.threadCpuUsage(before);
  const tookMs = (user + system) / 1_000;
  parentPort?.postMessage({ kind: 'found', found, tookMs } satisfies TryOutAnswer);
  doc.destroy();
});
