import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Field } from '#src/company/form/form.ts';
import { MailServer } from '#support/fakes/mail/server.ts';
import { shippedForm } from '#support/knowledge/sign-up-form.ts';
import { ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { OUTPUT, PHONE } from '#support/pages/office-page.ts';
import { codeIn, MailHotline } from '#support/world/mail-hotline.ts';
import { siretFrom } from '#support/world/people/sign-up.ts';

const DAY = 86_400_000;

let mails: MailServer;
let hotline: MailHotline;
let browser: Browser;
let chat: ChatPage;

beforeAll(async () => {
  mails = await MailServer.start();
  [hotline, browser] = await Promise.all([
    MailHotline.start(mails.url(), [], { PUBLIC_URL: '' }),
    openBrowser(),
  ]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.[Symbol.asyncDispose]();
  await mails?.[Symbol.asyncDispose]();
});
afterEach(async () => {
  const { complaints } = chat;
  await chat.close();
  expect(complaints).toEqual([]);
});

const open = async (options: BrowserContextOptions = {}) => {
  chat = await ChatPage.open(browser, hotline.url, options);
  await chat.button('Envoyer').waitFor();
};
const shot = async (name: string) => {
  // What glides into sight has arrived.
  await chat.page.waitForFunction(
    'new Promise((r) => { let y; const see = () => { if (y === scrollY) r(true); else { y = scrollY; setTimeout(see, 150); } }; see(); })',
  );
  await chat.page.screenshot({ path: join(OUTPUT, `${name}.png`) });
};
const sound = async () => {
  expect(await chat.overflow()).toBeLessThanOrEqual(0);
  expect(await chat.seriousFaults()).toEqual([]);
};
const textOf = (locator: { innerText(): Promise<string> }) => locator.innerText();
/** What the hotline says after something was done; all that it says at once. */
const after = async (work: () => Promise<unknown>, answers = 1): Promise<string> => {
  const before = await chat.answers.count();
  await work();
  await chat.answers.nth(before + answers - 1).waitFor();
  const said: string[] = [];
  for (let index = before; index < (await chat.answers.count()); index += 1)
    said.push(await textOf(chat.answers.nth(index)));
  return said.join('\n').replace(/\s/g, ' ');
};
/** A point ends a message: nothing more is waited for. */
const say = (text: string, answers = 1) => after(() => chat.write(`${text}.`), answers);
const press = (name: string) =>
  after(() => chat.answers.last().getByRole('button', { name, exact: true }).click());

describe('a company signs up in the web chat', () => {
  test('from its first words to the summary, with buttons and a question in the middle', async () => {
    await open();
    const first = await say('je veux m’inscrire');
    expect(first).toContain('Quel est le SIRET');
    await shot('sign-up-begins');
    await sound();
    expect(await say(`SAS à Montreuil, 12 salariés, ${siretFrom('732829320000')}`)).toContain(
      'Quel est le nom',
    );
    await say('Propre et Net');
    // A question in the middle is answered, then the form asks again.
    const asked = await after(() => chat.write('Ai-je droit à une avance ?'), 2);
    expect(asked).toContain('Pour votre référencement : ');
    expect(asked).toContain('Quand a-t-elle été créée');
    await shot('sign-up-question');
    await say('2015');
    expect(await press('50 à 250 k€')).toContain('Lequel de ces engagements');
    expect(await press('Insertion')).toContain('Autre chose ?');
    expect(await press('Économie sociale et solidaire')).toContain('Autre chose ?');
    await shot('sign-up-choices');
    expect(await press('C’est tout')).toContain('Comment faites-vous partie');
    await press('Coopérative');
    await press('C’est tout');
    await press('Statuts');
    await press('Entreprise d’insertion (EI)');
    await press('C’est tout');
    expect(await press('Oui')).toContain('Facultatif');
    expect(await press('Passer')).toContain('Que faites-vous');
    expect(await say('on fait du nettoyage de bureaux')).toContain('CPV 90910000');
    await say('93 et 75');
    await press('Jamais');
    await press('Passer');
    await press('Trouver des marchés');
    await press('C’est tout');
    await say('Anne Martin, gérante');
    await say('06 12 34 56 78');
    await press('Le matin');
    const code = await say('anne@exemple.fr');
    expect(code).toContain('code de dix signes');
    await press('Oui');
    await press('Oui');
    const summary = await press('Non');
    for (const words of [
      'Voici votre fiche',
      'Propre et Net',
      'Engagements : ',
      'Téléphone : 06 12 34 56 78',
    ])
      expect(summary).toContain(words);
    await shot('sign-up-summary');
    await sound();
    await press('Modifier');
    expect(await press('Téléphone')).toContain('Votre réponse actuelle');
    expect(await say('07 11 22 33 44')).toContain('Téléphone : 07 11 22 33 44');
    const done = await press('Confirmer');
    expect(done).toContain('Propre et Net est référencée');
    for (const reason of ['Île-de-France', 'L2113-13', 'L2113-15']) expect(done).toContain(reason);
    await shot('sign-up-done');
    await sound();
    const [mail] = await mails.until('anne@exemple.fr');
    expect(await say(codeIn(mail?.text ?? ''))).toContain('Votre adresse est vérifiée');
  });

  test('stops halfway on a phone, reloads, and goes on the next day', async () => {
    await open(PHONE);
    await say('je veux m’inscrire');
    await say(siretFrom('404833048000'));
    await say('Les Vélos Verts');
    await press('Association');
    await chat.page.reload();
    await chat.answers.last().getByText('Quand a-t-elle été créée').waitFor();
    await shot('sign-up-phone-reload');
    expect(await press('Plus tard')).toContain('C’est gardé');
    hotline.pass(DAY);
    await chat.page.reload();
    await chat.answers.last().waitFor();
    const resumed = await say('reprendre');
    expect(resumed).toContain('Reprenons votre référencement');
    expect(resumed).toContain('Quand a-t-elle été créée');
    await say('en mars 2019');
    const back = await press('Précédent');
    expect(back).toContain('Votre réponse actuelle');
    expect(back).toContain('03/2019');
    await say('passer');
    await say('93100 Montreuil');
    const summary = await say('résumé');
    for (const kept of ['Les Vélos Verts', 'Association', '03/2019', 'Montreuil (93)'])
      expect(summary).toContain(kept);
    await shot('sign-up-phone-next-day');
    await sound();
  });

  test('gets a clear error for bad input at every question, and keeps what was there', async () => {
    const form = shippedForm();
    const taken = siretFrom('552100554000');
    const own = siretFrom('552081317000');
    await open();
    await say('inscription');
    await say(taken);
    for (const answer of ['Déjà là', 'SAS', '2015', '93100 Montreuil', '3', '80 k€', 'aucun', 'passer'])
      await say(answer);
    for (const answer of ['peinture', 'Paris', 'jamais', 'passer', 'tout', 'Luc', '06 11 11 11 11', 'matin'])
      await say(answer);
    for (const answer of ['luc@exemple.fr', 'oui', 'non', 'non', 'je confirme']) await say(answer);
    await chat.close();

    await open();
    await say('inscription');
    const other = await say(taken);
    expect(other).toContain('Une fiche existe déjà');
    expect(other).not.toContain('Déjà là');
    const long = Array.from({ length: 2_000 }, (_, n) => `mot${n}`).join(' ');
    let asked = '';
    for (const field of form.fields.filter(({ asked: inTurn }) => inTurn)) {
      const question = field.question.replace(/\s/g, ' ');
      const bad = ['🙂🙂🙂', '<script>alert(1)</script>', long, ...WRONG(field)];
      for (const typed of bad) {
        const said = await say(typed);
        expect(said, `${field.id}: ${typed.slice(0, 40)}`).toContain(question);
        expect(said.length, `${field.id}: ${typed.slice(0, 40)}`).toBeGreaterThan(question.length + 10);
        expect(said, field.id).not.toMatch(/Noté|alert\(1\)/);
      }
      if (field.id === 'phone') await shot('sign-up-bad-phone');
      asked = await say(GOOD[field.id] ?? own);
    }
    expect(asked).toContain('Voici votre fiche');
    for (const kept of ['Éco Tout', 'Montreuil (93)', 'Seine-Saint-Denis (93)', '06 12 34 56 78'])
      expect(asked).toContain(kept);
  });
});

/** Wrong answers of its own to a question. */
const WRONG = ({ type }: Field): string[] =>
  ({
    siret: ['732 829 320 00075', '732829320', 'FR 32 732 829 320', '12345'],
    text: [],
    choice: ['je ne vois pas de quoi il s’agit'],
    choices: ['je ne vois pas de quoi il s’agit'],
    'yes-no': ['peut-être'],
    consent: ['peut-être'],
    date: ['31/02/2015', 'en 3020'],
    headcount: ['beaucoup', '-3'],
    turnover: ['pas mal'],
    activities: ['??'],
    website: [],
    places: ['sur la Lune'],
    town: ['Nullepart-sur-Rien'],
    email: ['anne@', 'pas de mail'],
    phone: ['06 12 34 56 7x', '06 12 34', 'au bureau'],
  })[type];

const GOOD: Readonly<Record<string, string>> = {
  name: 'Éco Tout',
  'legal-form': 'coopérative',
  created: '2012',
  seat: '93100 Montreuil',
  headcount: '12',
  turnover: '300 k€',
  engagements: 'ess, insertion, handicap, qpv et circulaire',
  'ess-kind': 'coopérative',
  'ess-proof': 'statuts',
  'insertion-kind': 'EI',
  'insertion-proof': 'oui',
  'handicap-kind': 'EA',
  'handicap-proof': 'cpom',
  'qpv-check': 'oui',
  'circular-kind': 'réemploi',
  'circular-proof': 'une ressourcerie à Pantin',
  founders: 'non',
  activities: 'nettoyage de bureaux',
  territories: '93',
  experience: 'jamais',
  references: 'la ville de Pantin, nettoyage d’écoles, 2024',
  needs: 'tout',
  'contact-name': 'Anne Martin, gérante',
  phone: '06 12 34 56 78',
  hours: 'le matin',
  email: 'tout@exemple.fr',
  'consent-file': 'oui',
  'consent-alerts': 'oui',
  'consent-share': 'non',
};
