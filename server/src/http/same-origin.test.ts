import { expect, test } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const PUBLIC_URL = 'https://studio.example.org';
const host = '127.0.0.1:3000';

test.each([
  ['a page of ours', { 'sec-fetch-site': 'same-origin', origin: PUBLIC_URL }],
  ['the address bar', { 'sec-fetch-site': 'none' }],
  ['a browser that sends no Sec-Fetch-Site', { origin: PUBLIC_URL }],
  ['a page under the address that was asked', { origin: 'http://127.0.0.1:3000' }],
  ['a program', {}],
])('%s may', (_who, headers) => {
  expect(isSameOrigin({ host, ...headers }, PUBLIC_URL)).toBe(true);
});

test.each([
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['a neighbouring subdomain', { 'sec-fetch-site': 'same-site', origin: 'https://blog.example.org' }],
  ['another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: PUBLIC_URL }],
  ['another site in an old browser', { origin: 'https://evil.example' }],
  ['our name over http', { origin: 'http://studio.example.org' }],
  ['our host on another port', { origin: 'http://127.0.0.1:4000' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['a name that begins like ours', { origin: 'https://studio.example.org.evil.example' }],
])('%s may not', (_who, headers) => {
  expect(isSameOrigin({ host, ...headers }, PUBLIC_URL)).toBe(false);
});
