import { fastify } from 'fastify';
import { type DomainErrorCode, DomainError } from 'shared/errors.ts';
import Type from 'typebox';
import { expect, test } from 'vitest';
import { handleErrors, sendNothingHere } from './problems.ts';
import { validatorCompiler } from './validator.ts';

const Body = Type.Object(
  {
    name: Type.String({ minLength: 2 }),
    age: Type.Integer(),
    mood: Type.Union([Type.Literal('calm'), Type.Literal('quick')]),
    tags: Type.Array(Type.Object({ id: Type.String({ format: 'uuid' }) })),
  },
  { additionalProperties: false },
);
const RIGHT = { name: 'Ada', age: 36, mood: 'calm', tags: [] };

function makeApp(logged: string[] = []) {
  const app = fastify({ logger: { level: 'error', stream: { write: (line: string) => void logged.push(line) } } });
  app.setValidatorCompiler(validatorCompiler);
  handleErrors(app);
  app.setNotFoundHandler(sendNothingHere);
  app.post('/people', { schema: { body: Body } }, () => 'fine');
  app.get('/page', { schema: { querystring: Type.Object({ n: Type.Integer({ default: 7 }) }) } }, ({ query }) => query);
  app.get<{ Params: { code: DomainErrorCode } }>('/refuse/:code', ({ params }) => {
    throw new DomainError(params.code, 'No.', { closesAt: new Date(0) });
  });
  app.get('/break', () => {
    throw new Error('password=hunter2');
  });
  return app;
}

test('a rule that was broken becomes a problem that names it', async () => {
  const response = await makeApp().inject('/refuse/round_closed');
  expect(response.headers['content-type']).toBe('application/problem+json');
  expect(response.statusCode).toBe(409);
  expect(response.json()).toEqual({
    type: 'urn:mitwerk:problem:round_closed',
    title: 'Conflict',
    status: 409,
    code: 'round_closed',
    detail: 'No.',
    details: { closesAt: '1970-01-01T00:00:00.000Z' },
  });
});

test('an unforeseen error is logged, and answered without its words', async () => {
  const logged: string[] = [];
  const response = await makeApp(logged).inject('/break');
  expect(response.statusCode).toBe(500);
  expect(response.json()).toMatchObject({ code: 'server_error' });
  expect(response.body).not.toContain('hunter2');
  expect(logged.join('')).toContain('hunter2');
});

test('where there is nothing, the answer says so', async () => {
  const response = await makeApp().inject('/nowhere?token=secret');
  expect(response.statusCode).toBe(404);
  expect(response.json()).toMatchObject({ code: 'not_found', detail: 'There is nothing at GET /nowhere.' });
});

test.each([
  [{ ...RIGHT, name: 'A' }, 'body.name', 'must not have fewer than 2 characters'],
  [{ ...RIGHT, age: '36' }, 'body.age', 'must be integer'],
  [{ ...RIGHT, mood: 'angry' }, 'body.mood', 'must be "calm" or "quick"'],
  [{ ...RIGHT, tags: [{ id: 'x' }] }, 'body.tags.0.id', 'must match format "uuid"'],
  [{ ...RIGHT, age: undefined }, 'body.age', 'is missing'],
  [{ ...RIGHT, admin: true }, 'body.admin', 'is not known here: leave it out'],
])('a field that is not right is named, with what would be right: %j', async (payload, field, wanted) => {
  const response = await makeApp().inject({ method: 'POST', url: '/people', payload });
  expect(response.statusCode).toBe(422);
  expect(response.json()).toMatchObject({ code: 'invalid_request', details: { field } });
  expect(response.json<{ detail: string }>().detail).toBe(`${field} ${wanted}.`);
});

test('a query is text, and read as what the schema asks for, or its default', async () => {
  expect((await makeApp().inject('/page?n=12')).json()).toEqual({ n: 12 });
  expect((await makeApp().inject('/page')).json()).toEqual({ n: 7 });
  expect((await makeApp().inject('/page?n=twelve')).json()).toMatchObject({ details: { field: 'query.n' } });
});

test('what is no JSON, or too much of it, is refused as such', async () => {
  const post = (payload: string, type = 'application/json') =>
    makeApp().inject({ method: 'POST', url: '/people', payload, headers: { 'content-type': type } });
  expect((await post('{"name":')).json()).toMatchObject({ status: 400, code: 'invalid_request' });
  expect((await post('name=Ada', 'application/x-www-form-urlencoded')).json()).toMatchObject({ status: 415 });
  expect((await post(JSON.stringify('x'.repeat(2 ** 20)))).json()).toMatchObject({ status: 413 });
});
