import { compileModel } from 'shared/space/engine/compile.ts';
import { encodeSpace } from 'shared/space/engine/encode.ts';
import { Engine } from 'shared/space/engine/engine.ts';
import type { Space } from 'shared/space/schema.ts';
import type { AnswerSource } from '../answers/answer-source.ts';
import { Answers } from '../answers/answers.ts';

/** Answers at once, in this thread, with the compiled graph; `random` decides what surprises. */
export function directSource(space: Space, random: () => number = () => 0.5): AnswerSource {
  const rules = encodeSpace(space);
  const answers = new Answers(space, new Engine(rules, compileModel(rules.model)));
  return {
    look: (picks, tell) => {
      for (const part of answers.look(picks)) tell(part);
    },
    whyNot: (picks, wanted) => Promise.resolve(answers.whyNot(picks, wanted)),
    mixWith: (...asked) => Promise.resolve(answers.mixWith(...asked)),
    surprise: (staying) => Promise.resolve(answers.surprise(staying, random)),
    close: () => undefined,
  };
}
