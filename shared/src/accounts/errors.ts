export type AccountsErrorCode = 'sign_in_required' | 'not_allowed' | 'person_not_found' | 'demo_only' | 'mail_not_sent';
