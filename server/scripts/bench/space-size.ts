import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const ENGINE = fileURLToPath(new URL('../../../shared/src/space/engine/', import.meta.url));
const ANSWERING = ['engine', 'resolve-picks', 'explanation', 'graph-bytes', 'graph-pass'];
/** What a browser loads that is sent encoded rules and their graph; and what it takes to do without the one or the other. */
export const ENGINE_PARTS = {
  'answering with a graph that was sent': ANSWERING,
  'and compiling': [...ANSWERING, 'compile'],
  'all of it: also encoding a space, and searching': [...ANSWERING, 'compile', 'encoding-engines', 'searching'],
} as const;

/** What the studio loads for other reasons. */
const ELSEWHERE = /^(?:typebox|yjs|lib0)(?:[/]|$)|[/]schema\.ts$/;

/** How many bytes the engine adds to what a browser loads: minified, gzip −9. */
export async function engineBytes(entries: readonly string[]): Promise<{
  readonly gzip: number;
  readonly plain: number;
  readonly modules: number;
}> {
  const entry = '\0engine';
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id: string) => (id === entry ? id : null),
        load: (id: string) =>
          id === entry
            ? entries.map((name) => `export * from ${JSON.stringify(`${ENGINE}${name}.ts`)};`).join('\n')
            : null,
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      rolldownOptions: {
        input: entry,
        external: (id: string) => ELSEWHERE.test(id),
        preserveEntrySignatures: 'strict',
        output: { minify: true },
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  const chunks = outputs.filter((one) => one.type === 'chunk');
  const code = chunks.map((chunk) => chunk.code).join('\n');
  const modules = chunks.flatMap((chunk) => Object.keys(chunk.modules)).length;
  return { gzip: gzipSync(code, { level: 9 }).length, plain: Buffer.byteLength(code), modules };
}
