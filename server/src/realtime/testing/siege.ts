import * as decoding from 'lib0/decoding';
import { newDesignBytes } from 'shared/design/design-bytes.ts';
import { readDesign } from 'shared/design/design-doc.ts';
import { makeUndo } from 'shared/design/undo.ts';
import type { DesignId, PersonId } from 'shared/ids.ts';
import { MESSAGE_SYNC } from 'shared/realtime/messages.ts';
import type { Space } from 'shared/space/schema.ts';
import { violations } from 'shared/space/violations.ts';
import { makeDesign } from 'shared/testing/make-space.ts';
import { below, randomEdit, type Random, randomNumbers } from 'shared/testing/random-session.ts';
import * as Y from 'yjs';
import { NO_METRICS } from '../../metrics/realtime-metrics.ts';
import { contentOf } from '../document-content.ts';
import { updateFrame } from '../frames.ts';
import { Rooms } from '../rooms.ts';
import { SimulatedDisk } from '../simulation/simulated-storage.ts';
import { Snapshots } from '../snapshots.ts';
import { MemoryStorage, personNamed } from './memory-storage.ts';
import { MemoryWire } from './memory-wire.ts';
import { message, mutatedFrame, mutatedUpdate } from './mutations.ts';

export interface SiegeReport {
  sent: number;
  /** What was refused, by the reason of the close frame. */
  readonly refused: Map<string, number>;
  /** Entries of attackers that are in the log. */
  accepted: number;
  /** What was logged that left the design outside its space. */
  outside: number;
  /** Errors that the server logged, and exceptions. */
  crashes: number;
  /** Milliseconds from an honest edit until the other honest person had it. */
  readonly honestMs: number[];
  /** Milliseconds from a message until its sender was cut off for it. */
  readonly cutMs: number[];
}

interface Attacker {
  readonly wire: MemoryWire;
  /** When its last message was sent. */
  sentAtMs: number;
}

const DESIGN = 'd0000000-0000-4000-8000-000000000000' as DesignId;
const ATTACKERS = 500;
/** So many messages between two turns of the event loop. */
const AT_ONCE = 20;

export function emptyReport(): SiegeReport {
  return { sent: 0, refused: new Map(), accepted: 0, outside: 0, crashes: 0, honestMs: [], cutMs: [] };
}

/**
 * One live room in this process, in which two honest people edit while many others send what nobody may send. All that
 * becomes part of the design is looked at.
 */
export class Siege {
  readonly #space: Space;
  readonly #random: Random;
  readonly #report: SiegeReport;
  readonly #disk: SimulatedDisk;
  readonly #logged = new Y.Doc();
  readonly #rooms: Rooms;
  readonly #editors: readonly HonestEditor[];
  readonly #open = new Map<PersonId, Attacker>();
  /** What honest people who are not here would send. */
  #honest: readonly Uint8Array[] = [];

  constructor(space: Space, seed: number, report: SiegeReport) {
    this.#space = space;
    this.#random = randomNumbers(seed);
    this.#report = report;
    const meta = { schema: 'design/1', space: 'a'.repeat(64), parent: null, epoch: 1 } as const;
    const bytes = newDesignBytes(space, meta, makeDesign({}, space));
    this.#disk = new SimulatedDisk(space, [], bytes);
    Y.applyUpdate(this.#logged, bytes);
    this.#disk.onAppended = ({ entry }) => this.#logs(entry.bytes, entry.personId);
    const log = { warn: () => undefined, error: () => void (report.crashes += 1) };
    const storage = new MemoryStorage(this.#disk);
    this.#rooms = new Rooms({
      ...{ storage, log, metrics: NO_METRICS, graceMs: 0 },
      snapshots: new Snapshots({ storage, log, reloads: () => Promise.resolve(true) }),
      largeUpdates: { tryOut: () => Promise.resolve('fine') },
    });
    this.#editors = [0, 1].map((index) => new HonestEditor(this.#rooms, `honest${String(index)}`, this.#random));
  }

  /** @param kind what is mutated: updates in good frames, or whole frames */
  async attack(kind: 'updates' | 'frames', count: number): Promise<void> {
    for (let sent = 0; sent < count; sent += AT_ONCE) {
      if (sent % 200 === 0) this.#honest = this.#someHonestUpdates();
      const [a, b] = this.#editors;
      if (a && b) a.edit(this.#space, b, this.#report.honestMs);
      for (let index = 0; index < Math.min(AT_ONCE, count - sent); index += 1) this.#send(kind);
      // What was sent is taken in, checked and stored before the next ones come.
      await this.#settled();
    }
  }

  /** Everybody leaves. @throws Error where those who are honest do not hold what is stored */
  async end(): Promise<void> {
    await this.#settled();
    const content = contentOf(this.#logged);
    for (const { doc, isOpen } of this.#editors)
      if (!isOpen || contentOf(doc) !== content) throw new Error('An honest person does not have what is stored.');
    await this.#rooms.closeAll();
  }

  async #settled(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await this.#rooms.settle(DESIGN);
  }

  #send(kind: 'updates' | 'frames'): void {
    const { id } = personNamed(`eve${String(below(this.#random, ATTACKERS))}`);
    const isUpdate = kind === 'updates';
    const frame = isUpdate
      ? message(MESSAGE_SYNC, [1], mutatedUpdate(this.#random, this.#honest))
      : mutatedFrame(this.#random, this.#honest);
    this.#report.sent += 1;
    const attacker = this.#open.get(id) ?? this.#join(id);
    attacker.sentAtMs = performance.now();
    attacker.wire.say(frame);
  }

  #join(id: PersonId): Attacker {
    const wire = new MemoryWire(
      () => undefined,
      (code, reason) => {
        this.#open.delete(id);
        const why = `${String(code)} ${reason}`;
        this.#report.refused.set(why, (this.#report.refused.get(why) ?? 0) + 1);
        // Those who did no harm leave at the end.
        if (code >= 4400) this.#report.cutMs.push(performance.now() - attacker.sentAtMs);
      },
    );
    const attacker = { wire, sentAtMs: 0 };
    this.#open.set(id, attacker);
    this.#rooms.join(wire, DESIGN, personNamed(id), { wantsV2: false });
    return attacker;
  }

  #someHonestUpdates(): readonly Uint8Array[] {
    const updates: Uint8Array[] = [];
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.#logged));
    doc.clientID = 2 ** 20 + below(this.#random, 2 ** 31);
    const before = Y.encodeStateVector(doc);
    // All that was done so far: each of them can come first.
    doc.on('update', () => updates.push(Y.encodeStateAsUpdate(doc, before)));
    const undo = makeUndo(doc, ['studio', 'typing']);
    while (updates.length < 20) randomEdit(doc, undo, this.#space, this.#random, true);
    doc.destroy();
    return updates;
  }

  #logs(bytes: Uint8Array, personId: PersonId | null): void {
    if (personId?.startsWith('eve')) this.#report.accepted += 1;
    Y.applyUpdate(this.#logged, bytes);
    const { pendingStructs, pendingDs } = this.#logged.store;
    const isWhole = pendingStructs === null && pendingDs === null;
    if (!isWhole || violations(this.#space, readDesign(this.#logged, this.#space)).length > 0)
      this.#report.outside += 1;
  }
}

/** Somebody who edits as people do, and notes how long the other one had to wait for it. */
class HonestEditor {
  readonly doc = new Y.Doc();
  readonly #random: Random;
  readonly #undo = makeUndo(this.doc, ['studio', 'typing']);
  readonly #wire: MemoryWire;
  #isIn = false;

  constructor(rooms: Rooms, name: string, random: Random) {
    this.#random = random;
    this.doc.clientID = 2 ** 20 + below(random, 2 ** 31);
    this.#wire = new MemoryWire(
      (bytes) => this.#receive(bytes),
      () => undefined,
    );
    rooms.join(this.#wire, DESIGN, personNamed(name), { wantsV2: false });
    this.#wire.say(message(MESSAGE_SYNC, [0], Y.encodeStateVector(this.doc)));
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') this.#wire.say(updateFrame(update));
    });
  }

  get isOpen(): boolean {
    return this.#wire.isOpen;
  }

  edit(space: Space, other: HonestEditor, tookMs: number[]): void {
    if (!this.#isIn) return;
    const clock = Y.getState(this.doc.store, this.doc.clientID);
    randomEdit(this.doc, this.#undo, space, this.#random, false);
    const wanted = Y.getState(this.doc.store, this.doc.clientID);
    if (wanted === clock) return;
    const began = performance.now();
    const hears = (): void => {
      if (Y.getState(other.doc.store, this.doc.clientID) < wanted) return;
      other.doc.off('update', hears);
      tookMs.push(performance.now() - began);
    };
    other.doc.on('update', hears);
  }

  #receive(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== MESSAGE_SYNC) return;
    const step = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (step !== 0) return Y.applyUpdate(this.doc, body, 'server');
    this.#isIn = true;
    this.#wire.say(message(MESSAGE_SYNC, [1], Y.encodeStateAsUpdate(this.doc, body)));
  }
}
