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
