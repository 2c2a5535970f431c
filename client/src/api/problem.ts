import type { Problem } from 'shared/api.ts';
import { DomainError, type DomainErrorCode, type ErrorDetails } from 'shared/errors.ts';
import { UnexpectedError } from './failures.ts';

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}

/** Turns a refusal of the server into the same error that its rule threw there. */
export async function errorOf(response: Response): Promise<DomainError | UnexpectedError> {
  if (!response.headers.get('content-type')?.includes('json')) return new UnexpectedError(response.status);
  const problem: unknown = await response.json().catch(() => null);
  if (!isProblem(problem) || response.status >= 500) return new UnexpectedError(response.status);
  return new DomainError(problem.code as DomainErrorCode, problem.detail, (problem.details ?? {}) as ErrorDetails);
}
