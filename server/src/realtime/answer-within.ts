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
  const tooLate = Promise.withResolvers<never>();
  // Not a timer that can be aborted: with every commit, that took about a twenty-fifth of the work.
  const timer = setTimeout(() => {
    tooLate.reject(new TooLate(`${what} has not been answered within ${String(ms)} ms.`));
  }, ms);
  try {
    return await Promise.race([asked, tooLate.promise]);
  } finally {
    clearTimeout(timer);
  }
}
