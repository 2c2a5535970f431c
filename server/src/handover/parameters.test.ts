import { makeDesign, makeSpace } from 'shared/testing/make-space.ts';
import { expect, test } from 'vitest';
import { parametersCsv, parametersOf } from './parameters.ts';

const space = makeSpace();
const design = makeDesign({ params: { ...makeDesign().params, shade: 'glass', extras: ['dimmer'], name: '=A1,"B"' } });

test('the price is shown line by line and adds up', () => {
  const { price, totalCents, parameters } = parametersOf(space, design);
  expect(price.reduce((sum, { cents }) => sum + cents, 0)).toBe(totalCents);
  expect(parameters.find(({ parameter }) => parameter === 'extras')).toEqual({
    parameter: 'extras',
    label: { en: 'Extras' },
    value: { en: 'Dimmer' },
    raw: ['dimmer'],
  });
});

test('the table keeps what people wrote in one cell, and a spreadsheet does not run it', () => {
  const lines = parametersCsv(space, design).split('\r\n');
  expect(lines[0]).toBe('kind,id,label,value,cents,currency');
  expect(lines).toContain('parameter,shade,Shade,Glass,,');
  expect(lines).toContain('price,,Set,,-200,EUR');
  expect(lines).toContain(`parameter,name,Name,"'=A1,""B""",,`);
  expect(lines.at(-2)).toMatch(/^total,,Total,,\d+,EUR$/);
});

test('numbers are written with their decimals, colours by their names, and places not at all: they are on the picture', () => {
  const section = 'all';
  const rich = makeSpace({
    parameters: [
      ...space.parameters,
      {
        ...{ kind: 'number', id: 'height', label: { en: 'Height' }, section, unit: { en: 'cm' } },
        ...{ min: 300, max: 900, step: 5, decimals: 1, default: 845 },
      },
      {
        ...{ kind: 'colour', id: 'base', label: { en: 'Base' }, section, default: 'moss' },
        options: [{ id: 'moss', label: { en: 'Moss', de: 'Moos' }, colour: '#2f7a5f' }],
      },
      { kind: 'place', id: 'prints', label: { en: 'Prints' }, section, zones: ['body', 'foot'], maxElements: 3 },
    ],
  });
  const { parameters } = parametersOf(rich, makeDesign({}, rich));
  expect(parameters.slice(-2)).toEqual([
    { parameter: 'height', label: { en: 'Height' }, value: { en: '84.5 cm' }, raw: 845 },
    { parameter: 'base', label: { en: 'Base' }, value: { en: 'Moss', de: 'Moos' }, raw: 'moss' },
  ]);
  expect(parametersCsv(rich, makeDesign({}, rich))).toContain('parameter,height,Height,84.5 cm,,\r\n');
});
