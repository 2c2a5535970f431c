import { asc, eq } from 'drizzle-orm';
import { readDesign } from 'shared/design/design-doc.ts';
import type { DesignId } from 'shared/ids.ts';
import type { Space } from 'shared/space/schema.ts';
import { violations } from 'shared/space/violations.ts';
import * as Y from 'yjs';
import type { Database } from '../../../src/db/database.ts';
import { designUpdates } from '../../../src/design/tables.ts';
import { contentOf } from '../../../src/realtime/document-content.ts';
import { loadDesignDoc } from '../../../src/realtime/load-design.ts';
import type { LiveEditor } from '../../../src/realtime/testing/live-editor.ts';
import { saysNews } from '../../../src/realtime/testing/says-news.ts';

export interface Found {
  /** Acknowledged updates that say something that is not stored. */
  lost: number;
  /** Rows of a log that say nothing that was not said before them. */
  doubled: number;
  /** Designs whose log does not fit together. */
  unloadable: number;
  /** Designs that are outside their space. */
  outside: number;
  /** Editors with everything stored that say something else than what is stored. */
  diverged: number;
}

export const NOTHING_FOUND: Found = { lost: 0, doubled: 0, unloadable: 0, outside: 0, diverged: 0 };

export interface Editing {
  readonly designId: DesignId;
  readonly editor: LiveEditor;
}

/** Compares what is stored with what editors have been told, without the server. */
export class StoredCheck {
  readonly #space: Space;
  /** How many of an editor's acknowledged updates have been found in the log, which only grows. */
  readonly #checked = new Map<LiveEditor, number>();

  constructor(space: Space) {
    this.#space = space;
  }

  /** Loads every design as a server does; looks at what was acknowledged since the last time. */
  async look(db: Database, editing: readonly Editing[]): Promise<Found> {
    const found = { ...NOTHING_FOUND };
    for (const [designId, editors] of byDesign(editing)) {
      const loaded = await loadDesignDoc(db, designId).catch(() => null);
      if (!loaded) found.unloadable += 1;
      else this.#compare(loaded.doc, editors, found);
      loaded?.doc.destroy();
    }
    return found;
  }

  /** Reads every log from its beginning, without snapshots; looks at all that was ever acknowledged. */
  async lookAtAll(db: Database, editing: readonly Editing[]): Promise<Found> {
    const found = await this.look(db, editing);
    this.#checked.clear();
    for (const [designId, editors] of byDesign(editing)) {
      const doc = new Y.Doc();
      for (const update of await wholeLog(db, designId)) if (!saysNews(doc, update)) found.doubled += 1;
      if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) found.unloadable += 1;
      this.#compare(doc, editors, found);
      doc.destroy();
    }
    return found;
  }

  #compare(doc: Y.Doc, editors: readonly LiveEditor[], found: Found): void {
    if (violations(this.#space, readDesign(doc, this.#space)).length > 0) found.outside += 1;
    const content = contentOf(doc);
    for (const editor of editors) {
      if (editor.isSaved && contentOf(editor.doc) !== content) found.diverged += 1;
      for (const update of editor.stored.slice(this.#checked.get(editor) ?? 0))
        if (saysNews(doc, update)) found.lost += 1;
      this.#checked.set(editor, editor.stored.length);
    }
  }
}

export function sum(one: Found, other: Found): Found {
  return {
    lost: one.lost + other.lost,
    doubled: one.doubled + other.doubled,
    unloadable: one.unloadable + other.unloadable,
    outside: one.outside + other.outside,
    diverged: one.diverged + other.diverged,
  };
}

function byDesign(editing: readonly Editing[]): Map<DesignId, LiveEditor[]> {
  const designs = new Map<DesignId, LiveEditor[]>();
  for (const { designId, editor } of editing) designs.set(designId, [...(designs.get(designId) ?? []), editor]);
  return designs;
}

async function wholeLog(db: Database, designId: DesignId): Promise<Uint8Array[]> {
  const rows = await db
    .select({ bytes: designUpdates.bytes })
    .from(designUpdates)
    .where(eq(designUpdates.designId, designId))
    .orderBy(asc(designUpdates.seq));
  return rows.map(({ bytes }) => bytes);
}
