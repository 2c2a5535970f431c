/** A number that is given on the command line as `--name n`. @throws Error where it is none */
export function numberOption(name: string, otherwise: number): number {
  const at = process.argv.indexOf(name);
  if (at < 0) return otherwise;
  const value = Number(process.argv[at + 1]);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} wants a whole number after it.`);
  return value;
}
