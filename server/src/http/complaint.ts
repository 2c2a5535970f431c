import type { FastifySchemaValidationError } from 'fastify/types/schema.js';

export interface Complaint {
  /** `body.email`, `query.page`: where the value stands. */
  readonly field: string;
  /** One sentence: the field, and what would be right. */
  readonly message: string;
}

const PLACES: Readonly<Record<string, string>> = { querystring: 'query', params: 'path' };

/** Findings that only say in general what others say in particular. */
const UNHELPFUL = new Set(['anyOf', 'boolean', 'const']);

/** What a validator found, in words. Of several findings the first that names something a sender can mend. */
export function complaintOf(findings: readonly FastifySchemaValidationError[], context = 'request'): Complaint {
  const finding = findings.find(({ keyword }) => !UNHELPFUL.has(keyword)) ?? findings[0];
  const place = PLACES[context] ?? context;
  if (!finding) return { field: place, message: `${place} is not right.` };
  const path = [place, ...finding.instancePath.split('/').slice(1)].join('.');
  const { params } = finding;
  const missing = listOf(params['requiredProperties'] ?? params['missingProperty']);
  if (finding.keyword === 'required' && missing.length > 0) {
    return { field: `${path}.${missing[0] ?? ''}`, message: `${path}.${missing[0] ?? ''} is missing.` };
  }
  const extra = listOf(params['additionalProperties'] ?? params['additionalProperty']);
  if (finding.keyword === 'additionalProperties' && extra.length > 0) {
    return {
      field: `${path}.${extra[0] ?? ''}`,
      message: `${path}.${extra[0] ?? ''} is not known here: leave it out.`,
    };
  }
  const wanted = finding.keyword === 'const' ? alternatives(findings) : (finding.message ?? 'must be right');
  return { field: path, message: `${path} ${wanted}.` };
}

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');

function alternatives(findings: readonly FastifySchemaValidationError[]): string {
  const allowed = findings.map(({ params }) => params['allowedValue']).filter((value) => value !== undefined);
  return `must be ${allowed.map((value) => JSON.stringify(value)).join(' or ')}`;
}
