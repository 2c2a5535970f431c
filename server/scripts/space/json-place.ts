const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|((?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-]))|$)/y;

/** The beginning of a token that the end of the text cuts off. */
const CUT_OFF = /^(?:"(?:[^"\\]|\\.)*\\?|-?[\d.eE+-]*|t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?)$/s;

/** What may come next. */
type Next = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

/** Where a text stops being JSON, as an offset; its length where it only ends too early. The parser itself does not always say. */
export function jsonErrorAt(text: string): number {
  const open: string[] = [];
  let next: Next = 'value';
  TOKEN.lastIndex = 0;
  for (;;) {
    const start = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    const at = start + (/^[ \t\r\n]*/.exec(text.slice(start, start + 1000))?.[0].length ?? 0);
    if (!found) return CUT_OFF.test(text.slice(at)) ? text.length : at;
    const [, mark, string, scalar] = found;
    if (mark === undefined && string === undefined && scalar === undefined) return text.length;
    const isKey: boolean = next === 'key' || next === 'key or end';
    if (isKey ? string !== undefined : mark === undefined && next.startsWith('value')) {
      next = isKey ? 'colon' : afterValue(open);
    } else if (mark === '{' && next.startsWith('value')) {
      open.push('}');
      next = 'key or end';
    } else if (mark === '[' && next.startsWith('value')) {
      open.push(']');
      next = 'value or end';
    } else if (mark === ':' && next === 'colon') next = 'value';
    else if (mark === ',' && next === 'comma or end') next = open.at(-1) === '}' ? 'key' : 'value';
    else if (mark !== undefined && mark === open.at(-1) && next.endsWith('end')) {
      open.pop();
      next = afterValue(open);
    } else return at;
  }
}

function afterValue(open: readonly string[]): Next {
  return open.length > 0 ? 'comma or end' : 'nothing';
}
