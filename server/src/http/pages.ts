import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillPage } from './fill-page.ts';
import { languageOf } from './language.ts';
import type { PageMetaRegister } from './page-meta.ts';
import { sendNothingHere } from './problems.ts';

export interface PagesOptions {
  /** The built client. Without it, as in most tests, there are no pages. */
  readonly clientDir: string;
  readonly publicUrl: string;
  readonly pages: PageMetaRegister;
}

/** Serves the client: its files, and its page under every address that is no file and not the API's. */
export async function servePages(app: FastifyInstance, { clientDir, publicUrl, pages }: PagesOptions): Promise<void> {
  const indexPath = join(clientDir, 'index.html');
  if (!existsSync(indexPath)) {
    app.setNotFoundHandler(sendNothingHere);
    return;
  }
  const html = await readFile(indexPath, 'utf8');

  await app.register(fastifyStatic, {
    root: clientDir,
    index: false,
    // One route per file, so that every other address is left to the page.
    wildcard: false,
    // The page is filled in per request; as a file it would be served without its words.
    globIgnore: ['index.html', '**/*.br', '**/*.gz'],
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // The names of these files contain a hash of what is in them.
      const lasting = path.startsWith(join(clientDir, 'assets'));
      reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });

  const sendPage = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const path = request.url.split('?')[0] ?? '/';
    const language = languageOf(request.headers['accept-language']);
    const meta = await pages.find(path, language);
    return reply
      .code(meta === null ? 404 : 200)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-language')
      .send(fillPage(html, { language, url: path, origin: publicUrl, ...(meta ? { meta } : {}) }));
  };
  app.setNotFoundHandler((request, reply) =>
    isPageRequest(request) ? sendPage(request, reply) : sendNothingHere(request, reply),
  );
}

function isPageRequest({ method, url, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (/^\/(api|sync|assets|healthz)(\/|$|\?)/.test(url)) return false;
  return headers.accept === undefined || /text\/html|\*\/\*/.test(headers.accept);
}
