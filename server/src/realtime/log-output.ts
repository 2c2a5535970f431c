import type { FastifyBaseLogger } from 'fastify';

/** Where the realtime core reports what an operator should know. */
export type Log = Pick<FastifyBaseLogger, 'warn' | 'error'>;
