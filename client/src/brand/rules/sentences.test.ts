import { DomainError } from 'shared/errors.ts';
import type { BrokenDesign } from 'shared/space/api.ts';
import { beforeAll, expect, test } from 'vitest';
import { i18n } from '../../i18n/i18n.svelte.ts';
import { changeLines } from './change-text.ts';
import { findingText, type Finding } from './finding-text.ts';
import { Names } from './names.ts';
import { readRules } from './read-rules.ts';
import { refusalOf } from './refusal.ts';

const spaceOf = (lines: string) => {
  const { parsed } = readRules(`space toy "Toy"\n  currency EUR\n  base 10\nsection all\n${lines}\n`);
  return parsed?.space ?? expect.fail('cannot be read');
};
const NEW = spaceOf('one cut "Cut": thin "Thin", thick "Thick"\nmany extras "Extras": bell "Bell", lamp "Lamp"');
const OLD = spaceOf(
  'one cut "Old cut": wavy "Wavy"\nnumber size "Size": 35..48 EU step 0.5, default 42\nmix flavour "Flavour": total 100 %, step 20\n  salt "Salt": 20..100\n  lime "Lime": 20..100\n  default salt 100',
);
const names = new Names([NEW, OLD]);

beforeAll(async () => {
  await i18n.load('rules', 'errors');
});

const finding = (code: Finding['code'], about: string, more: Partial<Finding> = {}): string =>
  findingText({ code, about, rules: [], ...more }, names);

test('findings are told with the names that people know', () => {
  expect(finding('impossible_option', 'cut.thick')).toBe('“Thick” can never be chosen (Cut).');
  expect(finding('impossible_value', 'size', { values: [355, 360, 370, 375, 380] })).toBe(
    'Size can never be 35.5 EU, 36 EU and 37 EU to 38 EU.',
  );
  expect(finding('implied_rule', 'large', { rules: ['a', 'b'] })).toContain('these do not say');
});

test('changes of a design are told choice by choice, and prints all together', () => {
  const change = (path: string, from?: unknown, to?: unknown): BrokenDesign['changes'][number] => {
    return { code: 'rule', path, from, to };
  };
  const changes = [
    change('params.cut', 'wavy', 'thin'),
    change('params.extras', ['bell'], ['lamp']),
    change('params.size', 405, undefined),
    change('params.flavour', { salt: 100, lime: 0 }, { salt: 60, lime: 40 }),
    change('elements.a.xf', [1], [2]),
    change('elements.a.fill', 'x', 'y'),
    change('elements.b', {}, { hidden: true }),
  ];
  const lines = changeLines({ id: 'x', title: '', kind: 'design', rules: [], changes }, names);
  expect(lines.map(({ text }) => text)).toEqual([
    'Cut: Wavy → Thin',
    'Extras: without Bell, with Lamp',
    'Size (40.5 EU) is gone',
    'Flavour: 100 % Salt → 60 % Salt, 40 % Lime',
    '2 prints are moved or taken off',
  ]);
});

test('a refusal says where it comes from, as far as the text has it', () => {
  const invalid = (place: string, message: string) =>
    refusalOf(new DomainError('space_invalid', `${place}: ${message}`, { place, message }));
  expect(invalid('rules/large/then', 'there is no x')).toMatchObject({ rules: ['large'], detail: 'there is no x' });
  expect(invalid('parameters/cut/options/thin', 'x')).toMatchObject({ choice: 'cut.thin' });
  expect(invalid('defaults', 'is outside the space: rule at params (rule large)')).toMatchObject({
    rules: ['large'],
    detail: null,
  });
  expect(refusalOf(new DomainError('rules_unreadable', 'x', { line: 3, column: 4, message: 'x' }))).toMatchObject({
    line: 3,
    column: 4,
  });
  expect(refusalOf(new Error('boom'))).toMatchObject({ detail: null, rules: [], line: null });
});
