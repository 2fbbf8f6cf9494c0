import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { slackTexts } from '#adapters/slack/texts.ts';
import { changeBid, openBid } from '#src/features/opportunities/store/bids.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { addDays, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { MailServer } from '#support/fakes/mail/server.ts';
import { FakeBoamp } from '#support/fakes/notices/boamp.ts';
import { FakeSlack } from '#support/fakes/slack/fake-slack.ts';
import { buttonsOf, SlackPerson } from '#support/fakes/slack/people.ts';
import { correctionRecord, fnsRecord } from '#support/notices/records.ts';
import { ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { enterOffice, OUTPUT } from '#support/pages/office-page.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { slackSettings } from '#support/world/channels/slack-peer.ts';
import { codeIn } from '#support/world/mail-hotline.ts';
import { siretFrom } from '#support/world/people/sign-up.ts';
import { ClockedHotline } from '#support/world/processes/clocked-hotline.ts';

let mails: MailServer;
let slack: FakeSlack;
let boamp: FakeBoamp;
let hotline: ClockedHotline;
let browser: Browser;
const opened: ChatPage[] = [];

beforeAll(async () => {
  [mails, slack, boamp] = await Promise.all([MailServer.start(), FakeSlack.start(), FakeBoamp.start()]);
  slack.botUrl = () => hotline.url;
  [hotline, browser] = await Promise.all([
    ClockedHotline.start(
      {
        ...slackSettings(slack, 'http'),
        CHANNELS_RATE_FACTOR: '50',
        // Words are read as people have them read.
        EMBEDDINGS_PROVIDER: 'reader',
        // A clock that jumps ends what a server holds of its store, which it says.
        LOG_LEVEL: 'silent',
        SMTP_URL: mails.url(),
        MAIL_FROM: 'La Hotline <hotline@exemple.fr>',
        DIRECTORY: 'on',
        BOAMP_API_URL: boamp.url,
      },
      Date.now(),
    ),
    openBrowser(),
  ]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  slack?.delivery.stop();
  await hotline?.[Symbol.asyncDispose]();
  for (const one of [boamp, slack, mails]) await one?.[Symbol.asyncDispose]();
});
afterEach(async () => {
  for (const page of opened.splice(0)) {
    const { complaints } = page;
    await page.close();
    expect(complaints).toEqual([]);
  }
});

// The clock.

const goTo = (at: number) => hotline.moveTo(at);
/** Looks into its store, beside it. */
const inStore = async <T>(look: (db: Database) => Promise<T>): Promise<T> => {
  const db = await openDatabase(hotline.dataDir);
  try {
    return await look(db);
  } finally {
    await db.close();
  }
};
/** Lets so many minutes pass, one after the other, and all that is then due be done. */
const minutes = async (count: number) => {
  for (let minute = 0; minute < count; minute += 1) {
    hotline.moveTo(hotline.now + MINUTE_MS);
    await hotline.settled();
  }
};
const morningOf = async (day: string) => {
  goTo(instantOf(day, '09:05'));
  await hotline.settled();
  await minutes(6);
};
function nextMondayInJanuary(now: number): string {
  let day = `${Number(parisDay(now).slice(0, 4)) + 1}-01-10`;
  while (new Date(`${day}T00:00:00Z`).getUTCDay() !== 1) day = addDays(day, 1);
  return day;
}
/** « 21 janvier 2027 » */
const inFrench = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('fr-FR', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

// The web chat, and the pages of staff.

const openChat = async (): Promise<ChatPage> => {
  const chat = await ChatPage.open(browser, hotline.url);
  opened.push(chat);
  await chat.button('Envoyer').waitFor();
  return chat;
};
const textOf = (locator: { innerText(): Promise<string> }) => locator.innerText();
/** What the hotline says after something was done in the chat. A point ends a message: nothing more is waited for. */
const after = async (chat: ChatPage, work: () => Promise<unknown>): Promise<string> => {
  const before = await chat.answers.count();
  await work();
  await chat.answers.nth(before).waitFor();
  return (await textOf(chat.answers.last())).replace(/\s/g, ' ');
};
/** Answers the questions of the form in turn; « [label] » presses a button. @returns what is said last */
const answerAll = async (chat: ChatPage, answers: readonly string[]): Promise<string> => {
  let said = '';
  for (const answer of answers) {
    const label = /^\[(.+)\]$/.exec(answer)?.[1];
    said = await after(chat, () =>
      label === undefined
        ? chat.write(answer)
        : chat.answers.last().getByRole('button', { name: label, exact: true }).click(),
    );
  }
  return said;
};
/** The clock that the test moves on ends no session of staff. */
const staySignedIn = () =>
  inStore((db) => db.query('UPDATE staff_session SET expires_at = $1, ends_at = $1', [hotline.now * 2]));
const staffPage = async (office: ChatPage, path: string) => {
  await office.page.goto(hotline.url + path);
  // That it was seen has just been noted, and for how long it may stay.
  await staySignedIn();
};
const cells = async (office: ChatPage, name: string): Promise<string[]> =>
  office.page
    .getByRole('table', { name: 'Par territoire' })
    .getByRole('row', { name })
    .getByRole('cell')
    .allTextContents();

// Slack.

const anne = () => new SlackPerson(slack, 'U0ANNE', 'anne');
const posts = () =>
  slack
    .botPosts(anne().dm)
    .filter(({ onlyFor, text }) => onlyFor === undefined && text !== slackTexts.working);
const heard = (): string[] => posts().map((post) => FakeSlack.words(post));
const until = async (words: string): Promise<string> => {
  for (let tries = 0; !heard().at(-1)?.includes(words); tries += 1) {
    if (tries > 400) throw new Error(`never said: ${words}\n${heard().slice(-4).join('\n---\n')}`);
    await sleep(20);
    await hotline.settled();
  }
  return heard().at(-1) ?? '';
};
const say = async (text: string, answer: string) => {
  await anne().say(text).delivered;
  return until(answer);
};
const press = async (label: string, answer: string) => {
  const post = posts().findLast(({ blocks }) =>
    buttonsOf(blocks ?? []).some(({ text }) => text.text.startsWith(label)),
  );
  if (!post) throw new Error(`no button « ${label} »`);
  await anne().press(post, label);
  return until(answer);
};

/** Companies of the same region that were told of a call, answered it and won it. */
const winners = (count: number) =>
  inStore(async (db) => {
    const now = hotline.now;
    for (let index = 0; index < count; index += 1) {
      const key = `gagnante-${index}`;
      const companyId = await listCompany(
        db,
        {
          name: `Gagnante ${index}`,
          said: 'peinture',
          sectors: [],
          departments: ['29'],
          engagements: ['insertion'],
          member: { channel: 'slack', key },
        },
        now,
      );
      const [notice] = await db.query<{ id: string }>('SELECT id FROM notice LIMIT 1');
      const [member] = await db.query<{ person_id: string }>(
        'SELECT person_id FROM company_member WHERE company_id = $1',
        [companyId],
      );
      await db.tx(async (tx) => {
        const { id } = await openBid(tx, {
          personId: member?.person_id ?? '',
          companyId,
          noticeId: notice?.id ?? '',
          noticeVersion: 1,
          title: 'Peinture des classes',
          buyer: undefined,
          lots: [],
          closesAt: undefined,
          nextAt: undefined,
          now,
        });
        await changeBid(tx, id, { state: 'won', nextAt: null }, now);
      });
    }
  });

test('a company referenced in the web chat hears on Slack of a call that fits, follows it, and wins it', async () => {
  const office = await enterOffice(browser, hotline, '/staff');
  opened.push(office);
  await staySignedIn();
  // A Monday in winter, far from holidays.
  const monday = nextMondayInJanuary(hotline.now);
  goTo(instantOf(monday, '10:00'));
  await hotline.settled();

  // Referenced, in Chromium.
  const chat = await openChat();
  const done = await answerAll(chat, [
    'je veux m’inscrire.',
    `SAS à Montreuil, 12 salariés, ${siretFrom('732829320000')}.`,
    'Propre et Net.',
    '2015.',
    '[50 à 250 k€]',
    '[Insertion]',
    '[C’est tout]',
    '[Entreprise d’insertion (EI)]',
    '[C’est tout]',
    '[Oui]',
    '[Passer]',
    'on fait du nettoyage de bureaux.',
    '93 et 75.',
    '[Jamais]',
    '[Passer]',
    '[Trouver des marchés]',
    '[C’est tout]',
    'Anne Martin, gérante.',
    '06 12 34 56 78.',
    '[Le matin]',
    'anne@exemple.fr.',
    '[Oui]',
    '[Oui]',
    '[Oui]',
    '[Confirmer]',
  ]);
  expect(done).toContain('Propre et Net est référencée');
  const [mail] = await mails.until('anne@exemple.fr');
  // It may say more after it.
  const before = await chat.answers.count();
  await chat.write(`${codeIn(mail?.text ?? '')}.`);
  await chat.answers.nth(before).waitFor();
  expect((await chat.answers.allTextContents()).slice(before).join(' ')).toContain('vérifiée');
  await chat.page.screenshot({ path: join(OUTPUT, 'journey-referenced.png') });

  // Approved by staff.
  await staffPage(office, '/staff/entreprises?q=Propre');
  await office.page.getByRole('link', { name: 'Propre et Net' }).click();
  await office.page.waitForURL(/entreprises\/[\w-]+$/);
  await office.button('Approuver').click();
  await office.page.getByText('Approuvée : ses personnes sont prévenues').first().waitFor();

  // The same person, on Slack.
  await chat.write('lier mes messageries.');
  const given = chat.answers.filter({ hasText: 'Sur l’autre messagerie' }).last();
  const code = codeIn(await textOf(given));
  await say(`lier ${code}.`, 'Ce code est le bon');
  await chat.button('Oui, c’est moi').click();
  await until('vos messageries sont liées');
  await say('je veux des alertes.', 'C’est noté');
  expect(heard().at(-1)).toContain('le nettoyage de locaux, dans vos territoires (75 et 93)');
  await press('Plus souvent', 'Dès qu’un avis paraît');

  // A call comes at BOAMP, and one that does not fit.
  const closes = addDays(monday, 22);
  const filed = { day: monday, departments: ['93'], closing: `${closes}T12:00:00` };
  boamp.publish(
    fnsRecord({ ...filed, idweb: '27-1001' }, { scope: { lieuExecution: 'Montreuil (93)' } }),
    fnsRecord(
      { ...filed, idweb: '27-1002', title: 'Peinture des classes' },
      {
        scope: {
          lieuExecution: 'Montreuil (93)',
          codeCPV: { objetPrincipal: { classPrincipale: '45442100' } },
        },
      },
    ),
  );
  await minutes(36);
  const alert = await until('Un avis pour vous');
  expect(alert).toContain('Nettoyage des gymnases');
  expect(alert).toContain('Ville de Monterive');
  expect(heard().join('\n')).not.toContain('Peinture des classes');

  const why = await say('pourquoi celui-ci ?', 'Pourquoi « Nettoyage des gymnases »');
  expect(why).toContain('C’est votre métier : le nettoyage de locaux.');
  expect(why).toContain('C’est dans votre territoire : Seine-Saint-Denis (93).');
  const follows = await press('Suivre', 'je suis « Nettoyage des gymnases » pour vous');
  expect(follows).toMatch(/Rappels le .* et le /);

  // The buyer gives a week more.
  const later = addDays(monday, 29);
  const correction = { idweb: '27-1040', day: addDays(monday, 1), follows: '27-1001', departments: ['93'] };
  goTo(instantOf(addDays(monday, 1), '10:00'));
  boamp.publish(
    correctionRecord(
      correction,
      `La date limite de remise des offres est reportée au ${inFrench(later)} à 16h.`,
      'FNSimple',
    ),
  );
  await minutes(40);
  expect(await until('a changé')).toMatch(/La date limite est reportée : avant le .* à 16 h/);

  // Each reminder comes once.
  for (const days of [10, 7, 6, 4, 2, 1]) await morningOf(addDays(later, -days));
  expect(heard().filter((text) => /^Encore \d jours/.test(text))).toHaveLength(2);
  expect(heard().filter((text) => text.includes('Un avis pour vous'))).toHaveLength(1);

  // It answered by itself, and won.
  await winners(4);
  await morningOf(addDays(later, 40));
  await staffPage(office, '/staff/opportunites/suivi');
  expect(await cells(office, 'Île-de-France')).toEqual(['5', 'masqué', 'masqué', 'masqué']);
  await say('on a gagné', 'Bravo');
  await staffPage(office, '/staff/opportunites/suivi');
  expect(await cells(office, 'Île-de-France')).toEqual(['5', 'masqué', '5', '5']);
  await office.page.screenshot({ path: join(OUTPUT, 'journey-follow-up.png'), fullPage: true });
});
