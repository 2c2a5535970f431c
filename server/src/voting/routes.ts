import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Slug, Uuid } from 'shared/api.ts';
import { Created } from 'shared/design/api.ts';
import type { RoundId } from 'shared/ids.ts';
import { Checkpoints, ConsistencyProof, InclusionProof, LeafPrefix, TreeSize } from 'shared/receipts/api.ts';
import { BallotBody, BallotReceipt, RoundDetail, RoundResult } from 'shared/voting/api.ts';
import Type from 'typebox';
import { requirePerson } from '../accounts/require-person.ts';
import { visitorOf } from '../campaigns/visitor.ts';
import type { Database } from '../db/database.ts';
import { castBallot } from './cast-ballot.ts';
import { consistencyProof, inclusionProof, publishedCheckpoints } from './record-service.ts';
import { closeRound, openRound } from './run-round.ts';
import { roundDetail, roundResult } from './service.ts';

export interface VotingDeps {
  readonly db: Database;
}

const AnyRoundId = Type.Unsafe<RoundId>(Uuid);
const RoundParams = Type.Object({ roundId: AnyRoundId });
const LeafParams = Type.Object({ roundId: AnyRoundId, leaf: LeafPrefix });
const FromQuery = Type.Object({ from: Type.Integer({ minimum: 0, maximum: 0x7fff_ffff, default: 0 }) });
const SizeQuery = Type.Object({ size: Type.Optional(TreeSize) });
const ConsistencyQuery = Type.Object({ from: TreeSize, to: TreeSize });

export const votingRoutes: FastifyPluginAsyncTypebox<VotingDeps> = async (app, { db }) => {
  app.post(
    '/campaigns/:slug/round',
    { schema: { params: Type.Object({ slug: Slug }), response: { 201: Created } } },
    async (request, reply) => {
      const id = await openRound(db, requirePerson(request).id, request.params.slug);
      return reply.code(201).send({ id });
    },
  );

  app.post('/rounds/:roundId/close', { schema: { params: RoundParams } }, async (request, reply) => {
    await closeRound(db, requirePerson(request).id, request.params.roundId);
    return reply.code(204).send();
  });

  app.get('/rounds/:roundId', { schema: { params: RoundParams, response: { 200: RoundDetail } } }, (request, reply) =>
    roundDetail(db, request.params.roundId, visitorOf(request, reply)),
  );

  app.put(
    '/rounds/:roundId/ballot',
    { schema: { params: RoundParams, body: BallotBody, response: { 200: BallotReceipt, 201: BallotReceipt } } },
    async (request, reply) => {
      const { id: voterId } = requirePerson(request);
      const { receipt, repeated } = await castBallot(db, request.params.roundId, voterId, request.body);
      return reply.code(repeated ? 200 : 201).send(receipt);
    },
  );

  app.get(
    '/rounds/:roundId/checkpoints',
    { schema: { params: RoundParams, querystring: FromQuery, response: { 200: Checkpoints } } },
    (request) => publishedCheckpoints(db, request.params.roundId, request.query.from),
  );

  app.get(
    '/rounds/:roundId/leaves/:leaf',
    { schema: { params: LeafParams, querystring: SizeQuery, response: { 200: InclusionProof } } },
    (request) => inclusionProof(db, request.params.roundId, request.params.leaf, request.query.size ?? null),
  );

  app.get(
    '/rounds/:roundId/consistency',
    { schema: { params: RoundParams, querystring: ConsistencyQuery, response: { 200: ConsistencyProof } } },
    (request) => consistencyProof(db, request.params.roundId, request.query.from, request.query.to),
  );

  app.get('/rounds/:roundId/result', { schema: { params: RoundParams, response: { 200: RoundResult } } }, (request) =>
    roundResult(db, request.params.roundId),
  );
};
