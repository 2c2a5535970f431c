import { writeSync } from 'node:fs';
import { runSpace } from './run.ts';

/** The process that `space.ts` starts. */
const { code, out, err } = await runSpace(process.argv.slice(2), process.cwd()).catch((error: unknown) => {
  const [line = ''] = String(error instanceof Error ? (error.stack ?? error.message) : error).split('\n');
  return { code: 2, out: '', err: `this should not happen: ${line}\n` };
});
write(1, out);
write(2, err);
process.exit(code);

/** All of it, also into a pipe that is read slowly; nothing where nobody reads any more. */
function write(to: 1 | 2, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(to, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
