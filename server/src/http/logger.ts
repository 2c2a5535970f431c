import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { PinoPretty } from 'pino-pretty';

/** Logs for people at a terminal, as JSON lines for programs. */
export function loggerOptions(level: string): Exclude<FastifyServerOptions['logger'], undefined> {
  if (!process.stdout.isTTY) return { level };
  return { level, stream: PinoPretty({ sync: true, ignore: 'pid,hostname,reqId', translateTime: 'SYS:HH:MM:ss' }) };
}

/** One line per answer, for whoever looks for a fault: no bodies and cookies, and no query, which may hold a sign-in link's token. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const path = request.url.split('?')[0];
    const ms = Math.round(reply.elapsedTime);
    request.log.debug({ method: request.method, path, status: reply.statusCode, ms }, 'answered');
    done();
  });
}
