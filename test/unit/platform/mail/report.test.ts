import { describe, expect, it } from 'vitest';
import { readMailReport } from '#src/platform/mail/report.ts';
import { mailsIn } from '#src/platform/mail/rules/mailbox.ts';
import { exchangeReport, mailbox, postfixReport } from '#support/fakes/mail/reports.ts';

const ANNE = 'anne@exemple.fr';
const about = (status: string, said: string, more: { action?: string } = {}) => ({
  returnTo: 'retours+r-0123@exemple.fr',
  recipient: ANNE,
  status,
  said,
  head: 'Subject: Un avis\nList-Unsubscribe: <https://hotline.exemple.fr/desabonnement/AAA>',
  envelopeId: 'r-4567',
  ...more,
});

describe('A report of a mail that did not arrive', () => {
  it.each([
    ['5.1.1', '550 5.1.1 <anne@exemple.fr>: Recipient address rejected: User unknown'],
    ['5.1.10', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'],
    ['5.2.1', '550 5.2.1 The email account is disabled'],
    ['5.0.0', '550 5.1.1 no such user'],
    ['5.0.0', '550 No such user here'],
    ['5.0.0', '550 mailbox <compte@exemple.fr> does not exist'],
    ['5.0.0', '550 Destinataire inconnu'],
  ])('says that an address is dead: %s, %s', async (status, said) => {
    for (const report of [postfixReport, exchangeReport])
      expect((await readMailReport(report(about(status, said)))).delivery).toBe('dead');
  });

  it.each([
    ['5.2.2', '552 5.2.2 mailbox full', {}],
    ['5.7.1', '550 5.7.1 listed: user unknown to us', {}],
    ['4.4.1', 'connect to mx.exemple.fr: Connection timed out', {}],
    ['4.1.1', '450 4.1.1 user unknown', { action: 'delayed' }],
    ['5.1.1', '550 5.1.1 User unknown', { action: 'relayed' }],
    ['5.0.0', '550 relay not permitted for user unknown', {}],
    ['5.0.0', '550 Expéditeur inconnu', {}],
    ['5.0.0', '550 Your account has been disabled', {}],
    ['5.0.0', '550 Domain exemple.fr does not exist', {}],
    ['5.0.0', '550 reverse DNS of 192.0.2.1 does not exist', {}],
    ['5.0.0', '550 SPF record does not exist', {}],
    ['5.0.0', '550 sender: user unknown', {}],
    ['5.0.0', '550 user unknown (in reply to MAIL FROM command)', {}],
    ['5.1.1', '550 5.1.1 user unknown (in reply to end of DATA command)', {}],
  ])('says something that passes, or is for staff: %s, %s', async (status, said, more) => {
    for (const report of [postfixReport, exchangeReport])
      expect((await readMailReport(report(about(status, said, more)))).delivery).toBe('passing');
  });

  it('says whose address is dead: who the mail was last for, whoever it was sent to', async () => {
    const gone = { ...about('5.1.1', '550 5.1.1 unknown'), recipient: 'Ancien.Salarie@autre.fr' };
    const passedOn = postfixReport(gone)
      .toString()
      .replace(/^Original-Recipient: .*$/m, `Original-Recipient: rfc822;${ANNE}`);
    expect(await readMailReport(Buffer.from(passedOn))).toMatchObject({
      delivery: 'dead',
      dead: ['ancien.salarie@autre.fr'],
    });
    expect(await readMailReport(exchangeReport(about('5.1.1', '550 5.1.1 unknown')))).toMatchObject({
      dead: [ANNE],
    });
  });

  it('is none where it is longer than a server sends, which holds nobody up', async () => {
    const long = `Subject: x\n${'X-Long: y\n'.repeat(100_000)}`;
    const began = performance.now();
    const raw = postfixReport({ ...about('5.1.1', '550 5.1.1 unknown'), head: long });
    expect((await readMailReport(raw)).delivery).toBe('none');
    expect(performance.now() - began).toBeLessThan(200);
    const headed = Buffer.concat([
      Buffer.from('X-Long: y\r\n'.repeat(20_000)),
      postfixReport(about('5.1.1', '')),
    ]);
    expect((await readMailReport(headed)).delivery).toBe('none');
  });

  it('gives back by what the mail is known, and nothing of what it said', async () => {
    const postfix = await readMailReport(postfixReport(about('5.1.1', '550 5.1.1 unknown')));
    for (const trace of ['retours+r-0123@exemple.fr', 'r-4567', 'desabonnement/AAA'])
      expect(postfix.traces).toContain(trace);
    const exchange = await readMailReport(exchangeReport(about('5.1.1', '550 5.1.1 unknown')));
    expect(exchange.traces).toContain('desabonnement/AAA');
    expect(exchange.traces).not.toContain('Bonjour');
  });

  it('is none where it is another mail, cut short, or no mail', async () => {
    const whole = postfixReport(about('5.1.1', '550 5.1.1 unknown'));
    const reports = [
      Buffer.from('From: a@b.fr\r\nTo: c@d.fr\r\nSubject: absent\r\n\r\nJe suis en vacances. 550 5.1.1\r\n'),
      whole.subarray(0, 400),
      Buffer.from([0, 255, 1, 254]),
      Buffer.alloc(0),
    ];
    for (const raw of reports) expect((await readMailReport(raw)).delivery).toBe('none');
    const empty = postfixReport(about('5.1.1', ''))
      .toString()
      .replace(/^Action: .*\r\n/m, '');
    expect((await readMailReport(Buffer.from(empty))).delivery).toBe('unclear');
  });

  it('is one of many in a mailbox, or alone in its file', () => {
    const one = postfixReport(about('5.1.1', '550 5.1.1 unknown'));
    const quoted = Buffer.from('Subject: x\r\n\r\nFrom now on\r\n');
    const mails = mailsIn(mailbox([one, quoted, one]));
    expect(mails.map((mail) => mail.toString())).toEqual([one, quoted, one].map((mail) => `${mail}\n`));
    expect(mailsIn(Buffer.concat([Buffer.from('\n'), mailbox([one, one])]))).toHaveLength(2);
    expect(mailsIn(one)).toEqual([one]);
    expect(mailsIn(Buffer.from(' \n'))).toEqual([]);
  });
});
