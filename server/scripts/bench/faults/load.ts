import { makeUndo } from 'shared/design/undo.ts';
import { randomEdit, type Random } from 'shared/testing/random-session.ts';
import { setTimeout as pause } from 'node:timers/promises';
import type { World } from './world.ts';

/** Everybody edits, legal or not, about `perSecond` times a second each, until told to stop. */
export function startLoad({ editors, space }: World, perSecond: number, random: Random): { stop(): Promise<number> } {
  const undos = editors.map(({ editor }) => makeUndo(editor.doc, ['studio', 'typing']));
  let isOver = false;
  let edits = 0;
  const writing = (async () => {
    while (!isOver) {
      for (const [index, { editor }] of editors.entries()) {
        const undo = undos[index];
        if (!undo || editor.doc.store.clients.size === 0) continue;
        randomEdit(editor.doc, undo, space, random, true);
        edits += 1;
      }
      await pause(1_000 / perSecond);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await writing;
      for (const undo of undos) undo.destroy();
      return edits;
    },
  };
}
