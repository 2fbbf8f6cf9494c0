import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { domainOf, type MailConfig } from '#src/config/mail.ts';
import { wrapText } from '#src/platform/mail/rules/wrap-text.ts';
import { readDkimKey } from './dkim-key.ts';
import { type Mail, MailError, type Mailer } from './mailer.ts';
import { mailErrors } from './texts.ts';

/** A server that says nothing must not hold a job for longer. */
const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1)$/;

/** What becomes a header is one line of ordinary characters: nobody adds a header, or a recipient, to ours. */
const mailSchema = z.object({
  id: z.string().regex(/^[\w.-]{1,100}$/),
  to: z.email().max(254),
  subject: z
    .string()
    .min(1)
    .max(200)
    .regex(/^\P{C}+$/u),
  text: z.string().min(1),
  // No sign that ends the header, or the address in it.
  unsubscribeUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .regex(/^[!#-;=?-~]+$/)
    .optional(),
});

/** What the library says of a failure. */
const failureSchema = z.object({
  code: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
});

/**
 * Sends mails by a server that speaks SMTP, signed where a key is given. A password crosses the network only under TLS.
 * @throws HotlineError `config` when that key can't be read
 */
export function createSmtpMailer({ url, from, dkim }: MailConfig): Mailer {
  const { protocol, hostname, port, username, password } = new URL(url);
  const user = decodeURIComponent(username);
  const pass = decodeURIComponent(password);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host,
    secure,
    port: Number(port) || (secure ? 465 : 587),
    ...(user ? { auth: { user, pass }, requireTLS: !secure && !LOOPBACK.test(host) } : {}),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    // The library signs the headers of RFC 6376, and both of RFC 8058.
    ...(dkim && {
      dkim: {
        domainName: dkim.domain,
        keySelector: dkim.selector,
        privateKey: readDkimKey(dkim.keyFile),
      },
    }),
  });
  const domain = domainOf(from.address);
  return {
    send: async (mail) => {
      const { id, to, subject, text, unsubscribeUrl } = checked(mail);
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text: wrapText(text),
          envelope: { from: from.address, to: [to] },
          messageId: `<${id}@${domain}>`,
          // RFC 3834 §5: nobody's holiday notice answers a machine.
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            ...(unsubscribeUrl !== undefined && {
              'List-Unsubscribe': `<${unsubscribeUrl}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
          },
        });
      } catch (error) {
        throw explain(error, [`\0${user}\0${pass}`, pass, user]);
      }
    },
  };
}

function checked(mail: Mail): Mail {
  const parsed = mailSchema.safeParse(mail);
  if (parsed.success) return parsed.data;
  throw new MailError(
    'permanent',
    mailErrors.malformed(parsed.error.issues.map(({ path }) => path.join('.'))),
  );
}

/**
 * Only what the server says of this recipient or of this message is final. A refused password, or a refused sender, is
 * for staff to mend: the mail waits.
 */
function explain(error: unknown, secrets: readonly string[]): MailError {
  const { code, command, responseCode = 0, response } = failureSchema.parse(error);
  const reason = withoutPersons(response ?? (error instanceof Error ? error.message : ''), secrets);
  const final = responseCode >= 500 && responseCode < 600 && responseCode !== 503;
  if (final && (command === 'RCPT TO' || command === 'DATA'))
    return new MailError(
      'permanent',
      mailErrors.refused(reason),
      command === 'RCPT TO' && isOfAddress(responseCode, response ?? ''),
    );
  if (code === 'EAUTH') return new MailError('temporary', mailErrors.badPassword(reason));
  return new MailError(
    'temporary',
    responseCode ? mailErrors.deferred(reason) : mailErrors.unreachable(reason),
  );
}

/** A mailbox that is full (552), and may be emptied; a server to which we are nobody (530). */
const NOT_OF_ADDRESS: readonly number[] = [530, 552];
/** In codes (RFC 3463), or words: that mailbox is full, that server's rules of whom it takes mails from, our sender. */
const SAYS_OTHERWISE = /^\d{3}[ -]5\.(?:7\.\d|2\.2\b|1\.[78]\b)|\brelay|\bauthent|\bsender\b/i;

/**
 * Whether a refused recipient is an address that no mail reaches. A rule of that server, or of ours, about whom it takes
 * mails from is for staff to mend: it would stop the mails of everybody.
 * @param response « 550 5.1.1 unknown »
 */
const isOfAddress = (code: number, response: string): boolean =>
  !NOT_OF_ADDRESS.includes(code) && !SAYS_OTHERWISE.test(response);

/** What a server says goes to logs and staff: without the addresses of people, nor anything that opens the server. */
function withoutPersons(text: string, secrets: readonly string[]): string {
  const hidden = secrets
    .filter((one) => one.length > 3)
    .flatMap((one) => [one, Buffer.from(one).toString('base64')]);
  return hidden
    .reduce(
      (said, secret) => said.replaceAll(secret, '…'),
      text.replace(/(?<![^\s<>:,;"'()])[^\s<>:,;"'()@]*@[^\s<>:,;"'()]+/g, '…'),
    )
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 200);
}
