import type { Localized } from '../../localized.ts';
import { sameValue } from '../../same-value.ts';
import type { MixParameter, NumberParameter, Parameter, SpaceOption, TextParameter } from '../schema.ts';
import { printDecimal, printPrice } from './decimal.ts';
import { CLAUSE_WORDS, printBlock, printLabel, printText, quoted, texts, WIDTH } from './words.ts';

/** The statement of a parameter, without a line break at the end. */
export function printParameter(parameter: Parameter): string {
  const head = `${parameter.kind} ${parameter.id}${printLabel(parameter.id, parameter.label)}:`;
  const help = parameter.help ? [printBlock('  ', 'help', parameter.help)] : [];
  switch (parameter.kind) {
    case 'one':
    case 'colour':
    case 'many': {
      const { options } = parameter;
      const chosen = parameter.kind === 'many' ? parameter.default : [parameter.default];
      const isPlain = parameter.kind === 'many' ? chosen.length === 0 : chosen[0] === options[0]?.id;
      const line = isShort(options) ? `${head} ${options.map((option) => printOption(option, ' ')).join(', ')}` : '';
      const body =
        line !== '' && line.length <= WIDTH
          ? [line]
          : [head, ...options.map((option) => `  ${printOption(option, '\n    ')}`)];
      return [...body, ...help, ...(isPlain ? [] : [`  default ${chosen.map(quoteClause).join(', ')}`])].join('\n');
    }
    case 'number':
      return [`${head} ${numberClauses(parameter).join(', ')}`, ...help].join('\n');
    case 'mix': {
      const chosen = Object.entries(parameter.default).map(([id, amount]) => `${quoteClause(id)} ${amount}`);
      const items = parameter.items.map((item) => `  ${printOption(item, '\n    ', unitWord(parameter.unit))}`);
      return [`${head} ${mixClauses(parameter).join(', ')}`, ...help, ...items, `  default ${chosen.join(', ')}`].join(
        '\n',
      );
    }
    case 'text':
      return [`${head} ${textClauses(parameter).join(', ')}`, ...help, ...blocked(parameter)].join('\n');
    case 'place': {
      const zones = parameter.zones.map(quoteClause).join(', ');
      return [`${head} ${zones}, at most ${parameter.maxElements}`, ...help].join('\n');
    }
  }
}

/**
 * `ridged "Ridged": +0.10, #dfe8ee` and its note.
 * @param noteBreak what stands before the note: a line break and an indent, or a space
 */
export function printOption(option: SpaceOption | MixParameter['items'][number], noteBreak: string, unit = ''): string {
  const attributes = [
    ...('min' in option ? [`${option.min}..${option.max}`] : []),
    ...(option.priceCents === undefined ? [] : [printPrice(option.priceCents)]),
    ...('centsPerUnit' in option ? [`${printPrice(option.centsPerUnit ?? 0)} per ${unit}`] : []),
    ...(option.colour === undefined ? [] : [option.colour]),
  ];
  const label = printLabel(option.id, option.label);
  // In a row of options commas stand between them; so they are spared inside.
  const [colon, comma] = label === '' && !('min' in option) ? ['', ' '] : [':', ', '];
  const line = `${quoteClause(option.id)}${label}${attributes.length === 0 ? '' : `${colon} ${attributes.join(comma)}`}`;
  if (!option.note) return line;
  const indent = noteBreak.replace('\n', '');
  return (
    line +
    (indent === noteBreak ? ` note ${texts(option.note).join(' ')}` : `\n${printBlock(indent, 'note', option.note)}`)
  );
}

function isShort(options: readonly SpaceOption[]): boolean {
  return options.every((option) => option.note === undefined && printLabel(option.id, option.label) === '');
}

function numberClauses({
  min,
  max,
  step,
  decimals = 0,
  unit,
  label,
  default: value,
  centsPerUnit,
}: NumberParameter): string[] {
  // The decimals are those that are written somewhere: where no number needs them, the step shows them.
  const isShown = [min, max, value].some((number) => printDecimal(number, decimals).split('.')[1]?.length === decimals);
  const steps = printDecimal(step, decimals, decimals > 0 && !isShown);
  return [
    `${printDecimal(min, decimals)}..${printDecimal(max, decimals)} ${printUnit(unit, label)}${steps === '1' ? '' : ` step ${steps}`}`,
    ...(value === min ? [] : [`default ${printDecimal(value, decimals)}`]),
    ...(centsPerUnit === undefined ? [] : [`${printPrice(centsPerUnit * 10 ** decimals)} per ${unitWord(unit)}`]),
  ];
}

function mixClauses({ total, step, maxItems, items, unit, label }: MixParameter): string[] {
  return [
    `total ${total} ${printUnit(unit, label)}`,
    ...(step === 1 ? [] : [`step ${step}`]),
    ...(maxItems === items.length ? [] : [`at most ${maxItems}`]),
  ];
}

function textClauses({ minLength, maxLength, alphabet, default: value }: TextParameter): string[] {
  return [
    `${minLength === undefined ? 'up to ' : `${minLength}..`}${maxLength} characters`,
    ...(alphabet === undefined ? [] : [`letters ${printText(alphabet)}`]),
    ...(value === '' ? [] : [`default ${printText(value)}`]),
  ];
}

function blocked({ blockedWords = [] }: TextParameter): string[] {
  const words = blockedWords.map(printText);
  const line = `  blocked ${words.join(', ')}`;
  return words.length === 0 ? [] : [line.length <= WIDTH ? line : `  blocked ${words.join(',\n    ')}`];
}

/** One word where all languages of the label have the same. */
function printUnit(unit: Localized, label: Localized): string {
  const same = {
    en: unit.en,
    ...(label.nl === undefined ? {} : { nl: unit.en }),
    ...(label.de === undefined ? {} : { de: unit.en }),
  };
  return isWord(unit.en) && sameValue(unit, same) ? unit.en : texts(unit).join(' ');
}

export function unitWord({ en }: Localized): string {
  return isWord(en) ? en : printText(en);
}

function isWord(unit: string): boolean {
  return unit === '%' || (/^[A-Za-z][A-Za-z0-9-]*$/.test(unit) && !CLAUSE_WORDS.has(unit));
}

function quoteClause(id: string): string {
  return quoted(id, CLAUSE_WORDS);
}
