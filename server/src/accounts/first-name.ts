const LONGEST_NAME = 60;

/** What somebody is called until they say otherwise: `ada.van-dam+x@…` becomes `Ada Van-dam`. */
export function firstNameOf(email: string): string {
  const local = email.slice(0, email.lastIndexOf('@')).replace(/\+.*$/, '');
  const words = local.split(/[._\s]+/).filter((word) => /\p{L}|\d/u.test(word));
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return name.slice(0, LONGEST_NAME) || 'Somebody';
}
