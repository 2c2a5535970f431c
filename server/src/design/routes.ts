import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Slug, Uuid } from 'shared/api.ts';
import { Created, DesignDetail, DesignPatch, Invite, InviteDetail, NewDesignBody } from 'shared/design/api.ts';
import type { DesignId, EntryId } from 'shared/ids.ts';
import Type from 'typebox';
import { requirePerson } from '../accounts/require-person.ts';
import type { Database } from '../db/database.ts';
import type { Rooms } from '../realtime/rooms.ts';
import { PictureFormat, PictureQuery, pictureWidth } from '../space/pictures.ts';
import { sendPicture } from '../space/send-cached.ts';
import { enterDesign } from './enter-design.ts';
import { acceptInvite, invite, invitedTo, inviteDetail } from './invites.ts';
import { accessTo } from './rights.ts';
import { designDetail, drawDesign, renameDesign } from './service.ts';
import { remixDesign, remixEntry, startDesign } from './start-design.ts';

export interface DesignDeps {
  readonly db: Database;
  readonly rooms: Rooms;
}

const DesignParams = Type.Object({ designId: Type.Unsafe<DesignId>(Uuid) });
const EntryParams = Type.Object({ entryId: Type.Unsafe<EntryId>(Uuid) });
const TokenParams = Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) });
const DesignPictureParams = Type.Object({ ...DesignParams.properties, format: PictureFormat });
const TokenPictureParams = Type.Object({ ...TokenParams.properties, format: PictureFormat });
const created = { response: { 201: Created } };

export const designRoutes: FastifyPluginAsyncTypebox<DesignDeps> = async (app, { db, rooms }) => {
  app.post(
    '/campaigns/:slug/designs',
    { schema: { params: Type.Object({ slug: Slug }), body: NewDesignBody, ...created } },
    async (request, reply) => {
      const id = await startDesign(db, request.params.slug, requirePerson(request).id, request.body);
      return reply.code(201).send({ id });
    },
  );

  app.post('/entries/:entryId/remix', { schema: { params: EntryParams, ...created } }, async (request, reply) => {
    const id = await remixEntry(db, request.params.entryId, requirePerson(request).id);
    return reply.code(201).send({ id });
  });

  app.post('/designs/:designId/remix', { schema: { params: DesignParams, ...created } }, async (request, reply) => {
    const id = await remixDesign(db, request.params.designId, requirePerson(request).id);
    return reply.code(201).send({ id });
  });

  app.get('/designs/:designId', { schema: { params: DesignParams, response: { 200: DesignDetail } } }, (request) =>
    designDetail(db, request.params.designId, requirePerson(request).id),
  );

  app.patch(
    '/designs/:designId',
    { schema: { params: DesignParams, body: DesignPatch, response: { 200: DesignDetail } } },
    async (request) => {
      const { id: personId } = requirePerson(request);
      await renameDesign(db, request.params.designId, personId, request.body.title);
      return designDetail(db, request.params.designId, personId);
    },
  );

  app.get(
    '/designs/:designId/picture.:format',
    { schema: { params: DesignPictureParams, querystring: PictureQuery } },
    async (request, reply) => {
      const { design } = await accessTo(db, request.params.designId, requirePerson(request).id);
      const width = pictureWidth(request.query.w);
      const version = `${design.id}-${design.epoch}-${design.head}-${width}`;
      const { format } = request.params;
      return sendPicture(request, reply, format, version, 'private', () => drawDesign(db, design, width, format));
    },
  );

  // Answers with the id of the entry.
  app.post('/designs/:designId/enter', { schema: { params: DesignParams, ...created } }, async (request, reply) => {
    const id = await enterDesign({ db, rooms }, request.params.designId, requirePerson(request).id);
    return reply.code(201).send({ id });
  });

  app.post(
    '/designs/:designId/invites',
    { schema: { params: DesignParams, response: { 201: Invite } } },
    async (request, reply) =>
      reply.code(201).send(await invite(db, request.params.designId, requirePerson(request).id)),
  );

  app.get('/invites/:token', { schema: { params: TokenParams, response: { 200: InviteDetail } } }, (request) =>
    inviteDetail(db, request.params.token),
  );

  app.get(
    '/invites/:token/picture.:format',
    { schema: { params: TokenPictureParams, querystring: PictureQuery } },
    async (request, reply) => {
      const { design } = await invitedTo(db, request.params.token);
      const width = pictureWidth(request.query.w);
      const version = `${design.id}-${design.epoch}-${design.head}-${width}`;
      const { format } = request.params;
      return sendPicture(request, reply, format, version, 'private', () => drawDesign(db, design, width, format));
    },
  );

  app.post(
    '/invites/:token/accept',
    { schema: { params: TokenParams, response: { 200: Created } } },
    async (request) => ({ id: await acceptInvite(db, request.params.token, requirePerson(request).id) }),
  );
};
