import { parentPort } from 'node:worker_threads';
import 'shared/space/engine/encoding-engines.ts';
import { DomainError } from 'shared/errors.ts';
import { TooFine } from 'shared/space/engine/numeric-atoms.ts';
import { LanguageError } from 'shared/space/language/language-error.ts';
import type { Gives, RulesAnswer, RulesReply, RulesRequest, RulesTask, Takes } from './messages.ts';
import { compileTask } from './compile-task.ts';
import { impactTask } from './impact-task.ts';
import { lintTask, prepareTask } from './prepare-task.ts';

// Rules can take seconds to check and to compile: that happens here, while the server goes on answering.
const port = parentPort;
if (!port) throw new Error('Rules are checked in a worker thread.');

const tasks: { readonly [Task in RulesTask]: (input: Takes<Task>) => Gives<Task> | Promise<Gives<Task>> } = {
  prepare: prepareTask,
  lint: lintTask,
  compile: compileTask,
  impact: impactTask,
};

port.on('message', ({ id, task, input }: RulesRequest) => {
  void answer(() => tasks[task](input as never)).then((answer) =>
    port.postMessage({ id, answer } satisfies RulesReply),
  );
});

async function answer(run: () => unknown): Promise<RulesAnswer> {
  try {
    return { type: 'done', output: await run() };
  } catch (error) {
    return (
      refusalOf(error) ?? {
        type: 'failed',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }
    );
  }
}

function refusalOf(error: unknown): RulesAnswer | null {
  if (error instanceof LanguageError) {
    const { line, column, message, errors } = error;
    const expected = error.expected ? { expected: error.expected } : {};
    const problems = errors.map((problem) => `${problem.line}:${problem.column} ${problem.message}`);
    const details = { line, column, message, problems, ...expected };
    return {
      type: 'refused',
      code: 'rules_unreadable',
      message: `line ${line}, column ${column}: ${message}`,
      details,
    };
  }
  if (error instanceof DomainError && error.code === 'space_invalid')
    return { type: 'refused', code: error.code, message: error.message, details: error.details };
  if (error instanceof TooFine) return invalid(error.message);
  if (error instanceof RangeError) return invalid('this is nested too deeply, or has too many values');
  return null;
}

function invalid(message: string): RulesAnswer {
  return { type: 'refused', code: 'space_invalid', message, details: { place: '/', message } };
}
