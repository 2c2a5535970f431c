import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from 'shared/api.ts';
import { DomainError, type DomainErrorCode } from 'shared/errors.ts';
import { complaintOf } from './complaint.ts';

const statusOf: Record<DomainErrorCode, number> = {
  sign_in_required: 401,
  not_allowed: 403,
  person_not_found: 404,
  demo_only: 404,
  mail_not_sent: 502,
  campaign_not_found: 404,
  campaign_dates_out_of_order: 422,
  campaign_not_designing: 409,
  campaign_already_published: 409,
  campaign_date_passed: 422,
  campaign_slug_taken: 409,
  campaign_market_unknown: 422,
  product_not_found: 404,
  brand_not_found: 404,
  phase_not_reached: 409,
  entry_not_found: 404,
  entry_exists: 409,
  no_entries: 409,
  design_not_found: 404,
  design_frozen: 409,
  design_outside_space: 422,
  invite_not_found: 404,
  invite_expired: 410,
  crew_full: 409,
  starter_not_found: 404,
  decision_exists: 409,
  decision_not_found: 404,
  decision_reason_missing: 422,
  decision_not_a_finalist: 422,
  round_not_closed: 409,
  space_not_found: 404,
  space_invalid: 422,
  pick_invalid: 422,
  rules_unreadable: 422,
  rules_overtaken: 409,
  graph_not_found: 404,
  artwork_invalid: 422,
  font_not_found: 404,
  round_not_found: 404,
  round_not_open: 409,
  round_closed: 409,
  round_still_open: 409,
  round_exists: 409,
  ballot_unknown_entry: 422,
  ballot_duplicate_entry: 422,
  ballot_empty: 422,
  ballot_own_entry: 422,
  ballot_key_reused: 409,
  receipt_unreadable: 422,
  leaf_not_found: 404,
  leaf_not_in_checkpoint: 409,
  checkpoint_not_found: 404,
  invalid_request: 422,
  too_many_requests: 429,
  not_found: 404,
};

const titleOf: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Sign-in required',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Invalid request',
  429: 'Too many requests',
  500: 'Server error',
  502: 'Bad gateway',
  503: 'Unavailable',
};

/** Answers every error of `app` as problem details (RFC 9457). What we did not foresee is logged, and not told. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | DomainError | Error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal) return sendProblem(reply, refusal.error, refusal.status);
    request.log.error({ err: error }, 'A request failed.');
    return sendServerError(reply);
  });
}

/** Sends `error` as problem details; `status` only where another than the code's own says it better. */
function sendProblem(reply: FastifyReply, error: DomainError, status?: number): FastifyReply {
  const code = status ?? statusOf[error.code];
  const problem: Problem = {
    type: `urn:mitwerk:problem:${error.code}`,
    title: titleOf[code] ?? 'Error',
    status: code,
    code: error.code,
    detail: error.message,
    details: error.details,
  };
  return reply.code(code).type('application/problem+json').serializer(JSON.stringify).send(problem);
}

/** Answers a request for something that is not there. */
export function sendNothingHere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0] ?? '';
  return sendProblem(reply, new DomainError('not_found', `There is nothing at ${request.method} ${path}.`));
}

/** What the sender of the request did wrong, if it was the sender. */
function refusalOf(error: FastifyError | DomainError | Error): { error: DomainError; status?: number } | null {
  if (error instanceof DomainError) return { error };
  if ('validation' in error && error.validation) {
    const { field, message } = complaintOf(error.validation, error.validationContext);
    return { error: new DomainError('invalid_request', message, { field }) };
  }
  // Fastify's own refusals (unknown media type, body too large, malformed JSON): their texts are written for senders.
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === undefined || status < 400 || status >= 500) return null;
  return { error: new DomainError('invalid_request', error.message), status };
}

function sendServerError(reply: FastifyReply): FastifyReply {
  const problem: Problem = {
    type: 'about:blank',
    title: 'Server error',
    status: 500,
    code: 'server_error',
    detail: `Something went wrong on our side. If it happens again, report it with this number: ${reply.request.id}.`,
    details: { requestId: reply.request.id },
  };
  return reply.code(500).type('application/problem+json').serializer(JSON.stringify).send(problem);
}
