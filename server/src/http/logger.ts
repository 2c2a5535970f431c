import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { PinoPretty } from 'pino-pretty';

interface LoggedError {
  readonly [key: string]: unknown;
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string;
}

/** Logs for people at a terminal, as JSON lines for programs. */
export function loggerOptions(level: string): Exclude<FastifyServerOptions['logger'], undefined> {
  const serializers = { err: loggedError };
  if (!process.stdout.isTTY) return { level, serializers };
  return {
    level,
    serializers,
    stream: PinoPretty({ sync: true, ignore: 'pid,hostname,reqId', translateTime: 'SYS:HH:MM:ss' }),
  };
}

/**
 * An error with all of its causes, as far as it may be written down: what a failed query was asked with, a session's
 * token for example, is nobody's to read.
 */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' };
  const causes: Error[] = [];
  for (let cause: unknown = error; cause instanceof Error && causes.length < 5; cause = cause.cause) causes.push(cause);
  const code = causes.map((cause) => (cause as { code?: unknown }).code).find((one) => typeof one === 'string');
  return {
    type: error.constructor.name,
    message: causes.map(({ message }) => withoutParameters(message)).join(' – because: '),
    stack: causes.map(({ stack }) => withoutParameters(stack ?? '')).join('\ncaused by: '),
    ...(code === undefined ? {} : { code }),
  };
}

function withoutParameters(text: string): string {
  return text.replaceAll(/^params: [\s\S]*?(?=\n {4}at |$(?![\s\S]))/gm, 'params: …');
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
