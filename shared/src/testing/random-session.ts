import * as Y from 'yjs';
import { parameterKeys } from '../design/doc-keys.ts';
import { KnownStructs } from '../design/known-structs.ts';
import type { Design, DesignElement } from '../design/design.ts';
import {
  hideElement,
  patchElement,
  putElement,
  readDesign,
  setParameter,
  showElement,
  story,
  writeDesign,
  writeStory,
} from '../design/design-doc.ts';
import { decodeUpdate, structureFault, type StructureFault } from '../design/structure.ts';
import { makeUndo } from '../design/undo.ts';
import { choiceParameters, defaultParams } from '../space/defaults.ts';
import type { Space } from '../space/schema.ts';

/** A repeatable stream of numbers 0 … 1 (mulberry32), so that a failing seed can be run again. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Random = () => number;
export const below = (random: Random, bound: number): number => Math.floor(random() * bound);
export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
}

/** An element that fits the first zone of `makeSpace`, or, with `wild`, anything of the right form. */
export function randomElement(random: Random, wild: boolean): DesignElement {
  const number = (from: number, to: number): number => from + below(random, to - from);
  return {
    kind: wild ? pick(random, ['sticker', 'text', 'stripe', 'shape'] as const) : 'sticker',
    zone: wild ? pick(random, ['body', 'foot', 'nowhere']) : 'body',
    z: `a${below(random, 10)}`,
    xf: wild
      ? [number(-500, 900), number(-500, 900), number(-10, 600), number(1, 600), number(-10, 4000)]
      : [number(100, 400), number(100, 400), number(50, 100), number(50, 100), 0],
    fill: wild ? pick(random, ['black', 'white', 'gold']) : 'black',
    asset: wild ? pick(random, ['star', 'circle', 'moon']) : 'star',
    ...(wild && random() < 0.5 ? { text: pick(random, ['Hi', '', '😀 ok', 'x'.repeat(90)]), font: 'block' } : {}),
    ...(random() < 0.2 ? { hidden: true } : {}),
  };
}

/** One thing that a person does in the studio. With `wild` it may leave the space, but never the document's form. */
export function randomEdit(doc: Y.Doc, undo: Y.UndoManager, space: Space, random: Random, wild: boolean): void {
  const design = readDesign(doc, space);
  const ids = Object.keys(design.elements);
  const id = ids.length > 0 ? pick(random, ids) : null;
  switch (below(random, 12)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return randomParameter(doc, space, random, wild);
    case 4:
      return putElement(doc, `e${below(random, 1e9).toString(36)}`, randomElement(random, wild), 'studio');
    case 5:
      // Two people who paste the same thing make the same element.
      return putElement(doc, `shared${below(random, 3)}`, randomElement(random, wild), 'studio');
    case 6:
      if (id !== null) patchElement(doc, id, { xf: randomElement(random, wild).xf }, 'studio');
      return;
    case 7:
      if (id !== null) (random() < 0.5 ? hideElement : showElement)(doc, id, 'studio');
      return;
    case 8:
    case 9:
      return randomTyping(doc, random);
    case 10:
      if (random() < 0.7) undo.undo();
      else undo.redo();
      return;
    default:
      if (random() < 0.2) writeDesign(doc, space, randomDesign(space, random, design), 'studio');
  }
}

function randomDesign(space: Space, random: Random, design: Design): Design {
  return random() < 0.5
    ? { params: defaultParams(space), elements: {}, story: 'Fresh start' }
    : { ...design, elements: { ...design.elements, [`p${below(random, 1e6)}`]: randomElement(random, false) } };
}

function randomParameter(doc: Y.Doc, space: Space, random: Random, wild: boolean): void {
  const parameter = pick(random, choiceParameters(space));
  const set = (value: Parameters<typeof setParameter>[3]): void =>
    setParameter(doc, space, parameter.id, value, 'studio');
  switch (parameter.kind) {
    case 'one':
    case 'colour':
      return set(wild && random() < 0.2 ? 'unobtainium' : pick(random, parameter.options).id);
    case 'many':
      return set(parameter.options.filter(() => random() < 0.4).map(({ id }) => id));
    case 'number':
      return set(
        wild
          ? below(random, 50) - 20
          : parameter.min +
              parameter.step * below(random, Math.floor((parameter.max - parameter.min) / parameter.step) + 1),
      );
    case 'mix':
      if (!wild) return set(parameter.default);
      return set(Object.fromEntries(parameter.items.map(({ id }) => [id, below(random, 4) * 20])));
    case 'text':
      return set(pick(random, wild ? ['Lux', 'darn it', 'a very long name'] : ['Lux', 'Lumen', 'Ray']));
  }
}

function randomTyping(doc: Y.Doc, random: Random): void {
  const before = story(doc).toString();
  const at = below(random, before.length + 1);
  const word = pick(random, ['because ', 'we ', '😀', 'zo ', 'a', '\n']);
  const cut = random() < 0.3 ? below(random, 4) : 0;
  writeStory(doc, before.slice(0, at) + word + before.slice(at + cut), 'typing');
}

/** A person with a document of their own, who is now and then without a network, and what they send. */
export class RandomPerson {
  /** Every Yjs client that they have been. */
  readonly clients = new Set<number>();
  isOnline = true;
  #doc = new Y.Doc();
  #undo = makeUndo(this.#doc, ['studio', 'typing']);
  #outbox: Uint8Array[] = [];

  constructor(server: Y.Doc, random: Random) {
    this.#load(Y.encodeStateAsUpdate(server), random);
  }

  get doc(): Y.Doc {
    return this.#doc;
  }

  get undo(): Y.UndoManager {
    return this.#undo;
  }

  /** Loads the page again, which has kept everything: another Yjs client goes on with it. */
  reload(random: Random): void {
    const kept = Y.encodeStateAsUpdate(this.#doc);
    this.#doc.destroy();
    this.#doc = new Y.Doc();
    this.#undo = makeUndo(this.#doc, ['studio', 'typing']);
    this.#load(kept, random);
  }

  #load(kept: Uint8Array, random: Random): void {
    // Who wins where two wrote at once hangs on the ids: with them a seed tells the whole story.
    this.#doc.clientID = 2 ** 20 + below(random, 2 ** 31);
    this.clients.add(this.#doc.clientID);
    Y.applyUpdate(this.#doc, kept, 'server');
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server' && this.isOnline) this.#outbox.push(update);
    });
  }

  /** What was sent since the last call. */
  sent(): Uint8Array[] {
    const sent = this.#outbox;
    this.#outbox = [];
    return sent;
  }

  /** Back online: everything that `server` does not have yet, in one piece. */
  catchUp(server: Y.Doc): Uint8Array {
    this.isOnline = true;
    this.#outbox = [];
    return Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(server));
  }
}

export interface HonestSession {
  readonly updates: number;
  /** How many of them were written by several Yjs clients. */
  readonly joint: number;
  /** What was refused. */
  readonly faults: readonly StructureFault[];
  /** How many updates left an element without something that it needs. */
  readonly lost: number;
  /** The server's, then the people's. */
  readonly docs: readonly Y.Doc[];
}

/** A session of a few people around a server that only checks the form of what they send. */
export function runHonestSession(
  space: Space,
  seed: number,
  options: { readonly people: number; readonly edits: number; readonly wild: boolean },
): HonestSession {
  const random = randomNumbers(seed);
  const server = new Y.Doc();
  writeDesign(server, space, { params: defaultParams(space), elements: {}, story: '' }, 'setup');
  const people = Array.from({ length: options.people }, () => new RandomPerson(server, random));
  const parameters = parameterKeys(space);
  const known = new KnownStructs(server);
  const faults: StructureFault[] = [];
  let updates = 0;
  let joint = 0;
  let lost = 0;
  const receive = (person: RandomPerson, update: Uint8Array): void => {
    updates += 1;
    const decoded = decodeUpdate(update);
    const fault =
      typeof decoded === 'string'
        ? decoded
        : structureFault(decoded, { known, parameters, mayWriteAs: (client) => person.clients.has(client) });
    if (fault) return void faults.push(fault);
    if (typeof decoded !== 'string' && decoded.writers.length > 1) joint += 1;
    const before = readDesign(server, space).elements;
    Y.applyUpdate(server, update, person.doc.clientID);
    const after = readDesign(server, space).elements;
    if (Object.keys(before).some((id) => !Object.hasOwn(after, id))) lost += 1;
  };
  server.on('update', (update: Uint8Array, origin: unknown) => {
    for (const person of people)
      if (person.isOnline && person.doc.clientID !== origin) Y.applyUpdate(person.doc, update, 'server');
  });
  const comeBack = (person: RandomPerson): void => {
    const hear = (): void =>
      Y.applyUpdate(person.doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(person.doc)), 'server');
    // What somebody hears before they answer decides conflicts in their copy first: the answer tells how.
    if (random() < 0.5) hear();
    receive(person, person.catchUp(server));
    hear();
  };
  for (let edit = 0; edit < options.edits; edit += 1) {
    const person = pick(random, people);
    if (random() < 0.08) {
      if (person.isOnline) person.isOnline = false;
      else if (random() < 0.5) comeBack(person);
      else person.reload(random);
    }
    randomEdit(person.doc, person.undo, space, random, options.wild);
    // Several edits may be on their way at once.
    if (random() < 0.6) for (const update of person.sent()) receive(person, update);
  }
  for (const person of people) {
    for (const update of person.sent()) receive(person, update);
    comeBack(person);
  }
  return { updates, joint, faults, lost, docs: [server, ...people.map(({ doc }) => doc)] };
}
