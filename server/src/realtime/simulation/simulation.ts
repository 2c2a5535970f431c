import { newDesignBytes } from 'shared/design/design-bytes.ts';
import { readDesign } from 'shared/design/design-doc.ts';
import type { DesignId, PersonId } from 'shared/ids.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import type { Space } from 'shared/space/schema.ts';
import { violations } from 'shared/space/violations.ts';
import { below, pick, type Random, randomNumbers } from 'shared/testing/random-session.ts';
import * as Y from 'yjs';
import { NO_METRICS } from '../../metrics/realtime-metrics.ts';
import { contentOf, reloadsTo } from '../document-content.ts';
import { Rooms } from '../rooms.ts';
import { Snapshots } from '../snapshots.ts';
import { hostileMessage } from './hostile-client.ts';
import { SimulatedClient } from './simulated-client.ts';
import { SimulatedClock, SimulatedTime } from './simulated-clock.ts';
import { SimulatedLink } from './simulated-link.ts';
import { SimulatedDisk, SimulatedStorage } from './simulated-storage.ts';

/** What happened in a run; whatever broke a promise has been thrown. */
export interface SimulationReport {
  readonly edits: number;
  readonly commits: number;
  readonly crashes: number;
  readonly takeovers: number;
  readonly cut: number;
  readonly expelled: number;
  /** Of people who mean well and belong to the crew. */
  readonly refusals: number;
  readonly hostileMessages: number;
}

const DESIGN = 'd0000000-0000-4000-8000-000000000000' as DesignId;
const SILENT = { warn: () => undefined, error: () => undefined };
/** Longer than any delay there is: after it nothing is under way any more. */
const QUIET_MS = 60_000;
const RETRY_MS = 200;

interface Server {
  readonly rooms: Rooms;
  readonly clock: SimulatedClock;
  readonly links: Set<SimulatedLink>;
}

/**
 * A server and some clients in a world where messages are late, connections break, the database loses answers, servers
 * die before and after a commit, one more server takes over, and somebody sends what nobody may send. After every step
 * the promises are looked at: whoever has nothing unsaved holds a legal design, the log always says a legal design, and
 * at the end all say the same and everything that was acknowledged is there. The same seed is the same run.
 */
export class Simulation {
  readonly #seed: number;
  readonly #space: Space;
  readonly #random: Random;
  readonly #time = new SimulatedTime();
  readonly #disk = new SimulatedDisk();
  readonly #clients: readonly SimulatedClient[];
  readonly #serverOf = new Map<SimulatedLink, Server>();
  readonly #logged = new Y.Doc();
  #server: Server;
  #report = { edits: 0, commits: 0, crashes: 0, takeovers: 0, cut: 0, expelled: 0, refusals: 0, hostileMessages: 0 };

  /** @param people how many honest clients there are */
  constructor(seed: number, space: Space, people: number) {
    this.#seed = seed;
    this.#space = space;
    this.#random = randomNumbers(seed);
    const bytes = newDesignBytes(
      space,
      { schema: 'design/1', space: 'a'.repeat(64), parent: null, epoch: 1 },
      { params: defaultParams(space), elements: {}, story: '' },
    );
    const persons = Array.from({ length: people + 1 }, (_, index) => `p${String(index)}` as PersonId);
    this.#disk.designs.set(DESIGN, {
      ...{ space, fence: 0, frozen: false, snapshot: null, crew: new Set(persons) },
      log: [{ personId: null, bytes }],
      authors: new Map(),
    });
    Y.applyUpdate(this.#logged, bytes);
    this.#disk.onAppended = (_design, entry) => this.#logs(entry.bytes);
    this.#clients = persons.slice(0, people).map((person) => new SimulatedClient(person, space, this.#random));
    this.#server = this.#start();
  }

  /** @throws Error naming the seed and what was broken */
  async run(steps: number): Promise<SimulationReport> {
    for (let step = 0; step < steps; step += 1) {
      this.#somethingHappens();
      for (let events = below(this.#random, 12); events > 0; events -= 1) {
        await this.#time.step();
        this.#look();
      }
    }
    await this.#end();
    const wellMeaning = this.#clients.filter((client) => !this.#isOut(client));
    return { ...this.#report, refusals: wellMeaning.reduce((sum, { refusals }) => sum + refusals, 0) };
  }

  #somethingHappens(): void {
    const client = pick(this.#random, this.#clients);
    const chance = this.#random();
    if (chance < 0.62) this.#edit(client);
    else if (chance < 0.84) this.#connect(client);
    else if (chance < 0.9) this.#cut(client);
    else if (chance < 0.96) this.#attack();
    else if (chance < 0.98) this.#crash();
    else if (chance < 0.99) this.#takeOver();
    else if (chance < 0.993) this.#expel(client);
    else this.#wait();
  }

  #edit(client: SimulatedClient): void {
    // Before it has the document it could not know what there is to change.
    if (client.doc.store.clients.size === 0) return;
    client.edit();
    this.#report.edits += 1;
  }

  #connect(client: SimulatedClient): void {
    if (client.link !== null) return;
    const link = new SimulatedLink(this.#time, this.#random, {
      message: (message) => client.receive(message),
      closed: (code) => {
        this.#forget(link);
        client.closed(code);
      },
    });
    this.#join(link, client.personId, client.wantsV2);
    client.connected(link);
  }

  #cut(client: SimulatedClient): void {
    if (!client.link) return;
    this.#report.cut += 1;
    client.link.break();
  }

  /** Somebody of the crew who means harm: a few messages, some of them after having asked for the document. */
  #attack(): void {
    const link = new SimulatedLink(this.#time, this.#random, {
      message: () => undefined,
      closed: () => this.#forget(link),
    });
    this.#join(link, `p${String(this.#clients.length)}` as PersonId, false);
    const { log } = this.#disk.of(DESIGN);
    const update = pick(this.#random, log).bytes;
    if (this.#random() < 0.7) link.send(Uint8Array.of(0, 0, 1, 0));
    for (let messages = 1 + below(this.#random, 4); messages > 0; messages -= 1) {
      link.send(hostileMessage(this.#random, update));
      this.#report.hostileMessages += 1;
    }
    this.#time.plan(below(this.#random, 300), () => link.break());
  }

  /** `kill -9`: whatever it was about to do does not happen; what is stored is stored. */
  #crash(): void {
    this.#report.crashes += 1;
    const dead = this.#server;
    dead.clock.kill();
    this.#server = this.#start();
    for (const link of [...dead.links]) link.break();
  }

  /** A second server on the same disk, to which people come while the first still has some. */
  #takeOver(): void {
    this.#report.takeovers += 1;
    this.#server = this.#start();
  }

  /** Somebody is taken out of the crew while they are at it; at least two stay. */
  #expel(client: SimulatedClient): void {
    const { crew } = this.#disk.of(DESIGN);
    if (crew.size < 4 || !crew.delete(client.personId)) return;
    this.#report.expelled += 1;
  }

  #isOut({ personId }: SimulatedClient): boolean {
    return !this.#disk.of(DESIGN).crew.has(personId);
  }

  #wait(): void {
    this.#time.plan(below(this.#random, 40_000), () => undefined);
  }

  #start(): Server {
    const clock = new SimulatedClock(this.#time);
    const storage = new SimulatedStorage(this.#disk, clock, this.#random);
    const snapshots = new Snapshots({
      ...{ storage, log: SILENT, every: 10, pauseMs: 500 },
      reloads: (state, content) => Promise.resolve(reloadsTo(state, content)),
    });
    const largeUpdates = { tryOut: () => Promise.resolve('fine' as const) };
    const metrics = NO_METRICS;
    const rooms = new Rooms({ storage, snapshots, largeUpdates, metrics, log: SILENT, clock, graceMs: 500 });
    return { rooms, clock, links: new Set() };
  }

  #join(link: SimulatedLink, id: PersonId, wantsV2: boolean): void {
    this.#server.links.add(link);
    this.#serverOf.set(link, this.#server);
    this.#server.rooms.join(link.wire, DESIGN, { id, name: id, colour: '#123456' }, { wantsV2 });
  }

  #forget(link: SimulatedLink): void {
    this.#serverOf.get(link)?.links.delete(link);
    this.#serverOf.delete(link);
  }

  #logs(bytes: Uint8Array): void {
    this.#report.commits += 1;
    Y.applyUpdate(this.#logged, bytes);
    const { pendingStructs, pendingDs } = this.#logged.store;
    if (pendingStructs !== null || pendingDs !== null) this.#broken('the log refers to what is not in it', []);
    const found = violations(this.#space, readDesign(this.#logged, this.#space));
    if (found.length > 0) this.#broken('the log says a design outside the space', found);
  }

  #look(): void {
    for (const client of this.#clients) {
      if (!client.isSaved || !client.isIn) continue;
      const faults = client.faults();
      if (faults.length > 0) this.#broken(`${client.personId} has nothing unsaved and sees what may not be`, faults);
    }
  }

  /** Everybody comes back, and when nothing is under way any more all say the same. */
  async #end(): Promise<void> {
    const end = this.#time.nowMs + QUIET_MS;
    while (this.#time.nowMs < end && !this.#isQuiet()) {
      for (const client of this.#clients) this.#connect(client);
      const until = this.#time.nowMs + RETRY_MS;
      this.#time.plan(RETRY_MS, () => undefined);
      while (await this.#time.step(until)) this.#look();
    }
    const content = contentOf(this.#logged);
    for (const client of this.#clients) {
      if (this.#isOut(client)) continue;
      if (!client.isSaved || !client.isIn) this.#broken(`${client.personId} never got everything stored`, []);
      if (contentOf(client.doc) !== content)
        this.#broken(`${client.personId} says something else than the log`, [contentOf(client.doc), content]);
    }
    const reloaded = new Y.Doc();
    const { snapshot, log } = this.#disk.of(DESIGN);
    if (snapshot) Y.applyUpdate(reloaded, snapshot.state);
    for (const { bytes } of log.slice(snapshot?.seq ?? 0)) Y.applyUpdate(reloaded, bytes);
    if (contentOf(reloaded) !== content) this.#broken('the snapshot says something else than the log', []);
  }

  #isQuiet(): boolean {
    const content = contentOf(this.#logged);
    return this.#clients.every(
      (client) => this.#isOut(client) || (client.isIn && client.isSaved && contentOf(client.doc) === content),
    );
  }

  #broken(what: string, details: readonly unknown[]): never {
    throw new Error(`Seed ${String(this.#seed)}: ${what}. ${JSON.stringify(details)}`);
  }
}
