import type { DesignDetail } from 'shared/design/api.ts';
import type { KeptCopy } from '../kept-copy.ts';
import { type LocalChange, withChanges, withoutChanges } from '../local-changes.ts';
import type { Touched } from '../touched-places.ts';
import { deleteDatabase } from './database.ts';
import { DesignCopy } from './design-copy.ts';
import { type CopyEntry, Registry } from './registry.ts';

/** What this device has of a design and of one person's work at it. Nobody else is ever given it. */
export interface Kept {
  readonly copy: KeptCopy;
  /** Made here before the document was begun anew, and not stored by then. */
  readonly earlier: readonly LocalChange[];
  /** What is in no design, and not done away with; what is in `earlier` comes on top. */
  readonly notKept: readonly LocalChange[];
  addNotKept(changes: readonly LocalChange[]): Promise<void>;
  removeNotKept(changes: readonly LocalChange[]): Promise<void>;
  close(): Promise<void>;
}

export interface KeptOptions {
  readonly personId: string;
  readonly detail: DesignDetail;
  /** What was made in a document of which these updates are known, and which was written in these places. */
  readonly changesIn: (updates: readonly Uint8Array[], touched: readonly Touched[]) => Promise<LocalChange[]>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const UNUSED_MS = 30 * 24 * 60 * 60 * 1_000;

/** The epoch is part of the name: what was refused with an earlier document must not come back at the next reload. */
function databaseName(personId: string, { id, epoch }: Pick<DesignDetail, 'id' | 'epoch'>): string {
  return `mitwerk/${personId}/${id}/${epoch}`;
}

/**
 * Opens what this device has of a design, or begins it; gives up what it has of earlier epochs.
 * @throws DOMException where this browser keeps nothing
 */
export async function openKept({ personId, detail, changesIn, now }: KeptOptions): Promise<Kept> {
  const registry = await Registry.open();
  try {
    const name = databaseName(personId, detail);
    await registry.put({ name, personId, designId: detail.id, epoch: detail.epoch, usedAt: now, detail });
    const copy = await DesignCopy.open(name);
    const entries = await registry.copies();
    const past = entries.filter((entry) => isOf(entry, personId, detail.id) && entry.epoch < detail.epoch);
    const notKept = await registry.notKept(personId, detail.id);
    const earlier = (await Promise.all(past.map((entry) => unsavedOf(entry, changesIn)))).flat();
    // First in one place and then no more in the other: whatever happens in between, nothing is lost.
    const change = (to: (list: readonly LocalChange[]) => LocalChange[]) =>
      registry.changeNotKept(personId, detail.id, to);
    if (earlier.length > 0) await change((list) => withChanges(list, earlier));
    for (const entry of past) void forget(registry, entry);
    void forgetUnused(
      registry,
      entries.filter((entry) => entry.usedAt < now - UNUSED_MS),
    );
    return {
      copy,
      earlier,
      notKept,
      addNotKept: (changes) => change((list) => withChanges(list, changes)),
      removeNotKept: (changes) => change((list) => withoutChanges(list, changes)),
      close: async () => {
        await copy.close();
        registry.close();
      },
    };
  } catch (error) {
    registry.close();
    throw error;
  }
}

/** What the server said of a design when this person last opened it here; null where they never did. */
export async function keptDetail(personId: string, designId: string): Promise<DesignDetail | null> {
  const registry = await Registry.open();
  try {
    const own = (await registry.copies()).filter((entry) => isOf(entry, personId, designId));
    return own.sort((a, b) => b.epoch - a.epoch)[0]?.detail ?? null;
  } finally {
    registry.close();
  }
}

function isOf(entry: CopyEntry, personId: string, designId: string): boolean {
  return entry.personId === personId && entry.designId === designId;
}

async function unsavedOf({ name }: CopyEntry, changesIn: KeptOptions['changesIn']): Promise<readonly LocalChange[]> {
  const copy = await DesignCopy.open(name);
  await copy.close();
  return copy.unsaved === 0 ? [] : changesIn(copy.updates, copy.touched);
}

async function forget(registry: Registry, { name }: CopyEntry): Promise<void> {
  try {
    await deleteDatabase(name);
    await registry.remove(name);
  } catch {
    // The next time.
  }
}

/** Copies that nobody has opened for long go, unless there is something in them that no server has. */
async function forgetUnused(registry: Registry, entries: readonly CopyEntry[]): Promise<void> {
  for (const entry of entries) {
    try {
      const copy = await DesignCopy.open(entry.name);
      await copy.close();
      if (copy.unsaved === 0) await forget(registry, entry);
    } catch {
      // The next time.
    }
  }
}
