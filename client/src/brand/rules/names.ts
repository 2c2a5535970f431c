import type { ParameterValue } from 'shared/design/design.ts';
import { decimalOf } from 'shared/space/decimal.ts';
import type { SpaceText } from 'shared/space/language/parse-space.ts';
import type { Parameter } from 'shared/space/schema.ts';
import { list, number, t, words } from '../../i18n/i18n.svelte.ts';

/** What ids of parameters and options are called, in the spaces at hand: the one that is written, then the published one. */
export class Names {
  readonly #spaces: readonly Pick<SpaceText, 'parameters'>[];

  constructor(spaces: readonly Pick<SpaceText, 'parameters'>[]) {
    this.#spaces = spaces;
  }

  parameter(id: string): Parameter | undefined {
    return this.#all(id)[0];
  }

  parameterName(id: string): string {
    const parameter = this.parameter(id);
    return parameter ? words(parameter.label) : id;
  }

  optionName(parameterId: string, id: string): string {
    for (const parameter of this.#all(parameterId)) {
      const options = 'options' in parameter ? parameter.options : 'items' in parameter ? parameter.items : [];
      const option = options.find((one) => one.id === id);
      if (option) return words(option.label);
    }
    return id;
  }

  /** 84.5 cm; the value as the space counts it. */
  amount(parameter: Parameter, value: number): string {
    if (parameter.kind !== 'number' && parameter.kind !== 'mix') return number(value);
    const amount = parameter.kind === 'number' ? decimalOf(value, parameter.decimals) : value;
    return t('rules.amount', { amount: number(amount), unit: words(parameter.unit) });
  }

  /** A value of a parameter as one reads it; as it is written where nobody knows the parameter. */
  value(id: string, value: unknown): string {
    const parameter = this.parameter(id);
    const known = value as ParameterValue | undefined | null;
    if (known === undefined || known === null) return t('rules.nothing');
    if (typeof known === 'string')
      return parameter?.kind === 'text' ? t('rules.quoted', { text: known }) : this.optionName(id, known);
    if (typeof known === 'number') return parameter ? this.amount(parameter, known) : number(known);
    if (Array.isArray(known)) {
      const names = (known as readonly unknown[]).map((one) => this.optionName(id, String(one)));
      return names.length === 0 ? t('rules.nothing') : list(names);
    }
    const amounts = Object.entries(known as Readonly<Record<string, number>>).filter(([, amount]) => amount > 0);
    return amounts
      .map(([item, amount]) => {
        const name = this.optionName(id, item);
        return `${parameter ? this.amount(parameter, amount) : number(amount)} ${name}`;
      })
      .join(', ');
  }

  #all(id: string): Parameter[] {
    return this.#spaces.flatMap(({ parameters }) => parameters.filter((one) => one.id === id));
  }
}
