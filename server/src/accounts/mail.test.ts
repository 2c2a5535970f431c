import { fastify } from 'fastify';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { DemoMailbox, mailSender } from './mail.ts';

const MAIL = { to: 'ada@example.org', subject: 'Grüße', text: 'Open this link' };
const log = fastify().log;
let postOffice: Server | null = null;
afterEach(() => void postOffice?.close());

/** A mail server that takes whatever it is given. @returns its address, and the mails as they arrive */
async function openPostOffice(): Promise<{ smtpUrl: string; received: string[] }> {
  const received: string[] = [];
  const server = createServer((socket) => {
    let letter: string | null = null;
    socket.write('220 post office\r\n');
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      if (letter !== null) {
        letter += chunk;
        if (!letter.endsWith('\r\n.\r\n')) return;
        received.push(letter);
        letter = null;
      } else if (chunk.startsWith('DATA')) {
        letter = '';
        return void socket.write('354 go on\r\n');
      }
      socket.write(chunk.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n');
    });
  });
  postOffice = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  return { smtpUrl: `smtp://127.0.0.1:${String(address.port)}`, received };
}

test('a mail goes over the mail server, from an address of this site', async () => {
  const { smtpUrl, received } = await openPostOffice();
  const mailbox = new DemoMailbox();
  await mailSender({ smtpUrl, publicUrl: 'https://studio.example.org', mailbox, log })(MAIL);
  expect(received).toHaveLength(1);
  expect(received[0]).toContain('From: Mitwerk <mitwerk@studio.example.org>');
  expect(received[0]).toContain('To: ada@example.org');
  expect(received[0]).toContain('Open this link');
  expect(mailbox.list()).toEqual([]);
});

test('an address cannot smuggle in further headers or recipients', async () => {
  const { smtpUrl, received } = await openPostOffice();
  const send = mailSender({ smtpUrl, publicUrl: 'https://studio.example.org', mailbox: null, log });
  await send({ ...MAIL, subject: 'Hello\r\nBcc: eve@example.org' });
  expect(received[0]).not.toMatch(/^Bcc:/m);
});

test('a mail server that is not there is an error', async () => {
  const send = mailSender({ smtpUrl: 'smtp://127.0.0.1:1', publicUrl: 'http://localhost', mailbox: null, log });
  await expect(send(MAIL)).rejects.toThrow(/ECONNREFUSED/);
});

test('the demo’s mailbox keeps the newest fifty', () => {
  const mailbox = new DemoMailbox();
  for (let i = 1; i <= 60; i++) mailbox.add({ ...MAIL, subject: String(i) }, new Date(i));
  expect(mailbox.list()).toHaveLength(50);
  expect(mailbox.list()[0]?.subject).toBe('60');
});
