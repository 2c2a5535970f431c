import { setTimeout as pause } from 'node:timers/promises';

/** There was no answer in time. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/**
 * What was asked for, where it is answered in time. What is too late may still happen.
 * @param what is asked, for the error
 * @throws TooLate where there is no answer within `ms`
 */
export async function answerWithin<T>(ms: number, what: string, asked: Promise<T>): Promise<T> {
  const isOver = new AbortController();
  const tooLate = pause(ms, null, { signal: isOver.signal }).then(() => {
    throw new TooLate(`${what} has not been answered within ${String(ms)} ms.`);
  });
  try {
    return await Promise.race([asked, tooLate]);
  } finally {
    isOver.abort();
  }
}
