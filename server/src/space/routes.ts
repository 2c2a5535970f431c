import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sha256, Uuid } from 'shared/api.ts';
import { ProductSummary } from 'shared/campaigns/api.ts';
import { DomainError } from 'shared/errors.ts';
import type { ProductId, SpaceHash } from 'shared/ids.ts';
import { sha256Hex } from 'shared/sha256.ts';
import { NewVersion, RulesBody, RulesCheck, RulesOfProduct } from 'shared/space/api.ts';
import { SpaceSchema } from 'shared/space/schema.ts';
import Type from 'typebox';
import { requirePerson } from '../accounts/require-person.ts';
import type { Database } from '../db/database.ts';
import { glyphTable } from '../scene/fonts.ts';
import type { Graphs } from './graphs.ts';
import { PictureFormat, pictureOf, PictureQuery, pictureWidth } from './pictures.ts';
import { checkRules, publishRules, rulesOfProduct } from './product-rules.ts';
import { sendBody, sendJson, sendPicture } from './send-cached.ts';
import { beginning, loadSpace, productsOf } from './service.ts';
import { TooHard } from './thread/rules-thread.ts';

export interface SpaceDeps {
  readonly db: Database;
  readonly graphs: Graphs;
}

const SpaceParams = Type.Object({ hash: Type.Unsafe<SpaceHash>(Sha256) });
const StarterParams = Type.Object({
  ...SpaceParams.properties,
  starter: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
});
const SpacePictureParams = Type.Object({ ...SpaceParams.properties, format: PictureFormat });
const StarterPictureParams = Type.Object({ ...StarterParams.properties, format: PictureFormat });
const ProductParams = Type.Object({ id: Type.Unsafe<ProductId>(Uuid) });
/** Twenty thousand rules in words. */
const MAX_RULES_BYTES = 3 * 1024 * 1024;
/** What a space looks like, for whoever writes one with a tool of their own. */
const PUBLIC_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:mitwerk:schema:space-2',
  title: 'Design space',
  ...SpaceSchema,
};
const SCHEMA_HASH = sha256Hex(JSON.stringify(PUBLIC_SCHEMA)).slice(0, 16);
const FontParams = Type.Object({ id: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }) });

/** The picture of a product as a design of it begins. */
interface Beginning {
  readonly format: PictureFormat;
  readonly hash: SpaceHash;
  readonly starter?: string;
  readonly w?: number;
}

/** Spaces, fonts and the products of the person who asks. Who knows the hash of a space may read it: it cannot be guessed. */
export const spaceRoutes: FastifyPluginAsyncTypebox<SpaceDeps> = async (app, { db, graphs }) => {
  app.get('/spaces/:hash', { schema: { params: SpaceParams } }, async (request, reply) => {
    const { hash } = request.params;
    const published = await loadSpace(db, hash);
    return sendJson(request, reply, hash, 'immutable', published);
  });

  app.get('/spaces/:hash/graph', { schema: { params: SpaceParams } }, async (request, reply) => {
    const { hash } = request.params;
    const graph = await graphs.bytesOf(hash).catch(noGraph);
    const make = () => Buffer.from(graph);
    const body = { version: `graph-${hash}`, rule: 'immutable', type: 'application/octet-stream', make } as const;
    return sendBody(request, reply, body);
  });

  app.get('/schemas/space-2.json', (request, reply) =>
    sendJson(request, reply, `schema-${SCHEMA_HASH}`, 'day', PUBLIC_SCHEMA),
  );

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

  app.get('/products/:id/rules', { schema: { params: ProductParams, response: { 200: RulesOfProduct } } }, (request) =>
    rulesOfProduct(db, request.params.id, requirePerson(request).id),
  );

  app.post(
    '/products/:id/check',
    { bodyLimit: MAX_RULES_BYTES, schema: { params: ProductParams, body: RulesBody, response: { 200: RulesCheck } } },
    (request) => checkRules(db, request.params.id, requirePerson(request).id, request.body),
  );

  app.post(
    '/products/:id/versions',
    { bodyLimit: MAX_RULES_BYTES, schema: { params: ProductParams, body: RulesBody, response: { 201: NewVersion } } },
    async (request, reply) =>
      reply.code(201).send(await publishRules(db, request.params.id, requirePerson(request).id, request.body)),
  );
};

/** Rules that cannot be calculated with ahead have none; what is missing otherwise is another matter. */
function noGraph(error: unknown): never {
  const isTooHard = error instanceof TooHard || (error instanceof DomainError && error.code === 'space_invalid');
  throw isTooHard ? new DomainError('graph_not_found', 'The rules of this space are not compiled.') : error;
}
