import { expect, test } from 'vitest';
import { DomainError } from '../errors.ts';
import { parseArtwork } from './parse-artwork.ts';

const svg = (inner: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">${inner}</svg>`;

test('top-level groups are layers; transforms, opacities and paints are settled per shape', () => {
  const artwork = parseArtwork(
    svg(
      '<defs><linearGradient id="g" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="10"><stop offset="50%" stop-color="#FFF" stop-opacity=".5"/></linearGradient></defs>' +
        '<g id="back" opacity="0.5"><rect x="1" y="2" width="3" height="4" fill="url(#g)" opacity="0.5"/></g>' +
        '<g id="front" fill="currentColor" transform="translate(10 0)"><g transform="scale(2)"><circle cx="1" cy="1" r="1"/></g></g>',
    ),
  );
  expect(artwork.box).toEqual([0, 0, 100, 50]);
  expect(artwork.layers.map(({ id }) => id)).toEqual(['back', 'front']);
  expect(artwork.layers[0]?.shapes[0]).toMatchObject({
    d: 'M1 2H4V6H1Z',
    opacity: 0.25,
    fill: { kind: 'linear', from: [0, 0], to: [0, 10], stops: [{ offset: 0.5, colour: '#ffffff', opacity: 0.5 }] },
  });
  expect(artwork.layers[1]?.shapes[0]).toMatchObject({
    matrix: [2, 0, 0, 2, 10, 0],
    fill: { kind: 'solid', colour: 'currentColor' },
  });
});

test('a clip path comes along with the shape that it clips', () => {
  const artwork = parseArtwork(
    svg(
      '<defs><clipPath id="c"><rect width="5" height="5"/></clipPath></defs><g id="a" clip-path="url(#c)"><path d="M0 0H9V9Z"/></g>',
    ),
  );
  expect(artwork.layers[0]?.shapes[0]?.clip).toEqual({ d: 'M0 0H5V5H0Z', matrix: [1, 0, 0, 1, 0, 0] });
});

test.each([
  ['<script>alert(1)</script>', '<script> is not supported'],
  ['<g id="a"><image href="http://x"/></g>', '<image> is not supported'],
  ['<g id="a"><path style="fill:red" d="M0 0"/></g>', 'The attribute "style" is not supported'],
  ['<g id="a"><path fill="red" d="M0 0"/></g>', '"red" is not a colour'],
  ['<g id="a"><path fill="url(#x)" d="M0 0"/></g>', 'There is no gradient "x"'],
  ['<g id="a"><path d="M0 0 url(x)"/></g>', '<path> has missing or unusable measures'],
  ['<g id="a"><path d="M0 0"/></g><g id="a"><path d="M0 0"/></g>', 'There are two layers "a"'],
  ['<g><path d="M0 0"/></g>', 'needs an id'],
  ['<g id="a">', 'unexpected close tag'],
])('%s is refused, with its place', (inner, message) => {
  let refusal: unknown;
  try {
    parseArtwork(svg(inner));
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(DomainError);
  expect((refusal as DomainError).message).toContain(message);
  expect((refusal as DomainError).message).toMatch(/^line \d+, column \d+: /);
});

test('a document type declaration is refused: entities could grow without bounds', () => {
  expect(() => parseArtwork('<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"/>')).toThrow('document type');
});
