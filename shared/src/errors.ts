import type { AccountsErrorCode } from './accounts/errors.ts';
import type { CampaignsErrorCode } from './campaigns/errors.ts';
import type { DesignErrorCode } from './design/errors.ts';
import type { HandoverErrorCode } from './handover/errors.ts';
import type { ReceiptsErrorCode } from './receipts/errors.ts';
import type { SpaceErrorCode } from './space/errors.ts';
import type { VotingErrorCode } from './voting/errors.ts';

export type DomainErrorCode =
  | AccountsErrorCode
  | CampaignsErrorCode
  | DesignErrorCode
  | HandoverErrorCode
  | ReceiptsErrorCode
  | SpaceErrorCode
  | VotingErrorCode
  | 'invalid_request'
  | 'too_many_requests'
  | 'not_found';

/** What a rule needs to name in its message, in every language: plain values only. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | Date | readonly string[]>>;

/**
 * A command broke a rule. `code` names the rule (and the message in the reader's language), `message` says it in
 * English, `details` fill the message's placeholders.
 */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly details: ErrorDetails;

  constructor(code: DomainErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}
