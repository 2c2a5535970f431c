import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Slug } from 'shared/api.ts';
import { DecisionBody, DecisionDetail } from 'shared/handover/api.ts';
import Type from 'typebox';
import { requirePerson } from '../accounts/require-person.ts';
import type { Database } from '../db/database.ts';
import { fetchPackage } from './fetch-package.ts';
import { decideCampaign, decisionDetail } from './service.ts';

export interface HandoverDeps {
  readonly db: Database;
}

const CampaignParams = Type.Object({ slug: Slug });

export const handoverRoutes: FastifyPluginAsyncTypebox<HandoverDeps> = async (app, { db }) => {
  app.get(
    '/campaigns/:slug/decision',
    { schema: { params: CampaignParams, response: { 200: DecisionDetail } } },
    (request) => decisionDetail(db, request.params.slug, request.person?.id ?? null),
  );

  app.post(
    '/campaigns/:slug/decision',
    { schema: { params: CampaignParams, body: DecisionBody, response: { 201: DecisionDetail } } },
    async (request, reply) => {
      const { id: personId } = requirePerson(request);
      await decideCampaign(db, request.params.slug, personId, request.body);
      return reply.code(201).send(await decisionDetail(db, request.params.slug, personId));
    },
  );

  // Fetching is what hands over, so a HEAD, which fetches nothing, has no route.
  app.get(
    '/campaigns/:slug/handover.zip',
    { exposeHeadRoute: false, schema: { params: CampaignParams } },
    async (request, reply) => {
      const { slug } = request.params;
      const { archive, sha256 } = await fetchPackage(db, slug, requirePerson(request).id);
      reply.header('etag', `"${sha256}"`);
      reply.header('cache-control', 'private, no-cache');
      reply.header('content-disposition', `attachment; filename="${slug}-handover.zip"`);
      return reply.type('application/zip').send(Buffer.from(archive));
    },
  );
};
