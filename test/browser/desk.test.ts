import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { actOnCase } from '#src/features/expert/act-on-case.ts';
import { addCaseEvent } from '#src/features/expert/store/case-events.ts';
import { ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { DeskPage } from '#support/pages/desk-page.ts';
import type { DeskPerson } from '#support/world/desk/person.ts';
import { DeskHotline } from '#support/world/desk-hotline.ts';

const CANNED = `
- id: date-limite
  title: Rappeler la date limite
  text: La consultation ferme {{date-limite}}.
`;

describe('the web desk in a browser', () => {
  let hotline: DeskHotline;
  let browser: Browser;
  let nadia: DeskPerson;
  let paul: DeskPerson;

  beforeAll(async () => {
    [hotline, browser] = await Promise.all([
      DeskHotline.start({ 'canned-answers.yaml': CANNED }),
      openBrowser(),
    ]);
    [nadia, paul] = [await hotline.expert('Nadia Benali'), await hotline.expert('Paul Morin')];
  });
  afterAll(async () => {
    await browser.close();
    await hotline[Symbol.asyncDispose]();
  });

  /** A company that asks for an expert about something that no other one asks about. */
  const caseAbout = (about: string) =>
    hotline.companyWithCase(`Je veux parler à un expert au sujet de ${about}`);

  it('lets an expert and a company talk, live both ways, and the bot come back at the end', async () => {
    const chat = await ChatPage.open(browser, hotline.url);
    const desk = await DeskPage.open(browser, hotline.url, nadia);
    await chat.ask('Je veux parler à un expert au sujet de bateaux');
    await desk.openCase(/bateaux/);
    expect(await desk.page.title()).toMatch(/^\(\d+\) Dossiers/);
    await desk.button('Prendre').click();
    await chat.page.getByText('Nadia Benali, de la Fabrique, a pris votre dossier').waitFor();
    await chat.write('Ils sont <b>en bois</b> et "anciens"');
    await desk.turn('Ils sont <b>en bois</b> et "anciens"').waitFor();
    expect(await desk.page.locator('.turn b').count()).toBe(0);
    await desk.send('Bonjour, quelle est leur longueur ?');
    await chat.page.getByText('Bonjour, quelle est leur longueur ?').waitFor();
    await desk.turn('Bonjour, quelle est leur longueur ?').waitFor();
    await expect.poll(() => desk.words.inputValue()).toBe('');
    await desk.button('Note interne').click();
    await desk.send('Penser aux péniches');
    await desk.turn('Penser aux péniches').waitFor();
    await desk.button('Clore…').click();
    await desk.page.getByRole('radio', { name: 'Orienté ailleurs' }).check();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Clore', exact: true }).click();
    await chat.page.getByText('Nadia Benali a terminé l’échange, après vous avoir orienté.').waitFor();
    expect(await chat.page.getByText('péniches').count()).toBe(0);
    await desk.button('Rouvrir').waitFor();
    // What was said may serve others.
    await desk.button('En faire un brouillon de fiche').click();
    await desk.page.getByText('Brouillon gardé, sans données personnelles').waitFor();
    expect([...desk.complaints, ...chat.complaints]).toEqual([]);
    await Promise.all([desk.close(), chat.close()]);
  });

  it('gives a case to one of two pages, and shows the other who was quicker', async () => {
    await caseAbout('toitures');
    const mine = await DeskPage.open(browser, hotline.url, nadia);
    const hers = await DeskPage.open(browser, hotline.url, paul);
    for (const desk of [mine, hers]) await desk.openCase(/toitures/);
    // Both press before the server hears either.
    const both = Promise.withResolvers<void>();
    let pressed = 0;
    for (const desk of [mine, hers])
      await desk.page.route('**/claim', async (route) => {
        pressed += 1;
        if (pressed === 2) both.resolve();
        await both.promise;
        await route.continue();
      });
    for (const desk of [mine, hers]) await desk.button('Prendre').click();
    for (const desk of [mine, hers]) await desk.button('Prendre').waitFor({ state: 'detached' });
    const owners = await Promise.all(
      [mine, hers].map((desk) =>
        desk.page
          .locator('.facts')
          .getByText(/^Suivi par/)
          .allTextContents(),
      ),
    );
    // One of them holds it; the other reads whose it is, and that they came second.
    expect(owners.flat()).toHaveLength(1);
    const [winner, other] = owners[0]?.length === 0 ? [mine, hers] : [hers, mine];
    await other.page.getByRole('alert').filter({ hasText: 'Ce dossier est déjà suivi par' }).waitFor();
    await winner.send('Je m’en occupe.');
    await other.turn('Je m’en occupe.').waitFor();
    await Promise.all([mine.close(), hers.close()]);
  });

  it('shows what happened elsewhere: a claim from a thread, a message that was not delivered', async () => {
    const { caseId } = await caseAbout('canaux');
    const desk = await DeskPage.open(browser, hotline.url, nadia);
    await desk.openCase(/canaux/);
    await desk.send('Bonjour, par ici.');
    await desk.turn('Bonjour, par ici.').waitFor();
    // Written by another process: nothing tells this server.
    await hotline.db.tx(async (tx) => {
      const context = { surfaces: [], hours: await loadWorkingHours(tx), now: Date.now() };
      const [said] = await tx.query<{ id: string }>("SELECT id FROM message WHERE content LIKE '%par ici.%'");
      const data = { messageId: said?.id, kind: 'unreachable' };
      await addCaseEvent(tx, { caseId, type: 'undelivered', data, at: Date.now() });
      const by = { key: 'slack:T1:U1', name: 'Samia (Slack)' };
      await actOnCase(tx, context, caseId, { type: 'transfer', by, to: by });
    });
    await desk.turn('Bonjour, par ici.').getByText('Non remis : l’entreprise a bloqué la Hotline').waitFor();
    await desk.page.locator('.facts').getByText('Suivi par Samia (Slack)').waitFor();
    await desk.page.getByText('votre réponse partira sous votre nom').waitFor();
    await desk.close();
  });

  it('keeps what was being written through a reload, apart for each case', async () => {
    await caseAbout('ponts');
    await caseAbout('tunnels');
    const desk = await DeskPage.open(browser, hotline.url, nadia);
    await desk.openCase(/ponts/);
    await desk.words.fill('Bonjour, au sujet de votre po');
    await desk.page.reload();
    await desk.title.waitFor();
    await expect.poll(() => desk.words.inputValue()).toBe('Bonjour, au sujet de votre po');
    await desk.openCase(/tunnels/);
    await expect.poll(() => desk.words.inputValue()).toBe('');
    await desk.row(/ponts/).getByText('brouillon').waitFor();
    await desk.page.goBack();
    await expect.poll(() => desk.words.inputValue()).toBe('Bonjour, au sujet de votre po');
    await desk.close();
  });

  it('shows in each tab what another one goes on writing, until it is sent; its list is one for the company', async () => {
    const chat = await ChatPage.open(browser, hotline.url);
    await chat.ask('Je veux parler à un expert au sujet de passerelles');
    const desk = await DeskPage.open(browser, hotline.url, nadia);
    await desk.openCase(/passerelles/);
    const other = await DeskPage.tab(desk.page.context(), hotline.url);
    await other.openCase(/passerelles/);
    await desk.words.fill('Bonjour, envoyez');
    await expect.poll(() => other.words.inputValue()).toBe('Bonjour, envoyez');
    await desk.send('Bonjour, envoyez :\n- le lien ;\n- le règlement.');
    await expect.poll(() => other.words.inputValue()).toBe('');
    await chat.page.getByRole('listitem').filter({ hasText: 'le règlement.' }).waitFor();
    await Promise.all([desk.close(), chat.close()]);
  });

  it('keeps where one writes in sight on a phone, whatever is read beside', async () => {
    await caseAbout('tramways');
    const desk = await DeskPage.open(browser, hotline.url, nadia, { viewport: { width: 360, height: 720 } });
    await desk.openCase(/tramways/);
    await desk.page.getByText('En bref', { exact: true }).click();
    await desk.page
      .getByRole('region', { name: 'Dossier ouvert' })
      .getByText('Connaissances', { exact: true })
      .click();
    // Pressed where they are: what covers them, or leaves them outside of the window, would take the press.
    await desk.button('Note interne').click();
    await desk.button('À l’entreprise').click();
    const lowest = await desk.button('Envoyer').evaluate((button) => button.getBoundingClientRect().bottom);
    expect(lowest).toBeLessThanOrEqual(720);
    await desk.close();
  });

  it('sends once what was sent while the network was away, and loses nothing', async () => {
    const { company } = await caseAbout('routes');
    const desk = await DeskPage.open(browser, hotline.url, nadia);
    await desk.openCase(/routes/);
    // The server gets it; its answer does not arrive.
    await desk.page.route('**/reply', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await desk.send('Voici ma réponse.');
    await desk.page.getByRole('alert').filter({ hasText: 'La Hotline ne répond pas' }).waitFor();
    expect(await desk.words.inputValue()).toBe('Voici ma réponse.');
    await desk.page.unroute('**/reply');
    await desk.button('Envoyer').click();
    await expect.poll(() => desk.words.inputValue()).toBe('');
    const said = JSON.stringify(await company.history());
    expect(said.match(/Voici ma réponse/g)).toHaveLength(1);
    await desk.close();
  });

  it('inserts a passage with its source, and a ready-made answer that asks to be completed', async () => {
    const { company } = await hotline.companyWithCase(
      'Je veux parler à un expert : ai-je droit à une avance',
    );
    const desk = await DeskPage.open(browser, hotline.url, nadia);
    await desk.openCase(/droit à une avance/);
    await desk.page.getByLabel('Réponses prêtes').selectOption({ label: 'Rappeler la date limite' });
    expect(await desk.words.inputValue()).toBe('La consultation ferme [date-limite ?].');
    await desk.words.press('Control+Enter');
    await desk.page.getByText('Complétez les passages entre crochets').waitFor();
    await desk.words.fill('Voici la règle :');
    if (!(await desk.page.getByLabel('Chercher dans les connaissances').isVisible()))
      await desk.page.getByText('Connaissances', { exact: true }).click();
    await desk.page.getByLabel('Chercher dans les connaissances').fill('sous-traiter');
    await desk.button('Chercher').click();
    await desk.button('Insérer « Puis-je sous-traiter tout le marché ? » dans la réponse').click();
    expect(await desk.words.inputValue()).toMatch(
      /^Voici la règle :\n\nNon, vous ne pouvez pas sous-traiter/,
    );
    await desk.words.press('Control+Enter');
    await expect
      .poll(async () => JSON.stringify(await company.history()))
      .toContain('"section":"Puis-je sous-traiter');
    await desk.close();
  });

  it('serves an expert who has only a keyboard', async () => {
    await caseAbout('claviers');
    const desk = await DeskPage.open(browser, hotline.url, paul);
    const { keyboard } = desk.page;
    await keyboard.press('/');
    await keyboard.type('claviers');
    await keyboard.press('Escape');
    await keyboard.press('j');
    await keyboard.press('Enter');
    await desk.title.waitFor();
    await keyboard.press('n');
    await keyboard.type('j k r : une note');
    await keyboard.press('Control+Enter');
    await desk.turn('j k r : une note').waitFor();
    await keyboard.press('Escape');
    await keyboard.press('r');
    await keyboard.type('Bonjour');
    await keyboard.press('Control+Enter');
    await desk.turn('Bonjour').waitFor();
    await keyboard.press('Escape');
    await keyboard.press('?');
    const help = desk.page.getByRole('dialog', { name: 'Raccourcis du clavier' });
    await help.getByRole('checkbox').press('Space');
    await keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    // Letters do nothing any more; Escape still leads back to the queue.
    await keyboard.press('n');
    expect(await desk.page.evaluate("document.activeElement.id === 'words'")).toBe(false);
    await keyboard.press('Escape');
    await expect.poll(() => desk.title.isVisible()).toBe(false);
    await desk.close();
  });

  it('says that the session ended, and keeps the draft for after', async () => {
    await caseAbout('ascenseurs');
    const lina = await hotline.expert('Lina');
    const desk = await DeskPage.open(browser, hotline.url, lina);
    await desk.openCase(/ascenseurs/);
    await desk.words.fill('En cours');
    await lina.signOut();
    await desk.page.getByRole('alert').filter({ hasText: 'Votre connexion a pris fin' }).waitFor();
    expect(await desk.words.inputValue()).toBe('En cours');
    await desk.close();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no serious accessibility fault, ${colorScheme}, on a screen and on a phone`, async () => {
      const about = `façades ${colorScheme === 'dark' ? 'sombres' : 'claires'}`;
      const { caseId } = await caseAbout(about);
      await nadia.post(`/desk/api/cases/${caseId}/note`, { id: crypto.randomUUID(), text: 'Une note' });
      await nadia.post(`/desk/api/cases/${caseId}/reply`, { id: crypto.randomUUID(), text: 'Une réponse' });
      await nadia.post(`/desk/api/cases/${caseId}/deadline`, { day: '2020-01-31', time: '12:00' });
      for (const viewport of [
        { width: 1440, height: 900 },
        { width: 360, height: 740 },
      ]) {
        const desk = await DeskPage.open(browser, hotline.url, nadia, { colorScheme, viewport });
        expect(await desk.seriousFaults()).toEqual([]);
        await desk.button(/^Les miens/).click();
        await desk.openCase(about);
        await desk.turn('Une note').waitFor();
        expect(await desk.seriousFaults()).toEqual([]);
        expect(await desk.overflow()).toBe(0);
        if (viewport.width < 400) {
          expect(await desk.page.locator('#rows').isVisible()).toBe(false);
          await desk.button('← La file').click();
          await desk.row(about).waitFor();
          expect(await desk.overflow()).toBe(0);
        }
        await desk.button('Aide').click();
        expect(await desk.seriousFaults()).toEqual([]);
        expect(desk.complaints).toEqual([]);
        await desk.close();
      }
    });
});
