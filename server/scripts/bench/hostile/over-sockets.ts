import { putElement, writeStory } from 'shared/design/design-doc.ts';
import { makeUndo } from 'shared/design/undo.ts';
import { MESSAGE_ACCESS } from 'shared/realtime/messages.ts';
import { violations } from 'shared/space/violations.ts';
import { below, randomEdit, type Random, randomNumbers } from 'shared/testing/random-session.ts';
import * as Y from 'yjs';
import type { LiveEditor } from '../../../src/realtime/testing/live-editor.ts';
import { makeStudio, space } from '../../../src/realtime/testing/make-studio.ts';
import { mutatedFrame, mutatedUpdate } from '../../../src/realtime/testing/mutations.ts';
import { answerOf, questionOf } from '../../../src/realtime/testing/raw-socket.ts';
import type { SiegeReport } from '../../../src/realtime/testing/siege.ts';
import { sticker, until } from '../../../src/realtime/testing/waiting.ts';

const EDIT_EVERY_MS = 50;
const AT_ONCE = 8;

/** The same with a server, sockets and a database: two people write, others send what nobody may send. */
export async function overSockets(report: SiegeReport, count: number, seed: number): Promise<void> {
  const random = randomNumbers(seed);
  const studio = await makeStudio();
  const [ana, bo] = [await studio.visitor('Ana'), await studio.visitor('Bo')];
  const attackers = await Promise.all(Array.from({ length: 20 }, (_, index) => studio.visitor(`Eve${String(index)}`)));
  const design = await studio.design(ana, bo, ...attackers);
  const [a, b] = [await studio.edit(design, ana), await studio.edit(design, bo)];
  putElement(a.doc, 'e1', sticker, 'studio');
  await a.saved();
  const timer = setInterval(() => editAndWait(a, b, report.honestMs), EDIT_EVERY_MS);
  for (let sent = 0; sent < count; sent += AT_ONCE) {
    const honest = someUpdates(a.doc, random);
    const attack = async (index: number): Promise<void> => {
      const attacker = attackers[(sent + index) % attackers.length];
      const socket = await studio.raw(design, attacker?.headers ?? {});
      const isUpdate = random() < 0.7;
      const frame = isUpdate ? answerOf(mutatedUpdate(random, honest)) : mutatedFrame(random, honest);
      await until(() => assert(socket.kinds[0] === MESSAGE_ACCESS));
      const sentAt = performance.now();
      socket.send(frame);
      socket.send(questionOf(new Y.Doc()));
      let isCut = false;
      void socket.closed.then(() => (isCut = true));
      await until(() => assert(isCut || socket.updates.length > 0));
      report.sent += 1;
      if (isCut) report.cutMs.push(performance.now() - sentAt);
      // Whoever is still there has done no harm.
      else socket.send('the end');
      const { code, reason } = await socket.closed;
      const why = `${String(code)} ${reason}`;
      report.refused.set(why, (report.refused.get(why) ?? 0) + 1);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => attack(index)));
    if (violations(space, b.read(space)).length > 0) report.outside += 1;
  }
  clearInterval(timer);
  await a.saved();
  if (violations(space, await studio.stored(design)).length > 0) report.outside += 1;
  const authors = new Set(attackers.map(({ id }) => id));
  report.accepted += (await studio.logOf(design)).filter(({ personId }) => personId && authors.has(personId)).length;
  await studio.close();
}

function assert(isSo: boolean): void {
  if (!isSo) throw new Error('Nothing was heard of the server.');
}

function editAndWait(a: LiveEditor, b: LiveEditor, tookMs: number[]): void {
  const began = performance.now();
  const marker = `Why ${String(began)}.`;
  writeStory(a.doc, marker, 'typing');
  const wanted = Y.getState(a.doc.store, a.doc.clientID);
  const hears = (): void => {
    if (Y.getState(b.doc.store, a.doc.clientID) < wanted) return;
    b.doc.off('update', hears);
    tookMs.push(performance.now() - began);
  };
  b.doc.on('update', hears);
}

function someUpdates(like: Y.Doc, random: Random): Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(like));
  doc.clientID = 2 ** 20 + below(random, 2 ** 31);
  const before = Y.encodeStateVector(doc);
  const undo = makeUndo(doc, ['studio', 'typing']);
  const updates: Uint8Array[] = [];
  doc.on('update', () => updates.push(Y.encodeStateAsUpdate(doc, before)));
  while (updates.length < 8) randomEdit(doc, undo, space, random, true);
  doc.destroy();
  return updates;
}
