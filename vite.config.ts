import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('./client'),
  plugins: [svelte({ configFile: at('./client/svelte.config.js') })],
  // Of Yjs' warnings the text is enough: in colour they bring 3 kB of schemas along.
  resolve: { alias: { 'lib0/logging': at('./client/node_modules/lib0/logging.node.js') } },
  build: {
    outDir: at('./client/dist'),
    emptyOutDir: true,
    target: 'es2023',
    // A licence of every package that ends up in the browser.
    license: { fileName: 'licenses.md' },
    // What five screens or more share travels in one file: a voter's first page is a dozen requests, not thirty.
    // lib0 is not for voters, however many other screens share it.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'frame', test: /^(?!.*\/lib0\/)/, minShareCount: 5 }] } },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': 'http://127.0.0.1:3000',
      '/sync': { target: 'ws://127.0.0.1:3000', ws: true },
    },
  },
  test: {
    // One database per file and a browser: two at a time is what a small machine carries.
    maxWorkers: 2,
    projects: [
      { test: { name: 'shared', root: at('./shared'), include: ['src/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'server',
          root: at('./server'),
          include: ['src/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        resolve: { conditions: ['browser'] },
        test: { name: 'client', root: at('./client'), include: ['src/**/*.test.ts'] },
      },
      {
        test: {
          name: 'e2e',
          root: at('./client/e2e'),
          include: ['**/*.test.ts'],
          globalSetup: [at('./client/e2e/support/demo-data.ts')],
          testTimeout: 240_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
