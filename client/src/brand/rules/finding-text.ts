import type { RulesCheck } from 'shared/space/api.ts';
import { list, t } from '../../i18n/i18n.svelte.ts';
import type { Names } from './names.ts';

export type Finding = RulesCheck['findings'][number];

const MOST_SHOWN = 6;

/** What a finding says, as a sentence. The rules responsible are shown beside it. */
export function findingText(finding: Finding, names: Names): string {
  const { code, about, rules } = finding;
  const [parameterId = '', optionId = ''] = about.split('.');
  const values = { parameter: names.parameterName(parameterId), count: rules.length };
  switch (code) {
    case 'no_design':
      return t('rules.finding.no_design');
    case 'impossible_option':
    case 'forced_option':
      return t(`rules.finding.${code}`, { ...values, option: names.optionName(parameterId, optionId) });
    case 'impossible_value':
      return t('rules.finding.impossible_value', { ...values, values: rangesText(finding, names) });
    case 'always_true':
    case 'implied_rule':
    case 'unreachable_limit':
      return t(`rules.finding.${code}`, { rule: about, count: rules.length });
  }
}

/** 35 EU, 37 EU to 39 EU */
function rangesText({ about, values = [] }: Finding, names: Names): string {
  const parameter = names.parameter(about);
  const shown = (value: number): string => (parameter ? names.amount(parameter, value) : String(value));
  const step = parameter?.kind === 'number' ? parameter.step : 1;
  const ranges: [number, number][] = [];
  for (const value of values) {
    const last = ranges.at(-1);
    if (last && value === last[1] + step) last[1] = value;
    else ranges.push([value, value]);
  }
  const texts = ranges.flatMap(([from, to]) => {
    if (from === to) return [shown(from)];
    return to === from + step ? [shown(from), shown(to)] : [t('rules.range', { from: shown(from), to: shown(to) })];
  });
  if (texts.length <= MOST_SHOWN) return list(texts);
  return t('rules.andMore', { items: texts.slice(0, MOST_SHOWN).join(', '), count: texts.length - MOST_SHOWN });
}
