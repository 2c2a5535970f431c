import type { Language } from 'shared/localized.ts';
import type { Mail } from './mail.ts';

/** Minutes for which the link in the mail works. */
export const LINK_MINUTES = 15;

const minutes = String(LINK_MINUTES);
const WORDS: Record<Language, (url: string) => Omit<Mail, 'to'>> = {
  en: (url) => ({
    subject: 'Your link to sign in to Mitwerk',
    text: `Open this link to sign in:\n\n${url}\n\nIt works once, for ${minutes} minutes. If you did not ask for it, you need do nothing.\n`,
  }),
  nl: (url) => ({
    subject: 'Je link om in te loggen bij Mitwerk',
    text: `Open deze link om in te loggen:\n\n${url}\n\nHij werkt één keer, ${minutes} minuten lang. Heb je er niet om gevraagd, dan hoef je niets te doen.\n`,
  }),
  de: (url) => ({
    subject: 'Dein Link zum Anmelden bei Mitwerk',
    text: `Öffne diesen Link, um dich anzumelden:\n\n${url}\n\nEr gilt einmal und ${minutes} Minuten lang. Hast du ihn nicht angefordert, musst du nichts tun.\n`,
  }),
};

/** The mail with the link, in the language of whoever asked for it. */
export function signInMail(to: string, url: string, language: Language): Mail {
  return { to, ...WORDS[language](url) };
}
