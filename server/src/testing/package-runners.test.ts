import { expect, test } from 'vitest';
import { runnersAbove, type SeenProcess } from '../../scripts/package-runners.ts';

/** Processes from the one that started us upwards, numbered 1, 2, 3 … */
const above = (...commands: string[]): number[] =>
  runnersAbove(1, (pid): SeenProcess | null => {
    const command = commands[pid - 1];
    return command === undefined ? null : { parent: pid + 1, command };
  });

test('all that `npx pnpm start` puts between is found, and the shell it was typed into is not', () => {
  const npx = ['sh -c node server/scripts/start.ts', 'pnpm start', "sh -c 'pnpm' start", 'npm exec pnpm start'];
  expect(above(...npx, '-bash', 'sshd')).toEqual([1, 2, 3, 4]);
  expect(above(...npx, '/bin/bash -c npx pnpm start', 'node /opt/agent.js')).toEqual([1, 2, 3, 4]);
});

test('a runner that shows itself as node is one as well', () => {
  expect(above('sh -c node start.ts', '/usr/bin/node /usr/lib/pnpm/bin/pnpm.cjs start', 'zsh')).toEqual([1, 2]);
});

test('started by hand, there is none', () => {
  expect(above('bash', 'sshd')).toEqual([]);
  expect(above('systemd')).toEqual([]);
});
