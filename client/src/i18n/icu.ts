import { numberFormat } from './number-format.ts';
/**
 * The part of ICU MessageFormat that our messages need: `{name}`, `{name, plural, …}`, `{name, selectordinal, …}`,
 * `{name, select, …}`, `#`, and quoting by apostrophe. The whole of it (intl-messageformat) is a sixth of a voter's first
 * page; the tests hold every message against it.
 */
export type Part = string | Placeholder | Choice | CountSign;

interface Placeholder {
  readonly type: 'value';
  readonly name: string;
}
interface Choice {
  readonly type: 'plural' | 'selectordinal' | 'select';
  readonly name: string;
  /** By category, `=number` or word; `other` is always there. */
  readonly options: Readonly<Record<string, readonly Part[]>>;
}
/** `#`: the number of the choice that it stands in. */
interface CountSign {
  readonly type: 'count';
}

export type MessageValues = Readonly<Record<string, string | number | boolean>>;

class Reader {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Up to the end of the message or of the option that it is in. */
  parts(inPlural: boolean, nested: boolean): readonly Part[] {
    const parts: Part[] = [];
    let literal = '';
    const flush = (): void => {
      if (literal) parts.push(literal);
      literal = '';
    };
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at];
      if (char === "'") literal += this.#quoted(inPlural);
      else if (char === '{') {
        flush();
        parts.push(this.#argument());
      } else if (char === '}') {
        if (!nested) throw this.#wrong('a } without a {');
        break;
      } else if (char === '#' && inPlural) {
        flush();
        parts.push({ type: 'count' });
        this.#at += 1;
      } else {
        literal += char ?? '';
        this.#at += 1;
      }
    }
    flush();
    return parts;
  }

  /** `''` is an apostrophe; one before a sign of the syntax quotes until the next one; any other is itself. */
  #quoted(inPlural: boolean): string {
    const next = this.#text[this.#at + 1] ?? '';
    if (next === "'") {
      this.#at += 2;
      return "'";
    }
    if (!'{}<>'.includes(next || ' ') && !(next === '#' && inPlural)) {
      this.#at += 1;
      return "'";
    }
    let end = this.#at + 1;
    while (end < this.#text.length && (this.#text[end] !== "'" || this.#text[end + 1] === "'")) {
      end += this.#text[end] === "'" ? 2 : 1;
    }
    const inside = this.#text.slice(this.#at + 1, end).replaceAll("''", "'");
    this.#at = end + 1;
    return inside;
  }

  #argument(): Part {
    this.#take('{');
    const name = this.#word();
    if (this.#tryTake('}')) return { type: 'value', name };
    this.#take(',');
    const type = this.#word();
    if (type !== 'plural' && type !== 'selectordinal' && type !== 'select') throw this.#wrong(`"${type}"`);
    this.#take(',');
    const options: Record<string, readonly Part[]> = {};
    while (!this.#tryTake('}')) {
      const key = this.#word();
      this.#take('{');
      options[key] = this.parts(type !== 'select', true);
      this.#take('}');
    }
    if (!options['other']) throw this.#wrong('a choice without "other"');
    return { type, name, options };
  }

  #word(): string {
    this.#space();
    const word = /^[^\s{},]+/.exec(this.#text.slice(this.#at))?.[0];
    if (!word) throw this.#wrong('a word is missing');
    this.#at += word.length;
    return word;
  }

  #take(sign: string): void {
    if (!this.#tryTake(sign)) throw this.#wrong(`${sign} is missing`);
  }

  #tryTake(sign: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #wrong(what: string): Error {
    return new Error(`Not a message: ${what} at ${String(this.#at)} of "${this.#text}"`);
  }
}

/** Throws where the message is not of the part of ICU above. */
export function parseMessage(message: string): readonly Part[] {
  return new Reader(message).parts(false, false);
}

const rules = new Map<string, Intl.PluralRules>();
function categoryOf(count: number, type: Intl.PluralRuleType, locale: string): string {
  const key = type + locale;
  let found = rules.get(key);
  if (!found) rules.set(key, (found = new Intl.PluralRules(locale, { type })));
  return found.select(count);
}

function optionOf({ type, options }: Choice, value: string | number | boolean, locale: string): readonly Part[] {
  const kind = type === 'plural' ? 'cardinal' : 'ordinal';
  const keys = type === 'select' ? [String(value)] : [`=${String(value)}`, categoryOf(Number(value), kind, locale)];
  const found = keys.find((key) => Object.hasOwn(options, key));
  return options[found ?? 'other'] ?? [];
}

/** Throws where a value is missing. `locale` as BCP 47; `count` is the number that `#` stands for. */
export function renderParts(
  parts: readonly Part[],
  values: MessageValues,
  locale: string,
  count: number | null = null,
): string {
  const render = (part: Part): string => {
    if (typeof part === 'string') return part;
    if (part.type === 'count') return count === null ? '#' : numberFormat(locale).format(count);
    const value = values[part.name];
    if (value === undefined) throw new Error(`The message lacks "${part.name}".`);
    if (part.type === 'value') return String(value);
    const inner = part.type === 'select' ? count : Number(value);
    return renderParts(optionOf(part, value, locale), values, locale, inner);
  };
  return parts.map(render).join('');
}

/** The names of the values that a message takes. */
export function placeholdersOf(parts: readonly Part[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of parts) {
    if (typeof part === 'string' || part.type === 'count') continue;
    names.add(part.name);
    if (part.type === 'value') continue;
    for (const option of Object.values(part.options)) for (const name of placeholdersOf(option)) names.add(name);
  }
  return names;
}
