import { newDesignBytes } from 'shared/design/design-bytes.ts';
import type { DesignId } from 'shared/ids.ts';
import { defaultParams } from 'shared/space/defaults.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Access, Batch, LogEntry, OpenedDesign, Outcome, Snapshot, Storage } from '../storage.ts';

/** A commit that has begun. */
export interface HeldCommit {
  readonly batches: readonly Batch[];
  /** All of it is stored. */
  append(): void;
  /** Nothing of it is stored. */
  refuse(outcome: Outcome): void;
  fail(error: Error): void;
}

/** One design in memory, and a database that answers when a test says so. */
export class HeldStorage implements Storage {
  readonly log: LogEntry[];
  readonly snapshots: Snapshot[] = [];
  /** The commits that have begun, and the questions who has a design now, until they are answered. */
  readonly commits: HeldCommit[] = [];
  readonly questions: PromiseWithResolvers<readonly DesignId[]>[] = [];
  /** Nobody hears what they may do before this is over. */
  mayEnter: Promise<void> = Promise.resolve();
  /** The engine of the rules is not as quick as it gets before this is over. */
  ready: Promise<unknown> = Promise.resolve();
  fence = 0;
  readonly #space: Space;

  constructor(space: Space) {
    this.#space = space;
    const meta = { schema: 'design/1', space: 'a'.repeat(64), parent: null, epoch: 1 } as const;
    const bytes = newDesignBytes(space, meta, { params: defaultParams(space), elements: {}, story: '' });
    this.log = [{ personId: null, bytes }];
  }

  async access(): Promise<Access> {
    await this.mayEnter;
    return { notice: { access: 'edit', because: null, epoch: 1 }, fence: this.fence };
  }

  async open(): Promise<OpenedDesign> {
    this.fence += 1;
    const { fence, log, ready } = this;
    const opened = { fence, epoch: 1, head: log.length, snapshot: 0, updates: log.map(({ bytes }) => bytes) };
    return { ...opened, space: this.#space, authors: new Map(), ready };
  }

  takenOver(): Promise<readonly DesignId[]> {
    const question = Promise.withResolvers<readonly DesignId[]>();
    this.questions.push(question);
    return question.promise;
  }

  append(batches: readonly Batch[]): Promise<readonly Outcome[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Outcome[]>();
    const answer = (outcome: Outcome): void => resolve(batches.map(() => outcome));
    this.commits.push({
      batches,
      append: () => {
        for (const { entries } of batches) this.log.push(...entries);
        answer({ kind: 'appended' });
      },
      refuse: answer,
      fail: reject,
    });
    return promise;
  }

  async keepSnapshot(snapshot: Snapshot): Promise<void> {
    this.snapshots.push(snapshot);
  }
}
