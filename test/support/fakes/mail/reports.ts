/** What a report of a mail that did not arrive is about. */
export interface Undelivered {
  /** Where the report goes. */
  readonly returnTo: string;
  readonly recipient: string;
  /** « 5.1.1 » */
  readonly status: string;
  /** « 550 5.1.1 <anne@exemple.fr>: User unknown » */
  readonly said: string;
  readonly action?: string;
  /** The head of the mail, where the server gives it back. */
  readonly head?: string;
  /** What the mail was given with (RFC 3461), where the server gives it back. */
  readonly envelopeId?: string;
}

const wired = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\n').replace(/\r?\n/g, '\r\n'));

/** A report as Postfix sends it: the diagnostic folded, the head of the mail alone. */
export function postfixReport(one: Undelivered): Buffer {
  const { returnTo, recipient, status, said, action = 'failed', head, envelopeId } = one;
  return wired([
    'Return-Path: <>',
    'Date: Mon, 11 Jan 2027 11:05:02 +0100 (CET)',
    'From: MAILER-DAEMON@relais.exemple (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    `To: ${returnTo}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="4Xk2.1736/relais.exemple"',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--4Xk2.1736/relais.exemple',
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    "I'm sorry to have to inform you that your message could not be delivered.",
    '',
    '--4Xk2.1736/relais.exemple',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relais.exemple',
    ...(envelopeId === undefined ? [] : [`Original-Envelope-Id: ${envelopeId}`]),
    'X-Postfix-Queue-ID: 4Xk2',
    'Arrival-Date: Mon, 11 Jan 2027 11:05:01 +0100 (CET)',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Original-Recipient: rfc822;${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mx.exemple.fr',
    `Diagnostic-Code: smtp; ${said.replace(/ (?=\S+$)/, '\n    ')}`,
    '',
    ...(head === undefined
      ? []
      : [
          '--4Xk2.1736/relais.exemple',
          'Content-Description: Undelivered Message Headers',
          'Content-Type: text/rfc822-headers',
          '',
          head,
          '',
        ]),
    '--4Xk2.1736/relais.exemple--',
  ]);
}

/** A report as Exchange Online sends it: words and HTML, the status in base64, the whole mail. */
export function exchangeReport(one: Undelivered): Buffer {
  const { returnTo, recipient, status, said, action = 'failed', head = '' } = one;
  const fields = [
    'Reporting-MTA: dns;PR0P264MB0001.FRAP264.PROD.OUTLOOK.COM',
    'Received-From-MTA: dns;relais.exemple',
    'Arrival-Date: Mon, 11 Jan 2027 10:05:01 +0000',
    '',
    `Final-Recipient: rfc822;${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp;${said}`,
    '',
  ].join('\r\n');
  return wired([
    'From: Microsoft Outlook <postmaster@exemple.fr>',
    `To: <${returnTo}>`,
    'Subject: =?utf-8?Q?Non_remis=C2=A0:_Un_avis_de_march=C3=A9_pour_vous?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="_000_report_"',
    '',
    '--_000_report_',
    'Content-Type: multipart/alternative; boundary="_001_words_"',
    '',
    '--_001_words_',
    'Content-Type: text/plain; charset="utf-8"',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Votre message n=E2=80=99a pas pu =C3=AAtre remis.',
    '',
    '--_001_words_',
    'Content-Type: text/html; charset="utf-8"',
    '',
    '<p>Votre message n’a pas pu être remis.</p>',
    '',
    '--_001_words_--',
    '',
    '--_000_report_',
    'Content-Type: message/delivery-status',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(fields).toString('base64'),
    '',
    '--_000_report_',
    'Content-Type: message/rfc822',
    '',
    head,
    '',
    'Bonjour,',
    '',
    '--_000_report_--',
  ]);
}

/** Mails as a mailbox keeps them (RFC 4155). */
export const mailbox = (mails: readonly Buffer[]): Buffer =>
  Buffer.concat(
    mails.flatMap((mail) => [
      Buffer.from('From MAILER-DAEMON Mon Jan 11 11:05:02 2027\n'),
      Buffer.from(mail.toString('latin1').replace(/^(>*From )/gm, '>$1'), 'latin1'),
      Buffer.from('\n'),
    ]),
  );
