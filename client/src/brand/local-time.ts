const two = (value: number): string => String(value).padStart(2, '0');

/** A moment as an input of type `datetime-local` has it: in the reader's time zone, without saying so. */
export function toLocalInput(at: Date): string {
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Null where nothing (whole) was entered. */
export function fromLocalInput(value: string): Date | null {
  const at = new Date(value);
  return value === '' || Number.isNaN(at.getTime()) ? null : at;
}

/** Europe/Amsterdam */
export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
