import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Pick } from 'shared/space/engine/pick.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Amounts, AnswerSource, Look, WhyNot } from './answer-source.ts';
import { makeDefaultPolicy } from '../default-policy.ts';
import type { Answer, Question } from './answers-worker.ts';

/** How long what is possible may stay unknown. */
export const PATIENCE_MS = 2_500;

/** Answers from a thread of their own: however hard the rules are, a hand on the product never stutters. */
export function workerSource(space: Space, rules: Promise<Uint8Array | null>): AnswerSource {
  makeDefaultPolicy();
  const worker = new Worker(new URL('./answers-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<
    number,
    { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void }
  >();
  let count = 0;
  let looking: { readonly id: number; readonly tell: (part: Partial<Look>) => void } | null = null;
  const send = (question: Question): void => worker.postMessage(question);
  const ask = <Value>(question: (id: number) => Question): Promise<Value> =>
    new Promise((resolve, reject) => {
      waiting.set(++count, { resolve, reject });
      send(question(count));
    });

  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    if (data.kind === 'look') {
      if (data.id === looking?.id) looking.tell(data.part);
      return;
    }
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === 'answer') asked?.resolve(data.value as never);
    else asked?.reject(new Error('The rules could not be asked.'));
  };
  // Rules that are only being compiled come later: until then they are searched.
  const impatient = setTimeout(() => send({ kind: 'open', space, bytes: null }), PATIENCE_MS);
  void rules.then((bytes) => {
    clearTimeout(impatient);
    send({ kind: 'open', space, bytes });
  });
  return {
    look(picks: readonly Pick[], tell) {
      looking = { id: ++count, tell };
      send({ kind: 'look', id: count, picks });
    },
    whyNot: (picks, wanted) => ask<WhyNot | null>((id) => ({ kind: 'whyNot', id, picks, wanted })),
    mixWith: (picks, key, item, amounts) =>
      ask<Amounts | null>((id) => ({ kind: 'mixWith', id, picks, key, item, amounts })),
    surprise: (staying) => ask<readonly Wish[]>((id) => ({ kind: 'surprise', id, staying })),
    close: () => worker.terminate(),
  };
}
