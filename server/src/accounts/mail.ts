import type { FastifyBaseLogger } from 'fastify';
import { createTransport } from 'nodemailer';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends one mail; rejects when it could not be handed to the mail server. */
export type SendMail = (mail: Mail) => Promise<void>;

export interface SentMail extends Mail {
  readonly sentAt: Date;
}

/** The mailbox that the demo shows instead of sending anything. */
export class DemoMailbox {
  readonly #mails: SentMail[] = [];
  readonly #capacity = 50;

  add(mail: Mail, sentAt: Date): void {
    this.#mails.unshift({ ...mail, sentAt });
    this.#mails.length = Math.min(this.#mails.length, this.#capacity);
  }

  /** The newest first, at most 50. */
  list(): readonly SentMail[] {
    return this.#mails;
  }
}

/** Over the mail server that `smtpUrl` names; without one, into the log and, in the demo, the mailbox. */
export function mailSender(options: {
  readonly smtpUrl: string | null;
  readonly publicUrl: string;
  readonly mailbox: DemoMailbox | null;
  readonly log: FastifyBaseLogger;
}): SendMail {
  const { smtpUrl, mailbox, log } = options;
  if (smtpUrl === null) {
    return (mail) => {
      mailbox?.add(mail, new Date());
      log.info(`Mail to ${mail.to}, not sent since there is no SMTP_URL:\n${mail.subject}\n\n${mail.text}`);
      return Promise.resolve();
    };
  }
  const transport = createTransport(smtpUrl);
  const from = { name: 'Mitwerk', address: `mitwerk@${new URL(options.publicUrl).hostname}` };
  return async (mail) => {
    await transport.sendMail({ from, ...mail });
  };
}
