import { registerAjvFormats } from '@fastify/type-provider-typebox';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import Value from 'typebox/value';

registerAjvFormats();

/**
 * Checks what a request brings against its schema. A body is taken as it is; addresses and queries are text, so they are
 * read as the numbers and booleans that the schema asks for, and get its defaults.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const check = Compile(schema);
  return (sent: unknown) => {
    const value = httpPart === 'body' ? sent : Value.Convert(schema, Value.Default(schema, sent));
    return check.Check(value) ? { value } : { error: check.Errors(value) };
  };
};
