import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';

/** Describes the API from the routes' own schemas, at `/api/v1/openapi.json`. Register before the routes. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Mitwerk', version: '1', description: 'Refusals are problem details (RFC 9457).' },
    },
  });
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
