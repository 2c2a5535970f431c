import { parentPort } from 'node:worker_threads';
import { reloadsTo } from './document-content.ts';

export interface CheckQuestion {
  readonly id: number;
  readonly state: Uint8Array;
  readonly content: string;
}
export interface CheckAnswer {
  readonly id: number;
  readonly isSame: boolean;
}

parentPort?.on('message', ({ id, state, content }: CheckQuestion) => {
  parentPort?.postMessage({ id, isSame: reloadsTo(state, content) } satisfies CheckAnswer);
});
