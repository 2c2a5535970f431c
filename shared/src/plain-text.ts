/** Text that every database and every reader can keep: without NUL, and without half characters. */
export function plainText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
