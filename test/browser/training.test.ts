import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addCompany, saveCompanyFields } from '#src/company/store/companies.ts';
import { addMember } from '#src/company/store/members.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { enterOffice, OUTPUT, PHONE } from '#support/pages/office-page.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

const dayIn = (days: number) => parisDay(Date.now() + days * 86_400_000);

let hotline: Awaited<ReturnType<typeof startHotline>>;
let browser: Browser;
let office: ChatPage;
let chat: ChatPage;

/** Makes the one person who wrote a member of a referenced company. */
async function reference(): Promise<void> {
  const db = await openDatabase(hotline.dataDir);
  try {
    await db.tx(async (tx) => {
      const now = Date.now();
      const [person] = await tx.query<{ id: string }>('SELECT id FROM person');
      const personId = person?.id ?? '';
      const companyId = (await addCompany(tx, { siren: '732829320', now }))?.id ?? '';
      await addMember(tx, { companyId, personId, now });
      const name = {
        field: 'name',
        value: 'Éco Prop',
        label: 'Nom',
        shown: 'Éco Prop',
        origin: 'declared',
      } as const;
      await saveCompanyFields(tx, { companyId, personId, fields: [name], now });
    });
  } finally {
    await db.close();
  }
}

beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotline(), openBrowser()]);
  chat = await ChatPage.open(browser, hotline.url, PHONE);
  await chat.ask('bonjour');
  await reference();
  office = await enterOffice(browser, hotline, '/desk', PHONE);
}, 180_000);
afterAll(async () => {
  for (const one of [office, chat]) expect(one.complaints).toEqual([]);
  await browser?.close();
  await hotline?.stop();
});

const shot = (of: ChatPage, name: string) =>
  of.page.screenshot({ path: join(OUTPUT, `training-${name}.png`), fullPage: true });
const isSound = async (of: ChatPage) => {
  expect(await of.overflow()).toBeLessThanOrEqual(0);
  expect(await of.seriousFaults()).toEqual([]);
};
const field = (name: string) => office.page.getByLabel(name, { exact: true });

describe('a session, from the staff’s page to the booking in the chat', () => {
  test('is opened on a phone; mistakes are told at their field and nothing typed is lost', async () => {
    await office.page.goto(`${hotline.url}/staff`);
    await office.page.getByRole('link', { name: 'Voir les sessions' }).click();
    await field('Nom').fill('Session <b>de printemps</b>');
    await field('Lieu').fill('Pantin');
    await field('Premier jour').fill(dayIn(10));
    await field('Dernier jour').fill(dayIn(190));
    await field('Dernier jour pour candidater').fill(dayIn(5));
    await field('Nombre de places').fill('0');
    await office.button('Ouvrir une session').click();
    await office.page.getByText('2 choses sont à corriger').waitFor();
    expect(await field('Nom').getAttribute('aria-invalid')).toBe('true');
    expect(await field('Nombre de places').inputValue()).toBe('0');
    expect(await field('Premier jour').inputValue()).toBe(dayIn(10));
    await shot(office, 'mistakes');
    await isSound(office);
    await field('Nom').fill('Session de printemps');
    await field('Nombre de places').fill('2');
    await office.button('Ouvrir une session').click();
    await office.page.getByText('La session est ouverte.').waitFor();
    await isSound(office);
  });

  test('is applied to in the chat, question by question', async () => {
    await chat.ask('je veux candidater à la session');
    for (const choice of [
      'En partie',
      'Oui mais sans preuve',
      'Une liste avec des noms',
      'Des alertes réglées',
      'Une ou deux',
      'Au cas par cas',
      'Prêtes et à jour',
      'À partir de mes coûts',
      'J’ai des partenaires en vue',
      'Pas encore',
      'Passer',
      'Confirmer',
    ]) {
      const before = await chat.answers.count();
      await chat.button(choice.replace('’', "'")).last().click();
      await chat.answers.nth(before).waitFor();
    }
    await chat.page.getByText('Votre candidature à Session de printemps est envoyée').waitFor();
    await shot(chat, 'diagnosis');
    await isSound(chat);
  });

  test('admits the company, and publishes meetings', async () => {
    await office.page.reload();
    await shot(office, 'session');
    await office.page.getByRole('link', { name: 'Éco Prop' }).click();
    await office.page.getByText('Offre : En partie').waitFor();
    await shot(office, 'application');
    await isSound(office);
    await field('Un mot à l’entreprise').fill('Bienvenue !');
    await office.button('Admettre').click();
    await office.page.getByText('l’entreprise est prévenue').waitFor();
    await chat.page.getByText('Bienvenue !').waitFor();
    expect(await office.button('Admettre').count()).toBe(0);
    await office.page.getByRole('link', { name: 'La session' }).click();
    await office.page.getByText('Publier une formation').first().click();
    await field('Quoi').selectOption('Rendez-vous avec un expert');
    await field('Titre').fill('Vos prix');
    await field('Lieu ou adresse de la visio').fill('https://visio.exemple.fr/prix');
    await field('Avec qui').fill('Nadia Benali');
    await field('Jour').fill(dayIn(20));
    await field('De').fill('09:00');
    await field('À').fill('10:00');
    await field('Durée d’un rendez-vous, en minutes').fill('30');
    await office.button('Publier une formation').click();
    await office.page.getByText('2 créneaux sont publiés.').waitFor();
    await isSound(office);
  });

  test('is booked in the chat with a calendar file, and the presence is kept', async () => {
    const answer = await chat.ask('réserver un rendez-vous');
    await answer.getByText('avec Nadia Benali').first().waitFor();
    await chat.button(/9 h 30, Nadia Benali/).click();
    await chat.page.getByText('C’est réservé').waitFor();
    const link = chat.page.getByRole('link', { name: /rendez-vous\.ics/ });
    await link.waitFor();
    await shot(chat, 'booking');
    await isSound(chat);
    const [download] = await Promise.all([chat.page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('rendez-vous.ics');
    await office.page.reload();
    await office.page.getByRole('link', { name: 'Vos prix' }).last().click();
    await office.button('Présente').click();
    await office.page.getByText('Enregistré.').waitFor();
    expect(await office.button('Présente').getAttribute('aria-pressed')).toBe('true');
    await shot(office, 'event');
    await isSound(office);
    await office.page.getByRole('link', { name: 'Sessions', exact: true }).click();
    await office.page.getByRole('link', { name: /ce qu’elles ont réservé/ }).click();
    await office.page.getByText('Vos prix').waitFor();
    await office.page.setViewportSize({ width: 1280, height: 900 });
    await shot(office, 'desk');
    await isSound(office);
  });

  test('is taken back by the team, with a word that the company reads', async () => {
    await office.page.setViewportSize(PHONE.viewport);
    await office.page.goBack();
    await office.page.getByRole('link', { name: 'Session de printemps' }).click();
    await office.page.getByRole('link', { name: 'Vos prix' }).last().click();
    await office.page.getByText('Annuler sa réservation').click();
    await isSound(office);
    await office.button('Annuler la réservation et prévenir').click();
    await office.page.getByText('Dites pourquoi').waitFor();
    await field('Un mot à l’entreprise').fill('Nadia est souffrante.');
    await office.button('Annuler la réservation et prévenir').click();
    await office.page.getByText('La réservation est annulée').waitFor();
    await chat.page.getByText('Nadia est souffrante.').waitFor();
    await isSound(office);
    await isSound(chat);
  });
});
