import { initDesign } from 'shared/design/design-doc.ts';
import type { DesignId, PersonId } from 'shared/ids.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import type { Space } from 'shared/space/schema.ts';
import { below, pick, type Random, randomNumbers } from 'shared/testing/random-session.ts';
import * as Y from 'yjs';
import { Checks } from './checks.ts';
import { GREETING, hostileMessage } from './hostile-client.ts';
import { SimulatedClient } from './simulated-client.ts';
import { SimulatedTime } from './simulated-clock.ts';
import { type ClientListener, SimulatedLink } from './simulated-link.ts';
import { SimulatedServer, type Verdict } from './simulated-server.ts';
import { SimulatedDisk } from './simulated-storage.ts';

/** What can happen, and how often beside the others. */
const EVENTS = {
  edited: 620,
  connected: 200,
  cut: 60,
  attacked: 60,
  killed: 12,
  killedAtCommit: 8,
  takenOver: 10,
  stopped: 5,
  databaseAway: 8,
  waited: 8,
  expelled: 6,
  takenBack: 30,
  phaseEnded: 2,
  phaseBegun: 8,
  frozen: 1,
} as const;
type Happening = keyof typeof EVENTS;

/** How often each thing happened in a run. */
export type SimulationReport = Record<Happening | Verdict | 'commits', number>;
const VERDICTS: readonly Verdict[] = ['accepted', 'adjusted', 'refused', 'known'];

export interface SimulationOptions {
  readonly seed: number;
  readonly space: Space;
  /** How many honest people edit; one more means harm, one only looks, and the first has two windows. */
  readonly people: number;
  /** Something that does not work as it should, to see that it is found. */
  readonly sabotage?: {
    readonly Disk?: typeof SimulatedDisk;
    readonly pass?: (message: Uint8Array, random: Random) => Uint8Array | null;
  };
  /** Hears of everything that happens. */
  readonly note?: (line: string) => void;
}

const DESIGN = 'd0000000-0000-4000-8000-000000000000' as DesignId;
const HOSTILE = 'hostile' as PersonId;
/** Longer than any delay there is: after it nothing is under way any more. */
const QUIET_MS = 60_000;
const RETRY_MS = 200;
/** Between two things that happen: shorter than most of what is under way. */
const PAUSE_MS = 60;
/** Long enough for rooms to be given up, and for servers to find out that they have been succeeded. */
const LONG_MS = 40_000;

/**
 * A server and some clients in a world where messages are late, connections break, the database goes away and loses
 * answers, servers die before and after a commit, one more server takes over, people come and go, and somebody sends what
 * nobody may send. `Checks` looks at every step. The same seed is the same run.
 */
export class Simulation {
  readonly #options: SimulationOptions;
  readonly #random: Random;
  readonly #time = new SimulatedTime();
  readonly #disk: SimulatedDisk;
  readonly #checks: Checks;
  readonly #clients: readonly SimulatedClient[];
  readonly #servers: SimulatedServer[] = [];
  readonly #report = Object.fromEntries(
    [...Object.keys(EVENTS), ...VERDICTS, 'commits'].map((key) => [key, 0]),
  ) as SimulationReport;
  /** Somebody has been taken out of the crew, or nobody could edit: from then on servers may send people away. */
  readonly #suspects = new Set<PersonId>();
  #serversSoFar = 0;
  #dieAt: 'before' | 'after' | null = null;

  constructor(options: SimulationOptions) {
    const { seed, space, people, sabotage } = options;
    this.#options = options;
    this.#random = randomNumbers(seed);
    const first = firstUpdate(space);
    const crew = Array.from({ length: people }, (_, index) => `p${String(index)}` as PersonId);
    this.#disk = new (sabotage?.Disk ?? SimulatedDisk)(space, [...crew, HOSTILE], first);
    this.#checks = new Checks(seed, space, first);
    this.#disk.onOpened = (fence) => this.#checks.opened(fence);
    this.#disk.onAppended = (appended) => {
      this.#report.commits += 1;
      this.#note(`stored ${String(appended.seq)} of ${String(appended.entry.personId)}`);
      this.#checks.appended(appended);
    };
    const windows = [...crew, ...crew.slice(0, 1), 'viewer' as PersonId];
    this.#clients = windows.map((personId, index) => this.#makeClient(personId, index));
    this.#start();
  }

  /** @throws BrokenPromise naming the seed and what was broken */
  async run(steps: number): Promise<SimulationReport> {
    for (const client of this.#clients) this.#connect(client);
    for (let step = 0; step < steps; step += 1) {
      const pauseMs = below(this.#random, this.#somethingHappens() === 'waited' ? LONG_MS : PAUSE_MS);
      await this.#pass(pauseMs);
    }
    await this.#end();
    return this.#report;
  }

  #makeClient(personId: PersonId, index: number): SimulatedClient {
    const name = `${personId}/${String(index)}`;
    const { space } = this.#options;
    return new SimulatedClient({
      ...{ name, personId, space, random: this.#random },
      onShown: (update) => this.#checks.shown(name, update),
      onStored: (updates) => this.#checks.acknowledged(name, updates),
      onRefused: (reason) => this.#checks.refused(name, reason, !this.#suspects.has(personId)),
    });
  }

  /** @returns what it was; null: what was to happen could not */
  #somethingHappens(): Happening | null {
    let chance = below(
      this.#random,
      Object.values(EVENTS).reduce((sum, weight) => sum + weight, 0),
    );
    for (const [happening, weight] of Object.entries(EVENTS) as [Happening, number][]) {
      chance -= weight;
      if (chance >= 0) continue;
      const happened = this.#happens(happening, pick(this.#random, this.#clients));
      if (happened === null) return null;
      this.#report[happening] += 1;
      this.#note(`${happened}: ${happening}`);
      return happening;
    }
    return null;
  }

  async #pass(ms: number): Promise<void> {
    const until = this.#time.nowMs + ms;
    this.#time.plan(ms, () => undefined);
    while (await this.#time.step(until)) this.#look();
  }

  /** @returns to whom it happened; null: it could not */
  #happens(happening: Happening, client: SimulatedClient): string | null {
    switch (happening) {
      case 'edited':
        return client.edit() ? client.name : null;
      case 'connected':
        return this.#connect(client) ? client.name : null;
      case 'cut':
        if (!client.link) return null;
        client.link.break();
        return client.name;
      case 'attacked':
        return this.#attack();
      case 'killed':
        return this.#kill(pick(this.#random, this.#servers));
      case 'killedAtCommit':
        this.#dieAt = pick(this.#random, ['before', 'after']);
        return this.#dieAt;
      case 'stopped':
        return this.#stop(pick(this.#random, this.#servers));
      case 'takenOver':
        return this.#start();
      case 'databaseAway':
        return this.#leaveWithoutDatabase();
      case 'waited':
        return 'everybody';
      case 'expelled':
        return this.#expel(client);
      case 'takenBack':
        return this.#takeBack(client);
      case 'phaseEnded':
        return this.#close('phase');
      case 'phaseBegun':
        if (this.#disk.design.closed !== 'phase') return null;
        this.#disk.design.closed = null;
        return 'campaign';
      case 'frozen':
        return this.#close('entered');
    }
  }

  #connect(client: SimulatedClient): boolean {
    if (client.link !== null) return false;
    const link = this.#link(client.personId, client.wantsV2, {
      message: (message) => {
        this.#note(`${client.name} hears ${String(message[0])} (${String(message.byteLength)} bytes)`);
        client.receive(message);
      },
      closed: (code, reason) => {
        this.#note(`${client.name} is closed: ${String(code)} ${reason}`);
        client.closed(code, reason);
      },
    });
    client.connected(link);
    return true;
  }

  #link(personId: PersonId, wantsV2: boolean, client: ClientListener): SimulatedLink {
    const server = this.#newest;
    const { sabotage } = this.#options;
    const random = this.#random;
    const link: SimulatedLink = new SimulatedLink({
      ...{ time: this.#time, random },
      pass: (message) => (sabotage?.pass ? sabotage.pass(message, random) : message),
      client: {
        message: (message) => client.message(message),
        closed: (code, reason) => {
          server.forget(link);
          client.closed(code, reason);
        },
      },
    });
    server.join(link, DESIGN, personId, wantsV2);
    return link;
  }

  /** Somebody of the crew who means harm: a few messages, most of them after what makes the server listen. */
  #attack(): string {
    const random = this.#random;
    const link = this.#link(HOSTILE, false, { message: () => undefined, closed: () => undefined });
    const known = { random, update: pick(random, this.#disk.design.log).bytes, state: this.#checks.state };
    if (random() < 0.8) for (const message of GREETING) link.send(message);
    for (let messages = 1 + below(random, 4); messages > 0; messages -= 1) link.send(hostileMessage(known));
    this.#time.plan(below(random, 300), () => link.break());
    return HOSTILE;
  }

  #start(): string {
    const name = `server ${String((this.#serversSoFar += 1))}`;
    const onCommit = (server: SimulatedServer, moment: 'before' | 'after'): void => {
      if (this.#dieAt !== moment) return;
      this.#dieAt = null;
      this.#note(`${server.name} dies ${moment} a commit`);
      this.#kill(server);
    };
    const onVerdict = (kind: Verdict): void => void (this.#report[kind] += 1);
    const world = { time: this.#time, disk: this.#disk, random: this.#random };
    this.#servers.push(new SimulatedServer({ name, ...world, onCommit, onVerdict }));
    return name;
  }

  get #newest(): SimulatedServer {
    const newest = this.#servers.at(-1);
    if (!newest) throw new Error('There is no server.');
    return newest;
  }

  #kill(server: SimulatedServer): string {
    this.#takeOut(server);
    server.kill();
    return server.name;
  }

  #stop(server: SimulatedServer): string {
    this.#takeOut(server);
    server.stop();
    return server.name;
  }

  /** Nobody comes to it any more; one that is left, or a new one, goes on. */
  #takeOut(server: SimulatedServer): void {
    const at = this.#servers.indexOf(server);
    if (at >= 0) this.#servers.splice(at, 1);
    if (this.#servers.length === 0) this.#start();
  }

  #leaveWithoutDatabase(): string | null {
    if (this.#disk.isAway) return null;
    this.#disk.isAway = true;
    this.#time.plan(below(this.#random, 5_000), () => (this.#disk.isAway = false));
    return 'everybody';
  }

  /** Somebody is taken out of the crew while they are at it; at least two stay. */
  #expel({ personId }: SimulatedClient): string | null {
    const { crew } = this.#disk.design;
    if (crew.size < 4 || !crew.delete(personId)) return null;
    this.#suspects.add(personId);
    return personId;
  }

  #takeBack({ personId }: SimulatedClient): string | null {
    const { crew } = this.#disk.design;
    if (!this.#suspects.has(personId) || crew.has(personId)) return null;
    crew.add(personId);
    return personId;
  }

  /** The design is entered, of which the server hears that did it, or the phase is over, of which none hears. */
  #close(because: 'entered' | 'phase'): string | null {
    const { design } = this.#disk;
    if (design.closed !== null) return null;
    design.closed = because;
    for (const { personId } of this.#clients) this.#suspects.add(personId);
    if (because === 'entered') void pick(this.#random, this.#servers).rooms.freeze(DESIGN);
    return 'design';
  }

  #look(): void {
    for (const client of this.#clients) {
      if (!client.isNews) continue;
      client.isNews = false;
      this.#checks.look(client);
    }
    if (this.#checks.broken) throw this.#checks.broken;
  }

  /** Everybody comes back, and when nothing is under way any more all say the same, as does who comes then. */
  async #end(): Promise<void> {
    this.#dieAt = null;
    await this.#untilQuiet(this.#clients);
    const newcomer = this.#makeClient('newcomer' as PersonId, this.#clients.length);
    const everybody = [...this.#clients, newcomer];
    await this.#untilQuiet(everybody);
    this.#checks.end(everybody, this.#disk);
    if (this.#checks.broken) throw this.#checks.broken;
  }

  async #untilQuiet(clients: readonly SimulatedClient[]): Promise<void> {
    const end = this.#time.nowMs + QUIET_MS;
    while (this.#time.nowMs < end && !this.#isQuiet(clients)) {
      for (const client of clients) this.#connect(client);
      await this.#pass(RETRY_MS);
    }
  }

  #isQuiet(clients: readonly SimulatedClient[]): boolean {
    const { content } = this.#checks;
    return clients.every((client) => client.isIn && client.isSaved && client.content === content);
  }

  #note(line: string): void {
    this.#options.note?.(`${String(this.#time.nowMs)} ms  ${line}`);
  }
}

/** A fresh design by a client that has the same id each time. */
function firstUpdate(space: Space): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 7;
  const meta = { schema: 'design/1', space: 'a'.repeat(64), parent: null, epoch: 1 } as const;
  initDesign(doc, space, meta, { params: defaultParams(space), elements: {}, story: '' });
  const bytes = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return bytes;
}
