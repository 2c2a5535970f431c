import { expect, test } from 'vitest';
import type { Parameter, Space } from '../space/schema.ts';
import { choicesOf } from './choices.ts';

const head = (id: string) => ({ id, label: { en: id }, section: 'all' });
const parameters: Parameter[] = [
  {
    ...head('paint'),
    kind: 'one',
    options: [{ id: 'ivory', label: { en: 'Ivory', de: 'Elfenbein' } }],
    default: 'ivory',
  },
  {
    ...head('extras'),
    kind: 'many',
    options: [
      { id: 'rack', label: { en: 'Rack', nl: 'Rek' } },
      { id: 'radio', label: { en: 'Radio' } },
    ],
    default: [],
  },
  { ...head('length'), kind: 'number', min: 1, max: 9, step: 1, unit: { en: 'cm' }, default: 3 },
  {
    ...head('flavour'),
    kind: 'mix',
    total: 100,
    step: 5,
    maxItems: 3,
    unit: { en: '%' },
    items: [
      { id: 'salt', label: { en: 'Salt', de: 'Salz' }, min: 5, max: 100 },
      { id: 'lime', label: { en: 'Lime', de: 'Limette' }, min: 5, max: 100 },
    ],
    default: { salt: 100 },
  },
  { ...head('name'), kind: 'text', maxLength: 20, default: '' },
];
const space = { parameters } as Pick<Space, 'parameters'> as Space;

test('choices read as people say them, in the order of the space and every language that there is', () => {
  const params = { paint: 'ivory', extras: ['radio', 'rack'], length: 4, flavour: { lime: 40, salt: 60 }, name: 'Zoë' };
  expect(choicesOf(space, { params, elements: {}, story: '' }).map(({ value }) => value)).toEqual([
    { en: 'Ivory', de: 'Elfenbein' },
    { en: 'Rack, Radio', nl: 'Rek, Radio' },
    { en: '4 cm' },
    { en: 'Salt 60 %, Lime 40 %', de: 'Salz 60 %, Limette 40 %' },
    { en: 'Zoë' },
  ]);
});

test('nothing chosen is shown as a dash', () => {
  const params = { paint: 'ivory', extras: [], length: 4, flavour: { salt: 100 }, name: '' };
  const values = choicesOf(space, { params, elements: {}, story: '' }).map(({ value }) => value.en);
  expect(values).toEqual(['Ivory', '–', '4 cm', 'Salt 100 %', '–']);
});
