import type { FastifyRequest } from 'fastify';
import { DomainError } from 'shared/errors.ts';
import type { SignedInPerson } from './person.ts';

/** Throws `sign_in_required` for visitors. */
export function requirePerson(request: FastifyRequest): SignedInPerson {
  if (!request.person) throw new DomainError('sign_in_required', 'Sign in to do this.');
  return request.person;
}
