import { canonicalJson } from 'shared/canonical-json.ts';
import type { DesignElement } from 'shared/design/design.ts';
import { story, writeChanges } from 'shared/design/design-doc.ts';
import { parameterKeys, type ValueForm } from 'shared/design/doc-keys.ts';
import { KnownStructs } from 'shared/design/known-structs.ts';
import { clearPick, illegalPicks, readPicks, writePick } from 'shared/design/picks.ts';
import { decodeUpdate, structureFault, type StructureFault, type Writer } from 'shared/design/structure.ts';
import type { Pick, PickValue } from 'shared/space/engine/pick.ts';
import { valueProblem } from 'shared/space/parameter-value.ts';
import { parkedAdjustment } from 'shared/space/parked.ts';
import { repair } from 'shared/space/repair.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Adjustment } from 'shared/space/violation.ts';
import * as Y from 'yjs';
import { SERVER_ID_LIMIT } from './authors.ts';
import { CurrentDesign } from './gate/current-design.ts';
import { SharedTransaction } from './gate/shared-transaction.ts';
import { touchedBy } from './gate/touched.ts';

/** What became of somebody's pick: it does not go with the others, and is left out until it does. */
export interface ParkedPick {
  /** The Yjs client that picked. */
  readonly clientId: number;
  readonly adjustment: Adjustment;
}

/** What becomes of an update. */
export type Verdict =
  /** It says nothing new. */
  | { readonly kind: 'known' }
  /**
   * It is in the document, and where it had left the space, so is its repair; `bytes` is both, as one update. `parked`:
   * picks that the document has no room for since, also those of others: who picked earlier goes first.
   */
  | {
      readonly kind: 'admitted';
      readonly bytes: Uint8Array;
      /** The Yjs clients that wrote it; none where it only deletes. */
      readonly writers: readonly number[];
      readonly adjustments: readonly Adjustment[];
      readonly parked: readonly ParkedPick[];
      /** Whether the server has written too. */
      readonly isRepaired: boolean;
    }
  /** `isTouched`: part of it may be in the document, which therefore must not be used any more. */
  | { readonly kind: 'refused'; readonly fault: GateFault; readonly isTouched: boolean };

export type GateFault = StructureFault | 'not_applicable' | 'outside_space';

/** What came of an update that was applied. */
interface Said {
  readonly adjustments: readonly Adjustment[];
  readonly parked: readonly ParkedPick[];
}

class Untenable extends Error {
  readonly fault: GateFault;

  constructor(fault: GateFault) {
    super(fault);
    this.fault = fault;
  }
}

/** Stands before a document: what gets in has the right form and leaves it inside its space. */
export class Gate {
  readonly doc: Y.Doc;
  readonly known: KnownStructs;
  readonly #space: Space;
  readonly #parameters: ReadonlyMap<string, ValueForm>;
  /** What the document says; inside its space since the last update that got in. */
  readonly #current: CurrentDesign;
  /** What is admitted goes into it; null: into a transaction of its own. */
  #shared: SharedTransaction | null = null;
  /** The Yjs client that picked what the server had to write anew, by key. */
  readonly #rewritten = new Map<string, number>();

  /** @param random chooses the Yjs client that the server writes as */
  constructor(doc: Y.Doc, space: Space, random: () => number = Math.random) {
    this.doc = doc;
    this.known = new KnownStructs(doc);
    this.#space = space;
    this.#parameters = parameterKeys(space);
    this.#current = new CurrentDesign(doc, space);
    doc.clientID = unusedClientId(doc, random);
  }

  /** @param mayWriteAs whether the sender may write as a Yjs client */
  admit(update: Uint8Array, mayWriteAs: (clientId: number) => boolean): Verdict {
    const decoded = decodeUpdate(update);
    if (typeof decoded === 'string') return { kind: 'refused', fault: decoded, isTouched: false };
    const { writers } = decoded;
    const fault = structureFault(decoded, { known: this.known, parameters: this.#parameters, mayWriteAs });
    if (fault) return { kind: 'refused', fault, isTouched: false };
    return this.#admit(update, writers);
  }

  /**
   * Runs `work`; what is admitted in it comes into the document in one transaction. After an update that was refused and
   * is in part in the document, neither may be used any more.
   * @returns everything that came in, as one update; null: nothing
   */
  together(work: () => void): Uint8Array | null {
    const shared = this.doc.transact((transaction) => {
      const made = (this.#shared = new SharedTransaction(transaction));
      try {
        work();
      } finally {
        made.end();
        this.#shared = null;
      }
      return made;
    });
    return shared.encode();
  }

  #admit(update: Uint8Array, writers: readonly Writer[]): Verdict {
    if (this.#shared) return this.#admitInto(this.#shared, update, writers);
    let verdict: Verdict | null = null;
    this.together(() => (verdict = this.#admit(update, writers)));
    return verdict ?? { kind: 'known' };
  }

  /**
   * The update and its repair become one update: nobody ever sees the one without the other, and a value that is
   * overwritten at once is not even in the bytes.
   */
  #admitInto(shared: SharedTransaction, update: Uint8Array, writers: readonly Writer[]): Verdict {
    const clients = writers.map(({ client }) => client);
    // The document has none of its structs.
    const isAllNew = writers.length > 0 && writers.every(({ client, clock }) => clock === this.known.clock(client));
    const own = this.doc.clientID;
    const written = this.known.clock(own);
    try {
      return shared.part([...clients, own], (transaction, encode) => {
        const said = this.#apply(update, clients, transaction);
        const { pendingStructs, pendingDs } = this.doc.store;
        // Of two pieces of one client Yjs takes in the last only, also where that is empty.
        const isWhole = writers.every(({ client, end }) => this.known.clock(client) >= end);
        if (!isWhole || pendingStructs !== null || pendingDs !== null) throw new Untenable('not_applicable');
        // What only takes away, as from a story, moves no clock.
        const isRepaired = said.adjustments.length > 0 || this.known.clock(own) > written;
        // The author's bytes say it already; to write the same ones again would be a tenth of all the work.
        const bytes = isAllNew && !isRepaired ? Uint8Array.from(update) : encode();
        return bytes ? { kind: 'admitted', bytes, writers: clients, ...said, isRepaired } : { kind: 'known' };
      });
    } catch (error) {
      return { kind: 'refused', fault: error instanceof Untenable ? error.fault : 'not_applicable', isTouched: true };
    }
  }

  #apply(update: Uint8Array, writers: readonly number[], transaction: Y.Transaction): Said {
    const { picks, resolution: before } = this.#current;
    Y.applyUpdate(this.doc, update);
    forgetPlaces(story(this.doc));
    const hasPicks = touchedBy(transaction).params;
    const repairedPicks = hasPicks ? this.#repairPicks(picks, writers) : [];
    const adjustments = [...repairedPicks, ...this.#repair(transaction)];
    return { adjustments, parked: hasPicks ? this.#newlyParked(before.parked) : [] };
  }

  #repairPicks(before: readonly Pick[], writers: readonly number[]): readonly Adjustment[] {
    this.#repairClocks(before, writers);
    return this.#repairValues();
  }

  /**
   * A clock that nobody can have come to becomes the next one: were it kept, every later pick would have to be greater,
   * until none could be. Who picks has one more struct in the document and one more than the clocks that it has, so that
   * no clock is greater than the number of all structs. Nobody who picks now is at clock 0 either, which would go before
   * everybody else: only documents from before there were clocks have that.
   */
  #repairClocks(before: readonly Pick[], writers: readonly number[]): void {
    const structs = [...this.doc.store.clients.keys()].reduce((sum, client) => sum + this.known.clock(client), 0);
    const isNew = (pick: Pick): boolean => !before.some((other) => isSamePick(pick, other));
    const forged = readPicks(this.doc, this.#space).filter(
      (pick) => pick.clock > structs || (pick.clock === 0 && writers.includes(pick.actor) && isNew(pick)),
    );
    for (const { key } of forged) clearPick(this.doc, key);
    for (const pick of forged) this.#rewrite(pick, pick.value);
  }

  /** Whose pick it was is kept: they are told what becomes of it. */
  #rewrite(pick: Pick, value: PickValue): void {
    this.#rewritten.set(pick.key, this.#authorOf(pick));
    writePick(this.doc, pick.key, value);
  }

  #authorOf({ key, actor }: Pick): number {
    return actor === this.doc.clientID ? (this.#rewritten.get(key) ?? actor) : actor;
  }

  /** Values that the space does not have become the nearest ones that it has. */
  #repairValues(): readonly Adjustment[] {
    const illegal = illegalPicks(this.doc, this.#space);
    if (illegal.length === 0) return [];
    const picks = new Map(readPicks(this.doc, this.#space).map((pick) => [pick.key, pick]));
    return illegal.map(({ parameter, from, to }) => {
      const pick = picks.get(parameter.id);
      if (pick) this.#rewrite(pick, to);
      const path = `params.${parameter.id}`;
      return { violation: { code: valueProblem(parameter, from) ?? 'bad_value', path }, path, from, to };
    });
  }

  /** Picks that were not parked before: nothing is written for them, everybody finds the same ones. */
  #newlyParked(before: readonly Pick[]): readonly ParkedPick[] {
    const { resolution } = this.#current;
    const wasParked = (pick: Pick): boolean =>
      before.some(({ key, clock, actor }) => key === pick.key && clock === pick.clock && actor === pick.actor);
    const added = resolution.parked.filter((pick) => !wasParked(pick));
    return added.map((pick) => ({
      clientId: this.#authorOf(pick),
      adjustment: parkedAdjustment(this.#space, resolution, pick),
    }));
  }

  #repair(transaction: Y.Transaction): readonly Adjustment[] {
    this.#current.follow(transaction);
    if (this.#current.isInside) return [];
    const lost = [...this.#current.lost];
    const wrong = this.#current.toRepair();
    const repaired = repair(this.#space, wrong);
    const stands = Object.fromEntries(Object.entries(wrong.elements).filter(([id]) => !this.#current.lost.has(id)));
    writeChanges(this.doc, this.#space, { ...wrong, elements: stands }, repaired.design, 'repair');
    this.#current.follow(transaction);
    if (!this.#current.isInside) throw new Untenable('outside_space');
    return [...lost.map(([id, element]) => givenBack(id, element)), ...repaired.adjustments];
  }
}

function isSamePick(a: Pick, b: Pick): boolean {
  return (
    a.key === b.key && a.clock === b.clock && a.actor === b.actor && canonicalJson(a.value) === canonicalJson(b.value)
  );
}

/**
 * Yjs remembers where in a text it has written, and forgets it only after a transaction in which others have: a repair in
 * the same one would cut the story in a wrong place, or not at all.
 */
function forgetPlaces({ _searchMarker: places }: Y.Text): void {
  if (places) places.length = 0;
}

/** Elements are taken off a product, not destroyed: one that lost what it needs gets it back. */
function givenBack(id: string, element: DesignElement): Adjustment {
  const path = `elements.${id}`;
  return { violation: { code: 'bad_value', path }, path, from: null, to: element };
}

/**
 * A client id for the server's own writing that nobody has written with yet: clocks are never used twice, not even after
 * an older copy of the database was restored. Low, because where two write a key at once the higher id stays, and a
 * repair must not outdo what its author has done since.
 */
function unusedClientId(doc: Y.Doc, random: () => number): number {
  for (;;) {
    const id = 1 + Math.floor(random() * SERVER_ID_LIMIT);
    if (Y.getState(doc.store, id) === 0) return id;
  }
}
