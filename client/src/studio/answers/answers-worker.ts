import type { Pick } from 'shared/space/engine/pick.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Amounts, Look } from './answer-source.ts';
import { Answers } from './answers.ts';
import { openEngine } from './open-engine.ts';

/** What the studio asks: `look` about picks until the next one, everything else once. */
export type Question =
  | { readonly kind: 'open'; readonly space: Space; readonly bytes: Uint8Array | null }
  | { readonly kind: 'look'; readonly id: number; readonly picks: readonly Pick[] }
  | { readonly kind: 'whyNot'; readonly id: number; readonly picks: readonly Pick[]; readonly wanted: readonly Wish[] }
  | {
      readonly kind: 'mixWith';
      readonly id: number;
      readonly picks: readonly Pick[];
      readonly key: string;
      readonly item: string;
      readonly amounts: Amounts;
    }
  | { readonly kind: 'surprise'; readonly id: number; readonly staying: readonly Pick[] };
export type Answer =
  | { readonly kind: 'look'; readonly id: number; readonly part: Partial<Look> }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number };

let answers: Answers | null = null;
/** What was looked at last: with other rules there is more to say of it. */
let last: Extract<Question, { kind: 'look' }> | null = null;
/** What was asked before the rules had been read. */
let early: Question[] = [];
let looking: { readonly id: number; readonly pieces: Iterator<Partial<Look>> } | null = null;
const tell = (answer: Answer): void => postMessage(answer);

onmessage = ({ data }: MessageEvent<Question>): void => {
  if (data.kind === 'open') void open(data.space, data.bytes);
  else if (answers) answer(answers, data);
  else early.push(data);
};

async function open(space: Space, bytes: Uint8Array | null): Promise<void> {
  answers = new Answers(space, await openEngine(space, bytes));
  for (const question of early) answer(answers, question);
  early = [];
  if (last) look(answers, last);
}

function answer(from: Answers, question: Question): void {
  if (question.kind === 'look') look(from, question);
  else if (question.kind !== 'open') answerOnce(from, question);
}

type Once = Exclude<Question, { kind: 'open' | 'look' }>;

function answerOnce(from: Answers, question: Once): void {
  const { id } = question;
  try {
    tell({ kind: 'answer', id, value: valueOf(from, question) });
  } catch {
    tell({ kind: 'failed', id });
  }
}

function valueOf(from: Answers, question: Once): unknown {
  switch (question.kind) {
    case 'whyNot':
      return from.whyNot(question.picks, question.wanted);
    case 'mixWith':
      return from.mixWith(question.picks, question.key, question.item, question.amounts);
    case 'surprise':
      return from.surprise(question.staying, random);
  }
}

function look(from: Answers, question: Extract<Question, { kind: 'look' }>): void {
  const { id, picks } = question;
  last = question;
  const wasIdle = looking === null;
  looking = { id, pieces: from.look(picks) };
  if (wasIdle) goOn();
}

/** One piece at a time: a question that came meanwhile is answered first, and new picks make the rest void. */
function goOn(): void {
  setTimeout(() => {
    if (!looking) return;
    const { id, pieces } = looking;
    try {
      const next = pieces.next();
      if (next.done) looking = null;
      else tell({ kind: 'look', id, part: next.value });
    } catch {
      looking = null; // the studio goes on without what would have been said
    }
    if (looking) goOn();
  });
}

function random(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] as number) / 2 ** 32;
}
