import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { loggedError } from './logger.ts';

test('what a query was asked with is not logged, whatever it was wrapped in', () => {
  const refused = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  const query = new DrizzleQueryError(
    'select "id" from "sessions" where "token" = $1',
    ['secret\nof two lines'],
    refused,
  );
  for (const error of [query, new Error('Failed to get session', { cause: query }), new Error(query.message)]) {
    const logged = JSON.stringify(loggedError(error));
    expect(logged).not.toContain('secret');
    expect(logged).not.toContain('two lines');
    expect(logged).toContain('select \\"id\\"');
  }
  expect(loggedError(query)).toMatchObject({ type: 'DrizzleQueryError', code: 'ECONNRESET' });
  expect(loggedError(query).message).toContain('read ECONNRESET');
});

test('what is no error is told too', () => {
  expect(loggedError('gone')).toEqual({ type: 'string', message: 'gone', stack: '' });
});
