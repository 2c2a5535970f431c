import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { fastify, type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { fileURLToPath } from 'node:url';
import { createAuth } from './accounts/auth.ts';
import { DemoMailbox, mailSender, type SendMail } from './accounts/mail.ts';
import { decorateRequests } from './accounts/request-person.ts';
import { accountRoutes, betterAuthRoutes, demoAccountRoutes } from './accounts/routes.ts';
import { campaignPageMeta } from './campaigns/page-meta.ts';
import { campaignsRoutes } from './campaigns/routes.ts';
import type { Database } from './db/database.ts';
import { type LogConnection, sharedLogConnection } from './db/log-connection.ts';
import { designRoutes } from './design/routes.ts';
import { entryPageMeta } from './entries/page-meta.ts';
import { entriesRoutes } from './entries/routes.ts';
import { handoverRoutes } from './handover/routes.ts';
import { describeApi } from './http/api-document.ts';
import { answerHealth } from './http/health.ts';
import { logAnswers } from './http/logger.ts';
import { PageMetaRegister } from './http/page-meta.ts';
import { servePages } from './http/pages.ts';
import { handleErrors } from './http/problems.ts';
import { limitRates, RATE_LIMITS, type RateLimits } from './http/rate-limits.ts';
import { refuseForeignOrigins } from './http/same-origin.ts';
import { sendSecurityHeaders } from './http/security-headers.ts';
import { validatorCompiler } from './http/validator.ts';
import type { RealtimeMetrics } from './metrics/realtime-metrics.ts';
import { forgetDaily } from './realtime/history.ts';
import { realtimeRoutes } from './realtime/routes.ts';
import { startRooms } from './realtime/start-rooms.ts';
import { Graphs } from './space/graphs.ts';
import { spaceRoutes } from './space/routes.ts';
import { votingRoutes } from './voting/routes.ts';
import { runCheckpoints } from './voting/run-checkpoints.ts';

export interface AppOptions {
  readonly db: Database;
  /** Where the log of designs is written; left out: the same connection. */
  readonly logConnection?: LogConnection;
  /** Where people reach this site: scheme, host and port. */
  readonly publicUrl: string;
  /** Signs cookies; at least 32 characters. */
  readonly secret: string;
  readonly demo: boolean;
  readonly smtpUrl?: string | null;
  readonly logger?: Exclude<FastifyServerOptions['logger'], undefined>;
  /** Proxies in front of the server whose word about the client's address is taken. */
  readonly trustedProxies?: number;
  readonly limits?: RateLimits;
  readonly clientDir?: string;
  /** Where nothing is given, nothing is counted. */
  readonly metrics?: RealtimeMetrics;
  /** Whether the server is so busy that it takes nobody in; never, where nothing is given. */
  readonly load?: { readonly isOverloaded: boolean };
  /** For so many days every update of a design is kept; null or nothing: for ever. */
  readonly historyDays?: number | null;
  /** Instead of the mail server; for tests. */
  readonly sendMail?: SendMail;
}

const CLIENT_DIR = fileURLToPath(new URL('../../client/dist', import.meta.url));
const MAX_BODY_BYTES = 512 * 1024;
/** For a whole request to arrive: who sends slower holds a connection for nothing. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Assembles the server: everything but listening. `close()` ends what it started; the database stays open. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { db, logConnection = sharedLogConnection(db), publicUrl, demo, secret } = options;
  const limits = options.limits ?? RATE_LIMITS;
  const load = options.load ?? { isOverloaded: false };
  const trustedProxies = options.trustedProxies ?? 0;
  const app = fastify({
    ...(options.logger ? { logger: options.logger } : {}),
    trustProxy: (_address, hop) => hop < trustedProxies,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: () => crypto.randomUUID(),
    forceCloseConnections: 'idle',
    logController: new LogController({ disableRequestLogging: true }),
  })
    .setValidatorCompiler(validatorCompiler)
    .withTypeProvider<TypeBoxTypeProvider>();
  // JSON only: what a form of another site can send is not even read.
  app.removeContentTypeParser('text/plain');

  const mailbox = demo ? new DemoMailbox() : null;
  const sendMail =
    options.sendMail ?? mailSender({ smtpUrl: options.smtpUrl ?? null, publicUrl, mailbox, log: app.log });
  const auth = createAuth({ db, publicUrl, secret, sendMail, log: app.log });
  const pages = new PageMetaRegister();

  handleErrors(app);
  logAnswers(app);
  await sendSecurityHeaders(app, publicUrl);
  refuseForeignOrigins(app, publicUrl);
  decorateRequests(app, auth, db);
  await limitRates(app, limits);
  await describeApi(app);
  answerHealth(app, { db, load });

  const graphs = new Graphs(db, app.log);
  const { rooms, close: closeRooms } = startRooms({
    ...{ db, logConnection, graphs, load, log: app.log },
    ...(options.metrics ? { metrics: options.metrics } : {}),
  });
  app.addHook('onClose', runCheckpoints(db, app.log));
  if (options.historyDays) app.addHook('onClose', forgetDaily(db, options.historyDays, app.log));
  const accounts = { db, auth, rooms, mailbox, demo, limits };
  await app.register(betterAuthRoutes, { prefix: '/api/auth', auth, publicUrl });
  await app.register(accountRoutes, { prefix: '/api/v1', ...accounts });
  if (demo) await app.register(demoAccountRoutes, { prefix: '/api/v1', ...accounts });
  await app.register(spaceRoutes, { prefix: '/api/v1', db, graphs });
  await app.register(campaignsRoutes, { prefix: '/api/v1', db });
  await app.register(designRoutes, { prefix: '/api/v1', db, rooms });
  await app.register(entriesRoutes, { prefix: '/api/v1', db });
  await app.register(votingRoutes, { prefix: '/api/v1', db });
  await app.register(handoverRoutes, { prefix: '/api/v1', db });
  await app.register(realtimeRoutes, { rooms, closeRooms, personOf: app.personOf, publicUrl });

  pages.add('/c/', campaignPageMeta(db));
  pages.add('/entries/', entryPageMeta(db));
  await servePages(app, { clientDir: options.clientDir ?? CLIENT_DIR, publicUrl, pages });
  return app;
}
