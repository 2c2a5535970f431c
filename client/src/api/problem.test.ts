import { DomainError } from 'shared/errors.ts';
import { expect, test } from 'vitest';
import { UnexpectedError } from './failures.ts';
import { errorOf } from './problem.ts';

const problem = {
  type: 'urn:mitwerk:problem:round_closed',
  title: 'Conflict',
  status: 409,
  code: 'round_closed',
  detail: 'This round has closed.',
  details: { closesAt: '2026-11-20T09:00:00Z' },
};
const answer = (body: string, status: number, type = 'application/problem+json'): Response =>
  new Response(body, { status, headers: { 'content-type': type } });

test('a refusal becomes the error that its rule threw', async () => {
  const error = await errorOf(answer(JSON.stringify(problem), 409));
  expect(error).toBeInstanceOf(DomainError);
  expect(error).toMatchObject({ code: 'round_closed', message: problem.detail, details: problem.details });
});

test.each([
  ['a page of a proxy', answer('<h1>Bad gateway</h1>', 502, 'text/html')],
  ['something else in JSON', answer('[]', 400, 'application/json')],
  ['broken JSON', answer('{"code":', 400)],
  ['an error of the server, whatever it calls itself', answer(JSON.stringify({ ...problem, status: 500 }), 500)],
])('%s is unexpected, and keeps its status', async (_, response) => {
  const error = await errorOf(response);
  expect(error).toBeInstanceOf(UnexpectedError);
  expect(error).toMatchObject({ status: response.status });
});
