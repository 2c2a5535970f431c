const formats = new Map<string, Intl.NumberFormat>();

/**
 * How numbers are written. Made once for each locale and options: to make one takes about as long as to draw a card of an
 * option, and a screen of options writes a hundred numbers after every pick.
 * @param locale as BCP 47
 */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(locale, options)));
  return format;
}
