import type { Params } from 'shared/space/condition.ts';
import { optionKey } from 'shared/design/doc-keys.ts';
import type { Engine } from 'shared/space/engine/engine.ts';
import type { Wish } from 'shared/space/engine/evidence.ts';
import type { Space } from 'shared/space/schema.ts';
import type { Outlook } from './answer-source.ts';

/** What is still possible beside picks that go together. */
export function outlookOf(engine: Engine, space: Space, kept: readonly Wish[], params: Params): Outlook {
  const domains = engine.domains(kept);
  const possible = new Map<string, boolean>();
  const values = new Map<string, readonly number[]>();
  for (const parameter of space.parameters) {
    const { id } = parameter;
    if (parameter.kind === 'number') values.set(id, domains.valuesOf(id));
    if (parameter.kind === 'mix') {
      // The whole mix is one choice: what a note may become is asked without the amounts of the others.
      const isPicked = kept.some(({ key }) => key === id);
      const free = isPicked ? engine.domains(kept.filter(({ key }) => key !== id)) : domains;
      for (const item of parameter.items) values.set(optionKey(id, item.id), free.valuesOf(id, item.id));
    }
    if (!('options' in parameter)) continue;
    for (const option of parameter.options) {
      const at = optionKey(id, option.id);
      const isOn = parameter.kind === 'many' && (params[id] as readonly string[]).includes(option.id);
      const isPossible = parameter.kind === 'many' ? domains.isPossible(at, !isOn) : domains.isPossible(id, option.id);
      // A search that was cut short proves nothing; what choosing it comes to will tell.
      possible.set(at, isPossible || !domains.isExact || params[id] === option.id);
    }
  }
  return { possible, values };
}
