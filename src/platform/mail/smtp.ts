import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { domainOf, type MailConfig } from '#src/config/mail.ts';
import { saysDeadAddress } from '#src/platform/mail/rules/dead-address.ts';
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
  returnToken: z
    .string()
    .regex(/^[\da-f]{32}$/)
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
export function createSmtpMailer({ url, from, dkim, bounces }: MailConfig): Mailer {
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
      const { id, to, subject, text, unsubscribeUrl, returnToken } = checked(mail);
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text: wrapText(text),
          envelope: { from: returnAddress(bounces, returnToken) ?? from.address, to: [to] },
          // RFC 3461: a server that speaks it carries the token back, with the head of the mail alone.
          ...(returnToken !== undefined && {
            dsn: { id: `r-${returnToken}`, return: 'headers', notify: 'failure', recipient: to },
          }),
          messageId: `<${id}@${domain}>`,
          // RFC 3834 §5: nobody's holiday notice answers a machine.
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            ...(unsubscribeUrl !== undefined && { 'List-Unsubscribe': `<${unsubscribeUrl}>` }),
            // RFC 8058 §3.1: one request over https; elsewhere the link is opened by who reads the mail.
            ...(unsubscribeUrl?.startsWith('https://') && {
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

/** Where a report of one mail comes back: « retours+r-…@exemple.fr ». */
function returnAddress(bounces: string | undefined, token: string | undefined): string | undefined {
  if (bounces === undefined || token === undefined) return undefined;
  const at = bounces.lastIndexOf('@');
  return `${bounces.slice(0, at)}+r-${token}${bounces.slice(at)}`;
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
      command === 'RCPT TO' && saysDeadAddress(response ?? ''),
    );
  if (code === 'EAUTH') return new MailError('temporary', mailErrors.badPassword(reason));
  return new MailError(
    'temporary',
    responseCode ? mailErrors.deferred(reason) : mailErrors.unreachable(reason),
  );
}

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
