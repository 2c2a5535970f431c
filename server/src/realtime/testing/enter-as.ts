import type { DesignId } from 'shared/ids.ts';
import * as Y from 'yjs';
import type { Studio, Visitor } from './make-studio.ts';
import { answerOf, presenceOf, questionOf, type RawSocket } from './raw-socket.ts';
import { until } from './waiting.ts';

/** A socket that has said hello properly, with the document that it was given: what it sends now is looked at. */
export async function enterAs(
  studio: Studio,
  person: Visitor,
  design: DesignId,
): Promise<{ readonly socket: RawSocket; readonly doc: Y.Doc }> {
  const socket = await studio.raw(design, person.headers);
  const doc = new Y.Doc();
  socket.send(presenceOf(doc.clientID, 1, {}));
  socket.send(questionOf(doc));
  await until(() => {
    if (!socket.isAsked) throw new Error('The server has not asked what the client holds.');
  });
  for (const update of socket.updates) Y.applyUpdate(doc, update);
  socket.send(answerOf(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc))));
  return { socket, doc };
}
