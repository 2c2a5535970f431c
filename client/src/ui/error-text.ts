import { DomainError } from 'shared/errors.ts';
import { UnreachableError } from '../api/failures.ts';
import type { MessageKey } from '../i18n/areas.ts';
import { t } from '../i18n/i18n.svelte.ts';

const NOT_FOUND = /(?:^|_)not_found$/;

/** What happened, why and what to do, in the reader's language. The area `errors` must be loaded. */
export function errorText(error: unknown): string {
  if (error instanceof DomainError) return t(`errors.${error.code}`);
  return t(error instanceof UnreachableError ? 'errors.unreachable' : 'errors.unexpected');
}

export function errorTitle(error: unknown): string {
  const key: MessageKey = isNotFound(error)
    ? 'errors.titleNotFound'
    : error instanceof UnreachableError
      ? 'errors.titleOffline'
      : 'errors.title';
  return t(key);
}

export function isNotFound(error: unknown): boolean {
  return error instanceof DomainError && NOT_FOUND.test(error.code);
}

export function needsSignIn(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'sign_in_required';
}
