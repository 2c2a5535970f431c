import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Slug, Uuid } from 'shared/api.ts';
import { EntryDetail, EntrySummary } from 'shared/campaigns/api.ts';
import type { EntryId } from 'shared/ids.ts';
import Type from 'typebox';
import { visitorOf } from '../campaigns/visitor.ts';
import type { Database } from '../db/database.ts';
import { PictureFormat, PictureQuery, pictureWidth } from '../space/pictures.ts';
import { sendPicture } from '../space/send-cached.ts';
import { drawEntry, entryDetail, existingEntry, listEntries } from './service.ts';

export interface EntriesDeps {
  readonly db: Database;
}

const EntryParams = Type.Object({ entryId: Type.Unsafe<EntryId>(Uuid) });
const EntryPictureParams = Type.Object({ ...EntryParams.properties, format: PictureFormat });
const LARGEST_PAGE = 500;
const PageQuery = Type.Object({
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LARGEST_PAGE })),
});

export const entriesRoutes: FastifyPluginAsyncTypebox<EntriesDeps> = async (app, { db }) => {
  app.get(
    '/campaigns/:slug/entries',
    {
      schema: {
        params: Type.Object({ slug: Slug }),
        querystring: PageQuery,
        response: { 200: Type.Array(EntrySummary) },
      },
    },
    (request, reply) => {
      const { offset = 0, limit = LARGEST_PAGE } = request.query;
      return listEntries(db, request.params.slug, visitorOf(request, reply), { offset, limit });
    },
  );

  app.get('/entries/:entryId', { schema: { params: EntryParams, response: { 200: EntryDetail } } }, (request) =>
    entryDetail(db, request.params.entryId),
  );

  app.get(
    '/entries/:entryId/picture.:format',
    { schema: { params: EntryPictureParams, querystring: PictureQuery } },
    async (request, reply) => {
      const entry = await existingEntry(db, request.params.entryId);
      const width = pictureWidth(request.query.w);
      const { format } = request.params;
      const draw = () => drawEntry(db, entry, width, format);
      return sendPicture(request, reply, format, `${entry.hash}-${width}`, 'immutable', draw);
    },
  );
};
