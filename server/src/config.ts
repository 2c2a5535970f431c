import { join, resolve } from 'node:path';
import Type, { type TString } from 'typebox';
import Value from 'typebox/value';
import { nearMisses } from './config-names.ts';
import { StartRefused } from './start-refused.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

interface Variable {
  /** Completes the sentence "NAME must be …". */
  readonly wanted: string;
  readonly schema: TString;
}
const matching = (pattern: string): TString => Type.String({ pattern });

const port: Variable = {
  wanted: 'a whole number from 0 to 65535 (0 picks a free port)',
  schema: matching('^(?:\\d{1,4}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])$'),
};
const host: Variable = {
  wanted: 'a host name or an address, such as 127.0.0.1 or 0.0.0.0',
  schema: matching('^[A-Za-z0-9.:_%-]+$'),
};
const onOrOff: Variable = { wanted: 'on or off', schema: matching('^(?:on|off)$') };

const VARIABLES = {
  PORT: port,
  HOST: host,
  PUBLIC_URL: {
    wanted: 'where people reach the studio, such as https://studio.example.com, without a path',
    schema: matching('^https?://[^/?#\\s@]+/?$'),
  },
  DATABASE_URL: {
    wanted: 'a PostgreSQL address, such as postgres://user:password@localhost:5432/mitwerk',
    schema: matching('^postgres(?:ql)?://\\S+$'),
  },
  DATA_DIR: { wanted: 'the path of a directory', schema: matching('\\S') },
  SMTP_URL: {
    wanted: 'a mail server, such as smtp://user:password@mail.example.com:587',
    schema: matching('^smtps?://\\S+$'),
  },
  DEMO: onOrOff,
  LOG_LEVEL: { wanted: `one of ${LOG_LEVELS.join(', ')}`, schema: matching(`^(?:${LOG_LEVELS.join('|')})$`) },
  AUTH_SECRET: { wanted: 'at least 32 characters, chosen at random', schema: Type.String({ minLength: 32 }) },
  TRUST_PROXY: { wanted: 'how many proxies stand in front of the server, from 0 to 9', schema: matching('^\\d$') },
  METRICS_PORT: port,
  METRICS_HOST: host,
  HISTORY_DAYS: {
    wanted: 'a whole number of days from 1 to 36500',
    schema: matching('^[1-9]\\d{0,3}$|^[12]\\d{4}$|^3[0-5]\\d{3}$|^36[0-4]\\d{2}$|^36500$'),
  },
  ALLOW_UNSAFE_DATABASE: onOrOff,
} as const satisfies Readonly<Record<string, Variable>>;
type Name = keyof typeof VARIABLES;
const NAMES = Object.keys(VARIABLES) as Name[];
/** Their values are never shown. */
const SECRETS = new Set<Name>(['DATABASE_URL', 'SMTP_URL', 'AUTH_SECRET']);

export interface Config {
  readonly port: number;
  readonly host: string;
  /** `null`: wherever the server turns out to listen. */
  readonly publicUrl: string | null;
  /** `null`: the embedded database. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** `null`: mails go to the log. */
  readonly smtpUrl: string | null;
  readonly demo: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** `null`: one that the server makes and keeps. */
  readonly authSecret: string | null;
  readonly trustedProxies: number;
  /** `null`: nothing is counted. */
  readonly metricsPort: number | null;
  readonly metricsHost: string;
  /** For so many days every update of a design is kept; `null`: for ever. */
  readonly historyDays: number | null;
  /** Whether a PostgreSQL will do that can lose what it has committed. */
  readonly allowUnsafeDatabase: boolean;
}

/**
 * Reads the configuration from the environment; an empty value counts as none.
 * @param root what a relative DATA_DIR starts from
 * @throws StartRefused naming every wrong value, and every name that looks like a misspelt one of ours
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, root: string): Config {
  const given = new Map<Name, string>();
  const complaints: string[] = [];
  for (const name of NAMES) {
    const value = environment[name]?.trim();
    if (value === undefined || value === '') continue;
    const { schema, wanted } = VARIABLES[name];
    if (Value.Check(schema, value) && (!name.endsWith('_URL') || URL.canParse(value))) given.set(name, value);
    else complaints.push(`${name} must be ${wanted}${SECRETS.has(name) ? '' : `, not "${value}"`}`);
  }
  for (const { found, meant } of nearMisses(Object.keys(environment), NAMES)) {
    complaints.push(`${found} is no variable of Mitwerk (is ${meant} meant?)`);
  }
  if (complaints.length > 0) throw new StartRefused(`The environment is not right: ${complaints.join('; ')}.`);

  const databaseUrl = given.get('DATABASE_URL') ?? null;
  return {
    port: Number(given.get('PORT') ?? 3000),
    host: given.get('HOST') ?? '127.0.0.1',
    publicUrl: given.get('PUBLIC_URL')?.replace(/\/$/, '') ?? null,
    databaseUrl,
    dataDir: given.has('DATA_DIR') ? resolve(root, given.get('DATA_DIR') ?? '') : join(root, 'data'),
    smtpUrl: given.get('SMTP_URL') ?? null,
    demo: (given.get('DEMO') ?? (databaseUrl === null ? 'on' : 'off')) === 'on',
    logLevel: LOG_LEVELS.find((level) => level === given.get('LOG_LEVEL')) ?? 'info',
    authSecret: given.get('AUTH_SECRET') ?? null,
    trustedProxies: Number(given.get('TRUST_PROXY') ?? 0),
    metricsPort: given.has('METRICS_PORT') ? Number(given.get('METRICS_PORT')) : null,
    metricsHost: given.get('METRICS_HOST') ?? '127.0.0.1',
    historyDays: given.has('HISTORY_DAYS') ? Number(given.get('HISTORY_DAYS')) : null,
    allowUnsafeDatabase: given.get('ALLOW_UNSAFE_DATABASE') === 'on',
  };
}
