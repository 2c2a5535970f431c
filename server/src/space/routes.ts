import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sha256 } from 'shared/api.ts';
import { ProductSummary } from 'shared/campaigns/api.ts';
import type { SpaceHash } from 'shared/ids.ts';
import Type from 'typebox';
import { requirePerson } from '../accounts/require-person.ts';
import type { Database } from '../db/database.ts';
import { glyphTable } from '../scene/fonts.ts';
import { PictureFormat, pictureOf, PictureQuery, pictureWidth } from './pictures.ts';
import { sendJson, sendPicture } from './send-cached.ts';
import { beginning, loadSpace, productsOf } from './service.ts';

export interface SpaceDeps {
  readonly db: Database;
}

const SpaceParams = Type.Object({ hash: Type.Unsafe<SpaceHash>(Sha256) });
const StarterParams = Type.Object({
  ...SpaceParams.properties,
  starter: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
});
const SpacePictureParams = Type.Object({ ...SpaceParams.properties, format: PictureFormat });
const StarterPictureParams = Type.Object({ ...StarterParams.properties, format: PictureFormat });
const FontParams = Type.Object({ id: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }) });

/** The picture of a product as a design of it begins. */
interface Beginning {
  readonly format: PictureFormat;
  readonly hash: SpaceHash;
  readonly starter?: string;
  readonly w?: number;
}

/** Spaces, fonts and the products of the person who asks. Who knows the hash of a space may read it: it cannot be guessed. */
export const spaceRoutes: FastifyPluginAsyncTypebox<SpaceDeps> = async (app, { db }) => {
  app.get('/spaces/:hash', { schema: { params: SpaceParams } }, async (request, reply) => {
    const { hash } = request.params;
    const published = await loadSpace(db, hash);
    return sendJson(request, reply, hash, 'immutable', published);
  });

  const sendBeginning = async (request: FastifyRequest, reply: FastifyReply, picture: Beginning) => {
    const { hash, starter, format, w } = picture;
    const published = await loadSpace(db, hash);
    const design = { params: beginning(published.space, starter), elements: {}, story: '' };
    const width = pictureWidth(w);
    const draw = () => pictureOf(published, hash, design, width, format);
    return sendPicture(request, reply, format, `${hash}-${starter ?? ''}-${width}`, 'immutable', draw);
  };

  app.get(
    '/spaces/:hash/picture.:format',
    { schema: { params: SpacePictureParams, querystring: PictureQuery } },
    (request, reply) => sendBeginning(request, reply, { ...request.params, ...request.query }),
  );

  app.get(
    '/spaces/:hash/starters/:starter/picture.:format',
    { schema: { params: StarterPictureParams, querystring: PictureQuery } },
    (request, reply) => sendBeginning(request, reply, { ...request.params, ...request.query }),
  );

  app.get('/fonts/:id', { schema: { params: FontParams } }, async (request, reply) => {
    const table = await glyphTable(request.params.id);
    return sendJson(request, reply, `font-${table.id}`, 'day', table);
  });

  app.get('/products', { schema: { response: { 200: Type.Array(ProductSummary) } } }, (request) =>
    productsOf(db, requirePerson(request).id),
  );
};
