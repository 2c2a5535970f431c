/** So many questions are put to the database by one statement. */
const MOST_AT_ONCE = 500;

/**
 * Puts the questions of one turn of the event loop to the database as one. Nothing is remembered: every answer is younger
 * than its question. Nor does anybody wait for earlier questions: those on a connection that the network has swallowed
 * may never be answered.
 * @param ask answers in the order of the questions; where it throws, all of them have failed
 */
export function askTogether<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  let waiting: Waiting<Question, Answer>[] = [];
  const askAll = (): void => {
    const all = waiting;
    waiting = [];
    for (let at = 0; at < all.length; at += MOST_AT_ONCE) void askFor(ask, all.slice(at, at + MOST_AT_ONCE));
  };
  return (question) => {
    const answer = Promise.withResolvers<Answer>();
    if (waiting.push({ question, answer }) === 1) setImmediate(askAll);
    return answer.promise;
  };
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly answer: PromiseWithResolvers<Answer>;
}

/** Never throws: everybody is told. */
async function askFor<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  waiting: readonly Waiting<Question, Answer>[],
): Promise<void> {
  try {
    const answers = await ask(waiting.map(({ question }) => question));
    for (const [index, { answer }] of waiting.entries()) answer.resolve(answers[index] as Answer);
  } catch (error) {
    for (const { answer } of waiting) answer.reject(error);
  }
}
