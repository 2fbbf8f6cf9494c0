import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { findConversation } from '#src/conversation/store/conversations.ts';
import type { WrittenFields } from '#src/features/opportunities/sources/files/written.ts';
import { writeOpportunity } from '#src/features/opportunities/store/written.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { addDays, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import { checkSignature } from '#support/fakes/mail/dkim.ts';
import { exchangeReport, mailbox, postfixReport } from '#support/fakes/mail/reports.ts';
import { MailServer, type ReceivedMail } from '#support/fakes/mail/server.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { codeIn, MailHotline, type MailVisitor } from '#support/world/mail-hotline.ts';
import { runHere } from '#support/world/processes/command-here.ts';

const ANNE = 'anne@exemple.fr';
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ');
/** Lines as they were before the mail wrapped them. */
const unwrapped = (text: string) => plain(text).replace(/(?<!\n)\n(?!\n|- )/g, ' ');

function nextMondayInJanuary(now: number): string {
  let day = `${Number(parisDay(now).slice(0, 4)) + 1}-01-10`;
  while (new Date(`${day}T00:00:00Z`).getUTCDay() !== 1) day = addDays(day, 1);
  return day;
}

/** A web chat with a mail server, on a working day. */
class Town implements AsyncDisposable {
  readonly server: MailServer;
  readonly hotline: MailHotline;

  private constructor(server: MailServer, hotline: MailHotline) {
    this.server = server;
    this.hotline = hotline;
  }

  static async open(settings: Readonly<Record<string, string>> = {}): Promise<Town> {
    const server = await MailServer.start();
    const town = new Town(
      server,
      await MailHotline.start(server.url(), [], { PUBLIC_URL: 'https://hotline.exemple.fr', ...settings }),
    );
    await town.goTo(nextMondayInJanuary(Date.now()), '11:00');
    return town;
  }

  get today(): string {
    return parisDay(this.hotline.now());
  }

  async goTo(day: string, time = '09:05'): Promise<void> {
    this.hotline.pass(instantOf(day, time) - this.hotline.now());
    await this.hotline.settled();
  }

  /** Lets so many minutes pass, one after the other, and all that is then due be done. */
  async minutes(count: number): Promise<void> {
    for (let minute = 0; minute < count; minute += 1) {
      this.hotline.pass(MINUTE_MS);
      await this.hotline.settled();
    }
  }

  async tomorrow(time = '09:05'): Promise<void> {
    await this.goTo(addDays(this.today, 1), time);
    await this.minutes(4);
  }

  async publish(reference: string, more: Partial<WrittenFields> = {}): Promise<void> {
    const fields: WrittenFields = {
      reference,
      title: `Nettoyage des bureaux ${reference}`,
      kind: 'marché public',
      publisher: 'Ville de Pantin',
      publisherKind: 'mairie',
      buyer: 'Ville de Pantin',
      departments: '93',
      low: '60000',
      high: '60000',
      url: `https://avis.exemple.fr/${reference}`,
      closingDay: addDays(this.today, 22),
      closingTime: '12:00',
      ...more,
    };
    const now = this.hotline.now();
    const wrote = await this.hotline.inStore((db) => db.tx((tx) => writeOpportunity(tx, fields, now)));
    if (!wrote.ok) throw new Error(wrote.mistakes.map(({ message }) => message).join());
    // It is found for who wants it before anybody's turn comes.
    await this.minutes(2);
  }

  /** Somebody of the web chat whose company is referenced, and whose alerts are on. */
  async subscriber(): Promise<MailVisitor> {
    const visitor = this.hotline.visitor();
    await visitor.tell('bonjour.');
    const now = this.hotline.now();
    await this.hotline.inStore(async (db) => {
      const conversation = await findConversation(db, 'web', visitor.key);
      const [identity] = await db.query<{ key: string }>(
        "SELECT key FROM person_identity WHERE channel = 'web' AND person_id = $1",
        [conversation?.personId ?? ''],
      );
      const member = { channel: 'web', key: identity?.key ?? '' };
      const listed = {
        said: 'nettoyage de bureaux',
        sectors: [],
        departments: ['93'],
        engagements: [],
        member,
      };
      await listCompany(db, { name: 'Clair et Net', ...listed }, now);
    });
    return visitor;
  }

  /** The same, with an address that is theirs, to which their alerts go too. */
  async mailed(address = ANNE): Promise<MailVisitor> {
    const visitor = await this.subscriber();
    await this.confirm(visitor, address);
    await visitor.tell('je veux des alertes.');
    const said = await visitor.press('Aussi par mail', 'al:mail');
    if (!said.includes('partent aussi par mail')) throw new Error(said);
    return visitor;
  }

  async confirm(visitor: MailVisitor, address: string): Promise<string> {
    const before = this.sentTo(address).length;
    await visitor.tell(`recevoir la réponse par mail à ${address}.`);
    await this.hotline.settled();
    const code = codeIn((await this.server.until(address, before + 1)).at(-1)?.text ?? '');
    return visitor.tell(`${code}.`);
  }

  sentTo(address: string): ReceivedMail[] {
    return this.server.mails.filter(({ to }) => to.includes(address));
  }
  /** The mails of alerts. */
  alerts(address = ANNE): ReceivedMail[] {
    return this.sentTo(address).filter(({ head }) => /^List-Unsubscribe:/m.test(head));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.hotline[Symbol.asyncDispose]();
    await this.server[Symbol.asyncDispose]();
  }
}

const linkOf = ({ head }: ReceivedMail): string => /^List-Unsubscribe: <([^>]+)>$/m.exec(head)?.[1] ?? '';
const tokenOf = (mail: ReceivedMail | undefined): string => (mail && linkOf(mail).split('/').at(-1)) ?? '';

describe('Alerts by mail, where nothing can be sent to a closed page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-dkim-'));
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  let town: Town;
  beforeAll(() =>
    writeFileSync(join(folder, 'dkim.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' })),
  );
  beforeEach(async () => {
    town = await Town.open({ DKIM_SELECTOR: 'hotline', DKIM_KEY_FILE: join(folder, 'dkim.pem') });
  });
  afterEach(() => town?.[Symbol.asyncDispose]());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const page = (token: string, init: RequestInit = {}) =>
    fetch(`${town.hotline.url}/desabonnement/${token}`, { redirect: 'manual', ...init });
  const oneClick = (token: string, body = 'List-Unsubscribe=One-Click', type?: string) =>
    page(token, {
      method: 'POST',
      body,
      headers: { 'Content-Type': type ?? 'application/x-www-form-urlencoded' },
    });
  const said = async (visitor: MailVisitor, count = 1) =>
    (await visitor.messages())
      .slice(-count)
      .map((message) => (message.author === 'company' ? '' : plain(plainText(message.blocks))))
      .join('\n');

  it('are offered, wait for a confirmed address, and carry what the conversation says, once, in order', async () => {
    const visitor = await town.subscriber();
    expect(await visitor.tell('je veux des alertes.')).toContain('Voulez-vous aussi les recevoir par mail ?');
    expect(await visitor.press('Aussi par mail', 'al:mail')).toContain('Donner mon adresse');
    await town.publish('A1');
    await town.minutes(4);
    expect(await said(visitor)).toContain('A1');
    expect(town.server.mails).toEqual([]);
    await visitor.see();
    await town.publish('A3');
    await town.confirm(visitor, ANNE);
    expect(await said(visitor, 2)).toContain(`vos alertes partent aussi par mail, à ${ANNE}`);
    await town.publish('A4', { departments: '75,93', closingDay: addDays(town.today, 30) });
    await town.tomorrow();
    const [mail, ...others] = town.alerts();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ from: 'hotline@exemple.fr', subject: '2 avis de marché pour vous' });
    const text = unwrapped(mail?.text ?? '');
    const inChat = await said(visitor);
    // The same notices, in the same order, with why and until when.
    const order = (words: string) =>
      [...words.matchAll(/Nettoyage des bureaux (A\d)/g)].map(([, name]) => name);
    expect(order(text)).toEqual(order(inChat));
    expect(order(text).toSorted()).toEqual(['A3', 'A4']);
    expect(text.match(/C’est votre métier : le nettoyage de locaux/g)).toHaveLength(2);
    expect(text).toMatch(/À remettre avant le \S+ \d+(?:er)? \S+ à 12 h \(heure de Paris\)/);
    expect(text).toContain('https://avis.exemple.fr/A3');
    expect(text).toMatch(/^https:\/\/hotline\.exemple\.fr\/$/m);
    expect(text).toContain('Vous recevez ce mail parce que vous avez demandé');
    expect(text).toContain(linkOf(mail as ReceivedMail));
    expect(text).not.toMatch(/Clair et Net|Pourquoi celui-ci|stop/);
    expect(mail?.head).toMatch(
      /^List-Unsubscribe: <https:\/\/hotline\.exemple\.fr\/desabonnement\/[\w-]{43}>$/m,
    );
    expect(mail?.head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    expect(checkSignature(mail?.raw ?? '', publicKey)).toMatchObject({
      domain: 'exemple.fr',
      bodyHolds: true,
      headersHold: true,
      covered: expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post']),
    });

    // The page was not opened since: the next morning's alert goes by mail all the same; read there, it is not sent again.
    await town.publish('A5');
    await town.tomorrow();
    expect(order(unwrapped(town.alerts().at(-1)?.text ?? ''))).toEqual(['A5']);
    await visitor.see();
    await visitor.tell('mes alertes.');
    await town.minutes(12);
    await town.tomorrow();
    expect(town.alerts()).toHaveLength(2);
    // What opens a subscription to whoever has it is kept nowhere.
    const tokens = town.alerts().map(tokenOf);
    expect(new Set(tokens).size).toBe(2);
    const kept = await town.hotline.inStore(async (db) => [
      await db.query('SELECT * FROM alert_mail_token'),
      await db.query('SELECT * FROM job'),
      await db.query('SELECT * FROM alert_mail'),
    ]);
    for (const token of tokens) expect(JSON.stringify(kept)).not.toContain(token);
    expect(JSON.stringify(kept[2])).not.toContain('anne@');
  });

  it('stop by one request without a cookie; a page read changes nothing; the conversation says so, and may resume', async () => {
    const visitor = await town.mailed();
    await town.publish('B1');
    await town.minutes(4);
    const token = tokenOf(town.alerts()[0]);
    expect(token).toMatch(/^[\w-]{43}$/);

    for (const method of ['GET', 'HEAD', 'GET']) {
      const read = await page(token, { method });
      expect(read.status).toBe(200);
      expect(read.headers.get('set-cookie')).toBeNull();
      expect(read.headers.get('cache-control')).toBe('no-store');
      expect(read.headers.get('referrer-policy')).toBe('no-referrer');
      expect(read.headers.get('ratelimit')).toMatch(/./);
    }
    const form = await (await page(token)).text();
    expect(form).toContain('<form method="post">');
    expect(form).toContain('name="List-Unsubscribe" value="One-Click"');
    expect(form).not.toMatch(/<script|anne|Clair et Net/i);
    // Neither another body nor another method stops anything.
    expect((await oneClick(token, 'List-Unsubscribe=No')).status).toBe(400);
    expect((await oneClick(token, '{"List-Unsubscribe":"One-Click"}', 'application/json')).status).toBe(400);
    expect((await page(token, { method: 'POST' })).status).toBe(400);
    expect(await visitor.tell('mes alertes.')).toContain(`Elles partent aussi par mail, à ${ANNE}`);

    // As a mail program does, from nowhere, in several parts.
    const parts =
      '--b1\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b1--\r\n';
    const done = await oneClick(token, parts, 'multipart/form-data; boundary=b1');
    expect([done.status, done.headers.get('set-cookie')]).toEqual([200, null]);
    expect(await done.text()).toContain('plus d’alertes par mail');
    expect((await oneClick(token)).status).toBe(200);
    const agreements = await town.hotline.inStore((db) =>
      db.query("SELECT given, channel FROM consent WHERE purpose = 'alerts-by-mail' ORDER BY at, id"),
    );
    expect(agreements).toEqual([
      { given: 1, channel: 'web' },
      { given: 0, channel: 'mail' },
    ]);

    // Alerts go on in the conversation, which says once that mails stopped.
    await visitor.see();
    await town.publish('B2');
    await town.tomorrow();
    expect(town.alerts()).toHaveLength(1);
    expect(await said(visitor)).toContain('B2');
    expect(await said(visitor)).toContain('Elles ne partent plus par mail, comme vous l’avez demandé');
    await visitor.see();
    await town.publish('B3');
    await town.tomorrow();
    expect(await said(visitor)).toContain('B3');
    expect(await said(visitor)).not.toContain('mail');
    expect(await visitor.tell('où en est ma demande ?.')).toContain('Elles ne partent plus par mail');

    await visitor.tell('mes alertes.');
    expect(await visitor.press('Reprendre les mails', 'al:mail')).toContain('partent aussi par mail');
    await town.publish('B4');
    await town.tomorrow();
    expect(unwrapped(town.alerts().at(-1)?.text ?? '')).toContain('B4');
    expect(town.alerts()).toHaveLength(2);
    // The link of an old mail still stops the new ones.
    expect((await oneClick(token)).status).toBe(200);
    await visitor.see();
    await town.publish('B5');
    await town.tomorrow();
    expect(town.alerts()).toHaveLength(2);
  });

  it('say the same of any link that is none, whatever is asked of it', async () => {
    await town.mailed();
    const pages = [];
    for (const token of ['a'.repeat(43), 'x', encodeURIComponent('<b>'), 'e'.repeat(400)])
      for (const asked of [page(token), oneClick(token), oneClick(token, 'x=1')]) {
        const answered = await asked;
        expect(answered.status).toBe(404);
        pages.push(await answered.text());
      }
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain('Ce lien ne nous dit rien');
    expect((await oneClick('a'.repeat(43), 'x'.repeat(10_000))).status).toBe(413);
    expect(pages[0]).toContain('mes alertes');
    // A mail service posts for all its people from one address; none is told to wait.
    const statuses = await Promise.all(
      Array.from({ length: 260 }, async () => (await oneClick('a'.repeat(43))).status),
    );
    expect(new Set(statuses)).toEqual(new Set([404]));
    expect((await oneClick('a'.repeat(43))).headers.get('ratelimit')).toBeNull();
    expect((await oneClick('x')).headers.get('ratelimit')).toMatch(/./);
  });

  it('also one that waits leaves no more once « stop » was said; what begins again has none before it is asked for', async () => {
    const visitor = await town.mailed();
    await town.server.stop();
    await town.publish('C1');
    await town.minutes(4);
    expect(await said(visitor)).toContain('C1');
    await visitor.tell('stop.');
    await visitor.tell('bonjour.');
    await town.server.start();
    await town.minutes(70);
    expect(town.alerts()).toEqual([]);
    expect(await visitor.tell('je veux des alertes.')).toContain('Elles ne partent plus par mail');
    await town.publish('C2');
    await town.tomorrow();
    expect(await said(visitor)).toContain('C2');
    expect(town.alerts()).toEqual([]);
  });

  it('are tried again while the server is down, at civil hours, and arrive as one message', async () => {
    const visitor = await town.mailed();
    let refusals = 0;
    town.server.answer = () => {
      refusals += 1;
      return refusals <= 2 ? '451 4.2.1 try later' : undefined;
    };
    await town.publish('D1');
    await town.minutes(6);
    expect(refusals).toBe(3);
    expect(town.alerts()).toHaveLength(1);

    // Taken, and the line broke before it was said: the same message, for who receives it.
    town.server.drops = true;
    await visitor.see();
    await town.publish('D2');
    await town.tomorrow();
    town.server.drops = false;
    await town.minutes(10);
    const second = town.alerts().slice(1);
    expect(second.length).toBeGreaterThan(1);
    expect(new Set(second.map(({ messageId }) => messageId)).size).toBe(1);
    const count = town.alerts().length;
    await town.minutes(40);
    expect(town.alerts()).toHaveLength(count);

    // Down from the evening on: nobody is written to at night.
    await visitor.see();
    await town.publish('D3');
    await town.server.stop();
    await town.tomorrow('17:50');
    expect(await said(visitor)).toContain('D3');
    await town.goTo(town.today, '18:30');
    await town.server.start();
    await town.minutes(30);
    await town.goTo(addDays(town.today, 1), '03:00');
    expect(town.alerts()).toHaveLength(count);
    await town.goTo(town.today, '09:01');
    await town.minutes(3);
    expect(town.alerts()).toHaveLength(count + 1);
    expect(unwrapped(town.alerts().at(-1)?.text ?? '')).toContain('D3');
  });

  it('stop at an address that is refused for ever, which the conversation and staff are told; not at a full mailbox', async () => {
    const visitor = await town.mailed();
    town.server.answer = () => '552 5.2.2 mailbox full';
    await town.publish('E1');
    await town.minutes(4);
    expect(await visitor.tell('mes alertes.')).toContain('Elles partent aussi par mail');
    await visitor.see();

    town.server.answer = () => '550 5.1.1 no such user';
    await town.publish('E2');
    await town.tomorrow();
    const tries = town.server.recipients;
    await town.minutes(60);
    await visitor.see();
    await town.publish('E3');
    await town.tomorrow();
    expect(town.server.recipients).toBe(tries);
    expect(await said(visitor)).toContain('E3');
    expect(await said(visitor)).toContain(`${ANNE} refuse les mails`);
    const jobs = await town.hotline.inStore((db) =>
      db.query("SELECT status FROM job WHERE kind = 'alert-mail' AND status <> 'done'"),
    );
    // That of the full mailbox was given up, where staff see it.
    expect(jobs).toEqual([{ status: 'dead' }]);
    const { url } = town.hotline;
    const staff = await town.hotline.inStore(async (db) => {
      const lea = await DeskPerson.signIn(db, url, 'Léa Martin');
      const later = town.hotline.now() * 2;
      await db.query(`UPDATE staff_session SET expires_at = ${later}, ends_at = ${later}`);
      return (await fetch(`${url}/staff`, { headers: { Cookie: lea.cookie } })).text();
    });
    expect(staff).toContain('Une entreprise ne reçoit plus ses alertes par mail');

    town.server.answer = () => undefined;
    expect(await visitor.tell('mes alertes.')).toContain('refuse les mails');
    await visitor.press('Reprendre les mails', 'al:mail');
    await town.publish('E4');
    await town.tomorrow();
    expect(unwrapped(town.alerts().at(-1)?.text ?? '')).toContain('E4');
  });

  it('leave at the hours that were chosen, as what is said in the conversation does', async () => {
    const visitor = await town.mailed();
    const chosen = await visitor.tell({ value: 'al:hours:evening', label: 'Le soir' });
    expect(chosen).toContain('entre 18 h et 21 h');
    await town.publish('H1');
    await town.goTo(town.today, '17:50');
    await town.minutes(5);
    expect(town.alerts()).toEqual([]);
    // The server is down until they are over: not at night, nor in the morning.
    await town.server.stop();
    await town.goTo(town.today, '18:00');
    await town.minutes(3);
    expect(await said(visitor)).toContain('H1');
    await town.goTo(town.today, '21:30');
    await town.server.start();
    await town.minutes(5);
    await town.tomorrow('10:00');
    expect(town.alerts()).toEqual([]);
    await town.goTo(town.today, '18:01');
    await town.minutes(3);
    expect(town.alerts()).toHaveLength(1);

    // What would come too late then is said at once, and its mail does not wait for the evening either.
    const [notice] = await town.hotline.inStore((db) =>
      db.query<{ id: string }>("SELECT notice_id AS id FROM notice_publication WHERE reference = 'H1'"),
    );
    await visitor.tell({ value: `al:follow:${notice?.id}`, label: 'Suivre' });
    await town.tomorrow('10:00');
    await town.publish('H1', { closingDay: addDays(town.today, 1), closingTime: '12:00' });
    await town.minutes(5);
    expect(await said(visitor)).toContain('La date limite est avancée');
    expect(town.alerts()).toHaveLength(2);
    expect(unwrapped(town.alerts().at(-1)?.text ?? '')).toContain('La date limite est avancée');
  });

  it('stop at an address that a later report says dead, by whatever way it comes; a forged one, or what passes, changes nothing', async () => {
    const token = 'jeton-des-retours-0123456789';
    await using reported = await Town.open({
      MAIL_BOUNCES: 'retours@exemple.fr',
      MAIL_BOUNCES_TOKEN: token,
    });
    const visitor = await reported.mailed();
    await reported.publish('I1');
    await reported.minutes(4);
    const [mail] = reported.alerts();
    expect(mail?.from).toMatch(/^retours\+r-[\da-f]{32}@exemple\.fr$/);
    const post = async (raw: Buffer, bearer = token) => {
      const answer = await fetch(`${reported.hotline.url}/mail/retours`, {
        method: 'POST',
        headers: { 'Content-Type': 'message/rfc822', Authorization: `Bearer ${bearer}` },
        body: new Uint8Array(raw),
      });
      return { status: answer.status, ...((await answer.json()) as { arrete?: boolean; pourquoi: string }) };
    };
    const dead = { recipient: ANNE, status: '5.1.1', said: `550 5.1.1 <${ANNE}>: User unknown` };
    const returnTo = mail?.from ?? '';
    const forged = `retours+r-${'0'.repeat(32)}@exemple.fr`;
    expect(await post(postfixReport({ ...dead, returnTo }), 'autre')).toMatchObject({ status: 401 });
    for (const raw of [
      postfixReport({ ...dead, returnTo: forged }),
      postfixReport({ ...dead, returnTo, status: '5.2.2', said: '552 5.2.2 mailbox full' }),
      postfixReport({ ...dead, returnTo, action: 'delayed', status: '4.4.1' }),
      // She passes her mails on to somebody who left.
      postfixReport({ ...dead, returnTo, recipient: 'ancien.salarie@autre.fr' }),
      exchangeReport({ ...dead, returnTo: 'hotline@exemple.fr', head: 'Subject: autre chose' }),
      Buffer.from(`To: ${returnTo}\r\nSubject: absente\r\n\r\n550 5.1.1 User unknown`),
      Buffer.from('x'),
    ]) {
      const taken = await post(raw);
      expect(taken).toMatchObject({ status: 200, arrete: false });
      expect(taken.pourquoi).toContain('rien n’a changé');
    }
    expect(await visitor.tell('mes alertes.')).toContain('Elles partent aussi par mail');

    // Letters that a server put in capitals on the way.
    const loud = returnTo.replace(/r-[\da-f]+/, (one) => one.toUpperCase());
    expect(await post(postfixReport({ ...dead, returnTo: loud }))).toMatchObject({ arrete: true });
    expect(await post(postfixReport({ ...dead, returnTo }))).toMatchObject({ arrete: false });
    await visitor.see();
    await reported.publish('I2');
    await reported.tomorrow();
    expect(reported.alerts()).toHaveLength(1);
    expect(await said(visitor)).toContain(`${ANNE} refuse les mails`);

    // They begin again there: the old report, come once more, is about a mail of before.
    await visitor.see();
    await visitor.tell('mes alertes.');
    await visitor.press('Reprendre les mails', 'al:mail');
    expect((await post(postfixReport({ ...dead, returnTo }))).pourquoi).toContain('déjà arrêtés');
    await reported.publish('I3');
    await reported.tomorrow();
    expect(reported.alerts()).toHaveLength(2);

    // By files, where the server changed the address of return: the head of the mail tells.
    const { head } = reported.alerts().at(-1) as ReceivedMail;
    const file = join(folder, 'retours.mbox');
    const lost = { ...dead, returnTo: 'hotline@exemple.fr' };
    writeFileSync(
      file,
      mailbox([postfixReport({ ...lost, head: 'Subject: x' }), exchangeReport({ ...lost, head })]),
    );
    const shown = await runHere(['bounces', file, '--data', reported.hotline.dataDir]);
    expect(shown.stdout).toContain('1 × Cet avis ne porte le jeton d’aucun de nos mails');
    expect(shown.stdout).toContain('1 × L’adresse n’existe plus');
    expect(await visitor.tell('mes alertes.')).toContain('refuse les mails');
    expect((await fetch(`${town.hotline.url}/mail/retours`, { method: 'POST' })).status).toBe(404);
  });

  it('are neither offered, nor said to leave, where their links would lead to this machine alone', async () => {
    await using alone = await Town.open({ PUBLIC_URL: '' });
    const visitor = await alone.subscriber();
    await alone.confirm(visitor, ANNE);
    expect(await visitor.tell('je veux des alertes.')).not.toContain('mail');
    await alone.hotline.inStore((db) =>
      db.query(`INSERT INTO alert_mail (company_id, person_id, state, changed_at, is_told)
        SELECT company_id, person_id, 'wanted', 0, 1 FROM alert`),
    );
    expect(await visitor.tell('mes alertes.')).not.toContain('mail');
    expect(await visitor.tell('où en est ma demande ?.')).not.toContain('mail');
    await alone.publish('G1');
    await alone.tomorrow();
    expect(await said(visitor)).toContain('G1');
    expect(alone.alerts()).toEqual([]);
  });

  it('leave to no address but the one that was agreed to: not once it changed, or was forgotten', async () => {
    const visitor = await town.mailed();
    // A mail waits while the address changes.
    await town.server.stop();
    await town.publish('F1');
    await town.minutes(4);
    await town.server.start();
    await town.confirm(visitor, 'anna@exemple.fr');
    expect(await said(visitor, 2)).toContain('Voulez-vous les recevoir à anna@exemple.fr ?');
    await town.minutes(70);
    expect([town.alerts(), town.alerts('anna@exemple.fr')]).toEqual([[], []]);
    await visitor.tell('mes alertes.');
    await visitor.press('Aussi par mail', 'al:mail');
    await town.publish('F2');
    await town.tomorrow();
    expect(town.alerts('anna@exemple.fr')).toHaveLength(1);
    expect(town.alerts()).toEqual([]);

    await visitor.see();
    await visitor.tell('plus de mails.');
    await town.publish('F3');
    await town.tomorrow();
    expect(await said(visitor)).toContain('F3');
    expect(town.alerts('anna@exemple.fr')).toHaveLength(1);
    expect(await visitor.tell('mes alertes.')).toContain('je n’ai plus d’adresse de vous');
    expect((await page(tokenOf(town.alerts('anna@exemple.fr')[0]))).status).toBe(200);

    // The same address again, for the answers of experts: nobody agreed to alerts there since.
    await visitor.see();
    await town.confirm(visitor, 'anna@exemple.fr');
    expect(await said(visitor, 2)).toContain('Voulez-vous les recevoir à anna@exemple.fr ?');
    await town.publish('F4');
    await town.tomorrow();
    expect(await said(visitor)).toContain('F4');
    expect(town.alerts('anna@exemple.fr')).toHaveLength(1);
  });

  it('that were wanted days before an address was given are offered there, not begun', async () => {
    const visitor = await town.subscriber();
    await visitor.tell('je veux des alertes.');
    await visitor.press('Aussi par mail', 'al:mail');
    // « Plus de mail » is about these too.
    await visitor.tell('plus de mail.');
    await town.confirm(visitor, ANNE);
    expect(await said(visitor, 2)).not.toContain('vos alertes');
    await visitor.tell('plus de mail.');
    await visitor.tell('mes alertes.');
    await visitor.press('Reprendre les mails', 'al:mail');
    await town.goTo(addDays(town.today, 3));
    await town.confirm(visitor, ANNE);
    expect(await said(visitor, 2)).toContain(`Voulez-vous aussi les recevoir par mail, à ${ANNE} ?`);
    expect(await said(visitor, 2)).not.toContain('partent aussi par mail');
    expect(await visitor.press('Aussi par mail', 'al:mail')).toContain('partent aussi par mail');
  });
});
