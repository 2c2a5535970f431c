import { ELEMENTS } from 'shared/design/doc-keys.ts';
import * as Y from 'yjs';
import { until } from '../../../../src/realtime/testing/waiting.ts';
import type { Peer } from '../peers.ts';
import type { World } from '../world.ts';
import { Member } from './member.ts';
import { Mover } from './moves.ts';
import { LoadRoom, Tally } from './room.ts';

/** So many rooms, and so many members of one, come in at a time. */
const AT_ONCE = 10;

export interface CrowdPlan {
  readonly rooms: number;
  readonly perRoom: number;
  /** How many of those write. */
  readonly writers: number;
}

interface Writer {
  readonly room: LoadRoom;
  readonly member: Member;
  readonly mover: Mover;
}

/** Everybody who is connected to one server, and what they know. */
export class Crowd {
  readonly tally = new Tally();
  readonly members: Member[] = [];
  readonly writers: Writer[] = [];
  readonly #peer: Peer;
  readonly #world: World;
  readonly #port: number;
  readonly #base = new Y.Doc();

  constructor(peer: Peer, world: World, port: number) {
    this.#peer = peer;
    this.#world = world;
    this.#port = port;
    Y.applyUpdate(this.#base, world.base);
  }

  /** Everybody opens their document; who writes gets elements that are theirs alone. @param from the first document */
  async arrive({ rooms, perRoom, writers }: CrowdPlan, from = 0): Promise<void> {
    await inGroups(rooms, async (index) => {
      const seats = Array.from({ length: perRoom }, (_, seat) => seat);
      const room = new LoadRoom(this.#peer.seat(this.#world, this.#port, from + index, 0).room);
      const first = await this.connect(room, from + index, 0);
      if (!this.#peer.hasWorld && this.#peer.dialect.hasDocument) first.seed(this.#world.base);
      const others = await inGroups(perRoom - 1, (seat) => this.connect(room, from + index, seat + 1));
      const members = [first, ...others];
      this.members.push(...members);
      for (const writer of seats.slice(0, writers)) {
        const member = members[writer];
        if (member) this.writers.push({ room, member, mover: this.#mover(writer, writers) });
      }
    });
    if (this.#peer.dialect.hasDocument) await this.#haveDocument();
    for (const member of this.members) member.forgetDocument();
  }

  async connect(room: LoadRoom, index: number, seat: number): Promise<Member> {
    const member = this.knock(room, index, seat);
    await member.join();
    return member;
  }

  /** The same without waiting for anything. @param query a part of the address, such as `?state=v2` */
  knock(room: LoadRoom, index: number, seat: number, query = ''): Member {
    const { path, headers } = this.#peer.seat(this.#world, this.#port, index, seat);
    const { dialect } = this.#peer;
    const options = { port: this.#port, headers, dialect, room, tally: this.tally };
    return new Member({ ...options, path: `${path}${query}` });
  }

  /** Everybody goes, and the next ones begin anew. */
  leave(): void {
    for (const { socket } of this.members.splice(0)) socket.destroy();
    this.writers.length = 0;
  }

  /** What is not as it has to be after everybody has stopped writing; null: everything is. */
  async checked(): Promise<string | null> {
    try {
      await this.drained();
      if (this.#peer.dialect.hasDocument) await this.isFoundByNewcomer();
      return this.gaps > 0 ? `${String(this.gaps)} gaps` : null;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** Waits until everything that was written has come to everybody, and is acknowledged where that exists. */
  async drained(): Promise<void> {
    await until(() => {
      const { missing, ended } = this;
      if (ended.length > 0) throw new Error(`${String(ended.length)} connections ended: ${String(ended[0])}.`);
      if (missing > 0) throw new Error(`${String(missing)} edits have not arrived.`);
      const unsaved = this.members.reduce((sum, member) => sum + member.unsaved, 0);
      if (unsaved > 0) throw new Error(`${String(unsaved)} edits are not acknowledged.`);
    });
  }

  get missing(): number {
    return this.members.reduce((sum, member) => sum + member.missing, 0);
  }

  /** Times that something came to somebody before what it follows on. */
  get gaps(): number {
    return this.members.reduce((sum, member) => sum + member.gaps, 0);
  }

  /** Why connections ended although nobody ended them. */
  get ended(): readonly string[] {
    return this.members.flatMap(({ socket }) => (socket.ended === null ? [] : [socket.ended]));
  }

  /** Waits until somebody who comes in now finds in the first document what was written. */
  async isFoundByNewcomer(): Promise<void> {
    const name = this.#peer.seat(this.#world, this.#port, 0, 0).room;
    const writers = this.writers.filter(({ room }) => room.name === name);
    const newcomer = await this.connect(new LoadRoom(name), 0, 0);
    const doc = new Y.Doc();
    await until(() => {
      for (const update of newcomer.document.splice(0)) Y.applyUpdate(doc, update);
      for (const { mover } of writers)
        for (const [id, transform] of mover.written) {
          const element = doc.getMap(ELEMENTS).get(id) as Y.Map<unknown> | undefined;
          if (JSON.stringify(element?.get('xf')) !== JSON.stringify(transform)) throw new Error(`${id} is elsewhere.`);
        }
    });
    newcomer.socket.destroy();
    doc.destroy();
  }

  #mover(writer: number, writers: number): Mover {
    const own = this.#world.elements.filter((_, index) => index % writers === writer);
    return new Mover(2 ** 30 + Math.floor(Math.random() * 2 ** 30), this.#base, own);
  }

  async #haveDocument(): Promise<void> {
    await until(() => {
      const without = this.members.filter((member) => !member.hasDocument);
      if (without.length > 0) throw new Error(`${String(without.length)} members have no document.`);
    });
  }
}

async function inGroups<Result>(count: number, each: (index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < count; at += AT_ONCE) {
    const group = Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, index) => each(at + index));
    results.push(...(await Promise.all(group)));
  }
  return results;
}
