/** Every table, for drizzle-kit and for the relations of better-auth's adapter. */
export * from '../accounts/tables.ts';
export * from '../campaigns/brand-tables.ts';
export * from '../campaigns/tables.ts';
export * from '../design/tables.ts';
export * from '../entries/tables.ts';
export * from '../handover/tables.ts';
export * from '../space/tables.ts';
export * from '../voting/record-tables.ts';
export * from '../voting/tables.ts';
