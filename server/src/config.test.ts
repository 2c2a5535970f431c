import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const ROOT = '/srv/my studio';
const refusal = (environment: Record<string, string>) => {
  try {
    readConfig(environment, ROOT);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'none';
};

test('an empty environment gives a demo on this machine, with its data beside the code', () => {
  expect(readConfig({ PORT: '', PATH: '/usr/bin' }, ROOT)).toEqual({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: null,
    databaseUrl: null,
    dataDir: '/srv/my studio/data',
    smtpUrl: null,
    demo: true,
    logLevel: 'info',
    authSecret: null,
    trustedProxies: 0,
    metricsPort: null,
    metricsHost: '127.0.0.1',
    historyDays: null,
    allowUnsafeDatabase: false,
  });
});

test('with a PostgreSQL the demo is off unless it is asked for', () => {
  const DATABASE_URL = 'postgres://me:secret@db.example.org/mitwerk';
  expect(readConfig({ DATABASE_URL }, ROOT).demo).toBe(false);
  expect(readConfig({ DATABASE_URL, DEMO: 'on' }, ROOT).demo).toBe(true);
  expect(readConfig({ DEMO: 'off' }, ROOT).demo).toBe(false);
});

test('every variable is read', () => {
  const environment = {
    PORT: '0',
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://studio.example.org/',
    DATA_DIR: 'elsewhere/data',
    SMTP_URL: 'smtps://mail.example.org',
    LOG_LEVEL: 'debug',
    AUTH_SECRET: 'x'.repeat(32),
    TRUST_PROXY: '1',
    METRICS_PORT: '9464',
    METRICS_HOST: '10.0.0.7',
    HISTORY_DAYS: '400',
    ALLOW_UNSAFE_DATABASE: 'on',
  };
  expect(readConfig(environment, ROOT)).toMatchObject({
    port: 0,
    host: '0.0.0.0',
    publicUrl: 'https://studio.example.org',
    dataDir: '/srv/my studio/elsewhere/data',
    smtpUrl: 'smtps://mail.example.org',
    logLevel: 'debug',
    authSecret: 'x'.repeat(32),
    trustedProxies: 1,
    metricsPort: 9464,
    metricsHost: '10.0.0.7',
    historyDays: 400,
    allowUnsafeDatabase: true,
  });
});

test('all wrong values are named at once, each with what would be right', () => {
  expect(refusal({ PORT: '65536', DEMO: 'yes', PUBLIC_URL: 'studio.example.org', LOG_LEVEL: 'loud' })).toBe(
    'The environment is not right: ' +
      'PORT must be a whole number from 0 to 65535 (0 picks a free port), not "65536"; ' +
      'PUBLIC_URL must be where people reach the studio, such as https://studio.example.com, without a path, not "studio.example.org"; ' +
      'DEMO must be on or off, not "yes"; ' +
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud".',
  );
});

test.each(['80a', '-1', '1e3', '99999', '3000.5'])('%s is no port', (PORT) => {
  expect(refusal({ PORT })).toContain(`not "${PORT}"`);
});

test.each(['0', '36501', '-1', '1.5', 'ever'])('%s is no number of days', (HISTORY_DAYS) => {
  expect(refusal({ HISTORY_DAYS })).toContain(`HISTORY_DAYS must be a whole number of days from 1 to 36500, not`);
});

test('a value that may hold a password is not repeated', () => {
  expect(refusal({ DATABASE_URL: 'mysql://me:secret@db' })).toMatch(
    /^The environment is not right: DATABASE_URL must be/,
  );
  expect(refusal({ DATABASE_URL: 'mysql://me:secret@db', AUTH_SECRET: 'secret' })).not.toMatch(/secret"|me:secret/);
});

test.each([
  ['PROT', 'PORT'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['DATABSE_URL', 'DATABASE_URL'],
  ['DATADIR', 'DATA_DIR'],
  ['LOGLEVEL', 'LOG_LEVEL'],
  ['PUBLIC_URI', 'PUBLIC_URL'],
  ['METRIC_PORT', 'METRICS_PORT'],
  ['HISTORY_DAY', 'HISTORY_DAYS'],
  ['MITWERK_PORT', 'PORT'],
])('%s is taken for a slip of %s', (found, meant) => {
  expect(refusal({ [found]: 'x' })).toContain(`${found} is no variable of Mitwerk (is ${meant} meant?)`);
});

test('the variables of others are none of our business', () => {
  const others =
    'HOME HOSTNAME HOSTTYPE PWD POST PORTS TERM TEMP TMPDIR PATH SHELL DEMOS MEMO FTP_URL HTTP_URL LOGNAME ' +
    'OAUTH_SECRET XDG_DATA_DIRS TEST_DATABASE_URL npm_config_port PGHOST REDIS_URL PUBLIC_IP DATABASE SMTP_HOST';
  expect(refusal(Object.fromEntries(others.split(' ').map((name) => [name, 'x'])))).toBe('none');
});
