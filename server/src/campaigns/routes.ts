import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Slug } from 'shared/api.ts';
import { CampaignBody, CampaignDetail, CampaignPatch, CampaignSummary, ManagedCampaign } from 'shared/campaigns/api.ts';
import Type from 'typebox';
import { requirePerson } from '../accounts/require-person.ts';
import type { Database } from '../db/database.ts';
import { changeCampaign, createCampaign, publishCampaign } from './manage-campaign.ts';
import { campaignDetail, listCampaigns, listManagedCampaigns } from './service.ts';
import { visitorOf } from './visitor.ts';

export interface CampaignsDeps {
  readonly db: Database;
}

const CampaignParams = Type.Object({ slug: Slug });
const detail = { response: { 200: CampaignDetail } };

/** Every command on a campaign answers with the campaign as it is now. */
export const campaignsRoutes: FastifyPluginAsyncTypebox<CampaignsDeps> = async (app, { db }) => {
  app.get('/campaigns', { schema: { response: { 200: Type.Array(CampaignSummary) } } }, (request, reply) =>
    listCampaigns(db, visitorOf(request, reply)),
  );

  app.get('/managed/campaigns', { schema: { response: { 200: Type.Array(ManagedCampaign) } } }, (request) =>
    listManagedCampaigns(db, requirePerson(request).id),
  );

  app.get('/campaigns/:slug', { schema: { params: CampaignParams, ...detail } }, (request, reply) =>
    campaignDetail(db, request.params.slug, visitorOf(request, reply)),
  );

  app.post(
    '/campaigns',
    { schema: { body: CampaignBody, response: { 201: CampaignDetail } } },
    async (request, reply) => {
      await createCampaign(db, requirePerson(request).id, request.body);
      return reply.code(201).send(await campaignDetail(db, request.body.slug, visitorOf(request, reply)));
    },
  );

  app.patch(
    '/campaigns/:slug',
    { schema: { params: CampaignParams, body: CampaignPatch, ...detail } },
    async (request, reply) => {
      await changeCampaign(db, requirePerson(request).id, request.params.slug, request.body);
      return campaignDetail(db, request.params.slug, visitorOf(request, reply));
    },
  );

  app.post('/campaigns/:slug/publish', { schema: { params: CampaignParams, ...detail } }, async (request, reply) => {
    await publishCampaign(db, requirePerson(request).id, request.params.slug);
    return campaignDetail(db, request.params.slug, visitorOf(request, reply));
  });
};
