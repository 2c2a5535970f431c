/** So many questions are put to the database by one statement. */
const MOST_AT_ONCE = 500;

/**
 * Puts questions that come at about the same time to the database as one: those of one turn, and, while it answers
 * them, all that come meanwhile. Nothing is remembered: every answer is younger than its question.
 * @param ask answers in the order of the questions; where it throws, all of them have failed
 */
export function askTogether<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  const waiting: { readonly question: Question; readonly answer: PromiseWithResolvers<Answer> }[] = [];
  let isAsking = false;
  const askAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const now = waiting.splice(0, MOST_AT_ONCE);
      try {
        const answers = await ask(now.map(({ question }) => question));
        for (const [index, { answer }] of now.entries()) answer.resolve(answers[index] as Answer);
      } catch (error) {
        for (const { answer } of now) answer.reject(error);
      }
    }
    isAsking = false;
  };
  return (question) => {
    const answer = Promise.withResolvers<Answer>();
    waiting.push({ question, answer });
    if (!isAsking) {
      isAsking = true;
      setImmediate(() => void askAll());
    }
    return answer.promise;
  };
}
