import { expect, test } from 'vitest';
import { fillPage } from './fill-page.ts';

const HTML = `<!doctype html>
<html lang="en">
  <head>
    <title>Mitwerk</title>
    <meta
      name="description"
      content="A studio."
    />
  </head>
  <body></body>
</html>`;
const page = { language: 'nl', url: '/c/spring', origin: 'https://studio.example.org' } as const;

test('a page without words of its own gets the language only', () => {
  expect(fillPage(HTML, page)).toBe(HTML.replace('lang="en"', 'lang="nl"'));
});

test('the words and the picture are in the head, the addresses whole', () => {
  const meta = { title: 'Spring', description: 'For the city', image: '/api/v1/a.png?w=1&h=2' };
  const filled = fillPage(HTML, { ...page, meta });
  expect(filled).toContain('<title>Spring – Mitwerk</title>');
  expect(filled).toContain('<meta name="description" content="For the city" />');
  expect(filled).not.toContain('A studio.');
  expect(filled).toContain('<meta property="og:title" content="Spring" />');
  expect(filled).toContain('<meta property="og:url" content="https://studio.example.org/c/spring" />');
  expect(filled).toContain('content="https://studio.example.org/api/v1/a.png?w=1&amp;h=2"');
});

test('somebody’s words stay words', () => {
  const hostile = `</title><script>alert(1)</script>"'$& $1 $\``;
  const filled = fillPage(HTML, { ...page, meta: { title: hostile, description: hostile } });
  expect(filled).not.toContain('<script>');
  expect(filled).toContain('&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;$&amp; $1 $`');
  expect(filled.match(/<\/title>/g)).toHaveLength(1);
});
