import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, BrowserContextOptions, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ChatPage, openBrowser } from '#support/pages/chat-page.ts';
import { startHotline } from '#support/world/processes/browser-hotline.ts';

const TOWN_HALL = 'à partir de combien une mairie doit faire un appel d’offres ?';
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

let hotline: Awaited<ReturnType<typeof startHotline>>;
let browser: Browser;
let chat: ChatPage;

const open = async (options: BrowserContextOptions = {}) => {
  chat = await ChatPage.open(browser, hotline.url, options);
  await chat.button('Envoyer').waitFor();
};
const textOf = async (locator: { innerText(): Promise<string> }) =>
  (await locator.innerText()).replace(/\s/g, ' ');

beforeAll(async () => {
  [hotline, browser] = await Promise.all([startHotline(), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await hotline?.stop();
});
afterEach(async () => {
  const { complaints } = chat;
  await chat.close();
  expect(complaints).toEqual([]);
});

describe('a question', () => {
  test('gets a sourced answer, and its source opens', async () => {
    await open();
    const answer = await chat.ask(TOWN_HALL);
    expect(await textOf(answer)).toContain('216 000');
    const source = answer.getByRole('group', { name: 'Sources' }).locator('details').first();
    expect(await textOf(source.locator('summary'))).toMatch(/^1\. .+R2122-8/);
    expect(await source.locator('blockquote').isVisible()).toBe(false);
    await answer.getByRole('button', { name: 'Source 1' }).first().click();
    expect(await source.locator('blockquote').isVisible()).toBe(true);
    expect(await chat.focused()).toMatch(/^1\. /);
  });

  test('shows at once, with the sign that an answer comes, before the server says anything', async () => {
    await open();
    const gate = Promise.withResolvers<void>();
    await chat.page.route('**/chat/messages', async (route) => {
      await gate.promise;
      await route.continue();
    });
    await chat.write('Ai-je droit à une avance ?');
    await chat.own.getByText('Envoi…').waitFor({ timeout: 500 });
    await chat.typing.waitFor({ timeout: 500 });
    expect(await chat.answers.count()).toBe(0);
    gate.resolve();
    await chat.answers.first().waitFor();
    await chat.typing.waitFor({ state: 'hidden' });
    expect(await textOf(chat.own)).toContain('Envoyé');
  });

  test('that is written while the past of the conversation is loading shows once', async () => {
    chat = await ChatPage.open(browser, hotline.url, {});
    const gate = Promise.withResolvers<void>();
    await chat.page.route('**/chat/history**', async (route) => {
      await gate.promise;
      await route.continue();
    });
    await chat.page.reload();
    await chat.button('Envoyer').waitFor();
    await chat.write('Ai-je droit à une avance ?');
    await chat.own.getByText('Envoyé').waitFor();
    // The answer then comes with the past, and by no event.
    const said = async () => (await chat.page.request.get(new URL('/chat/history', hotline.url).href)).json();
    await expect.poll(async () => (await said()).items.length, { timeout: 15_000 }).toBe(2);
    gate.resolve();
    await chat.answers.first().waitFor();
    await chat.typing.waitFor({ state: 'hidden' });
    expect(await chat.own.count()).toBe(1);
    expect(await textOf(chat.own)).toContain('Envoyé');
  });

  test('from an example is sent by one press, and follow-ups too', async () => {
    await open();
    await chat.button('Ai-je droit à une avance ?').click();
    const answer = chat.answers.first();
    await answer.waitFor();
    expect(await chat.button('Quels papiers fournir pour candidater ?').count()).toBe(0);
    const next = answer.getByRole('group', { name: 'Pour continuer' }).getByRole('button').first();
    const label = await textOf(next);
    await next.click();
    await chat.answers.nth(1).waitFor();
    expect(await textOf(chat.own.nth(1))).toContain(label);
  });

  test('holding markup is shown as written, and nothing of it runs', async () => {
    await open();
    const attack = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> **gras** &amp;';
    await chat.ask(attack);
    await chat.page.reload();
    await chat.own.getByText(attack).waitFor();
    expect(await chat.page.evaluate(() => 'hacked' in globalThis)).toBe(false);
    expect(await chat.page.locator('main img, main script').count()).toBe(0);
  });
});

describe('the conversation', () => {
  test('is still there after a reload, each message once, and goes on', async () => {
    await open();
    await chat.ask(TOWN_HALL);
    await chat.ask('et pour les travaux ?');
    const before = await textOf(chat.page.getByRole('log'));
    await chat.page.reload();
    await chat.answers.nth(1).waitFor();
    const bare = (text: string) => text.replace(/Envoyé|\s/g, '');
    expect(bare(await textOf(chat.page.getByRole('log')))).toBe(bare(before));
    await chat.ask('Je veux parler à un expert');
    expect([await chat.own.count(), await chat.answers.count()]).toEqual([3, 3]);
  });

  test('is the same in two tabs, and new ones start empty', async () => {
    await open();
    const tab = await chat.page.context().newPage();
    await tab.goto(hotline.url);
    await chat.ask('Ai-je droit à une avance ?');
    await tab.getByRole('article', { name: /^Hotline,/ }).waitFor();
    expect(await tab.getByRole('article').count()).toBe(2);
    const stranger = await ChatPage.open(browser, hotline.url);
    await stranger.button('Je veux parler à un expert').waitFor();
    expect(await stranger.page.getByRole('article').count()).toBe(0);
    await stranger.close();
  });

  test('begins another one by one press, and the other tab follows', async () => {
    await open();
    await chat.ask('Ai-je droit à une avance ?');
    const tab = await chat.page.context().newPage();
    await tab.goto(hotline.url);
    await tab.getByRole('article', { name: /^Hotline,/ }).waitFor();
    await chat.button('Nouvelle conversation').click();
    await chat.button('Je veux parler à un expert').waitFor();
    await chat.page.reload();
    await chat.button('Je veux parler à un expert').waitFor();
    expect(await chat.page.getByRole('article').count()).toBe(0);
    await tab.getByText('La conversation a changé dans un autre onglet').waitFor();
    expect(await tab.getByRole('article').count()).toBe(0);
    await tab.getByRole('textbox', { name: 'Votre question' }).fill('Combien de temps pour être payé ?');
    await tab.getByRole('button', { name: 'Envoyer' }).click();
    await tab.getByRole('article', { name: /^Hotline,/ }).waitFor();
    await chat.answers.first().waitFor();
    expect(await tab.getByRole('article').count()).toBe(2);
    expect([await chat.own.count(), await chat.answers.count()]).toEqual([1, 1]);
  });

  test('hands over to an expert by one press, which serves once', async () => {
    await open();
    const answer = await chat.ask(TOWN_HALL);
    const expert = answer.getByRole('button', { name: 'Parler à un expert' });
    await expert.click();
    await chat.answers.nth(1).waitFor();
    expect(await textOf(chat.answers.nth(1))).toMatch(/un expert de la Fabrique/);
    expect(await expert.getAttribute('aria-disabled')).toBe('true');
    await chat.page.reload();
    await chat.answers.nth(1).waitFor();
    expect(await expert.getAttribute('aria-disabled')).toBe('true');
    expect(await chat.own.count()).toBe(2);
  });
});

describe('a rating', () => {
  test('is kept with its reason, thanked for, and still there after a reload', async () => {
    await open();
    const answer = await chat.ask(TOWN_HALL);
    await answer.getByRole('button', { name: 'Pas utile' }).click();
    const reason = answer.getByLabel(/Que manque-t-il/);
    await reason.fill('Il manque les concessions.');
    const kept = chat.page.waitForResponse(
      (response) =>
        response.url().endsWith('/chat/feedback') &&
        (response.request().postData()?.includes('Il manque les concessions.') ?? false),
    );
    await answer.getByRole('button', { name: 'Envoyer' }).click();
    expect((await kept).status()).toBe(200);
    await answer.getByText('Merci, votre avis est enregistré.').waitFor();
    expect(await reason.isVisible()).toBe(false);
    await chat.page.reload();
    const down = chat.answers.first().getByRole('button', { name: 'Pas utile' });
    await down.waitFor();
    expect(await down.getAttribute('aria-pressed')).toBe('true');
  });

  test('may go without a reason, and never takes the focus from what comes next', async () => {
    await open();
    const answer = await chat.ask(TOWN_HALL);
    await answer.getByRole('button', { name: 'Pas utile' }).click();
    await answer.getByRole('button', { name: 'Passer' }).click();
    await chat.ask('Ai-je droit à une avance ?');
    const up = chat.answers.nth(1).getByRole('button', { name: 'Utile', exact: true });
    await up.click();
    await chat.answers.nth(1).getByText('Merci, votre avis est enregistré.').waitFor();
    expect(await up.getAttribute('aria-pressed')).toBe('true');
  });
});

describe('everyone', () => {
  test('on a phone reads and presses without scrolling sideways', async () => {
    await open(PHONE);
    expect(await chat.overflow()).toBe(0);
    const answer = await chat.ask(`${TOWN_HALL} ${'x'.repeat(120)}`);
    await answer.locator('details summary').first().click();
    await answer.getByRole('button', { name: 'Pas utile' }).click();
    expect(await chat.overflow()).toBe(0);
    for (const button of await chat.page.getByRole('button').all()) {
      // Citation marks stand in the text: they have a wider place to touch than their box.
      if (/^\[\d\]$/.test(await textOf(button))) continue;
      await button.scrollIntoViewIfNeeded();
      const box = await button.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(44);
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 360).toBe(true);
      await button.click({ trial: true });
    }
    await chat.page.setViewportSize({ width: 320, height: 480 });
    expect(await chat.overflow()).toBe(0);
  });

  test('can do all with the keyboard alone', async () => {
    await open();
    await chat.blur();
    await chat.tabTo(/^Aller à la zone de question$/);
    await chat.page.keyboard.press('Enter');
    await chat.page.keyboard.type('Je suis artisan.');
    await chat.page.keyboard.press('Shift+Enter');
    await chat.page.keyboard.type(TOWN_HALL);
    await chat.page.keyboard.press('Enter');
    await chat.answers.first().waitFor();
    expect(await textOf(chat.own)).toContain(TOWN_HALL.slice(0, 20));
    expect(await chat.page.locator('#question:focus').count()).toBe(1);
    await chat.tabTo(/^Source 1$/, 'Shift+Tab');
    await chat.page.keyboard.press('Enter');
    const source = chat.answers.first().locator('details').first();
    expect(await source.getAttribute('open')).not.toBeNull();
    await chat.page.keyboard.press('Escape');
    expect(await source.getAttribute('open')).toBeNull();
    expect(await chat.focused()).toBe('Source 1');
    await chat.tabTo(/^Pas utile$/);
    await chat.page.keyboard.press('Enter');
    await chat.page.keyboard.type('trop long');
    await chat.page.keyboard.press('Escape');
    expect(await chat.focused()).toBe('Pas utile');
    await chat.tabTo(/^Parler à un expert$/, 'Shift+Tab');
    await chat.page.keyboard.press('Space');
    await chat.answers.nth(1).waitFor();
    await chat.tabTo(/^En savoir plus$/, 'Shift+Tab');
    await chat.page.keyboard.press('Enter');
    await chat.page.getByText('ouvrez-les pour vérifier').waitFor();
    await chat.page.keyboard.press('Escape');
    await chat.page.getByText('ouvrez-les pour vérifier').waitFor({ state: 'hidden' });
  });

  test.each(['light', 'dark'] as const)('meets no serious accessibility fault (%s)', async (colorScheme) => {
    await open({ colorScheme });
    await chat.button('Je veux parler à un expert').waitFor();
    expect(await chat.seriousFaults()).toEqual([]);
    const answer = await chat.ask(TOWN_HALL);
    for (const summary of await chat.page.locator('summary').all()) await summary.click();
    await answer.getByRole('button', { name: 'Pas utile' }).click();
    await answer.getByRole('button', { name: 'Parler à un expert' }).click();
    await chat.answers.nth(1).waitFor();
    expect(await chat.seriousFaults()).toEqual([]);
    await chat.button('Nouvelle conversation').click();
    expect(await chat.seriousFaults()).toEqual([]);
  });
});

describe('a lost connection', () => {
  /** Notes each message that leaves the page, from now on. */
  const watchSends = () => {
    const sends: string[] = [];
    chat.page.on('request', (request) => {
      if (request.url().endsWith('/chat/messages')) sends.push(request.postDataJSON().id);
    });
    return sends;
  };

  test('is waited out: the message leaves by itself, once, also after a reload', async () => {
    await open();
    const sends = watchSends();
    const cut = (route: Route) => route.abort();
    await chat.page.route('**/chat/messages', cut);
    await chat.write('Ai-je droit à une avance ?');
    await chat.own.getByText('Envoi en cours… nouvel essai').waitFor();
    await chat.typing.waitFor({ state: 'hidden' });
    expect(await chat.button('Réessayer d’envoyer ce message').count()).toBe(0);
    await chat.page.reload();
    await chat.own.getByText('Envoi en cours… nouvel essai').waitFor();
    await chat.page.unroute('**/chat/messages', cut);
    await chat.answers.first().waitFor();
    expect(await chat.own.getByText('Envoyé').count()).toBe(1);
    expect([await chat.own.count(), await chat.answers.count(), new Set(sends).size]).toEqual([1, 1, 1]);
  });

  test('that lasts is said, and the person may try at once', async () => {
    await open();
    await chat.page.clock.install();
    await chat.page.reload();
    await chat.button('Envoyer').waitFor();
    const sends = watchSends();
    const refuse = (route: Route) =>
      route.fulfill({
        status: 503,
        json: { error: 'La hotline démarre.' },
        headers: { 'Retry-After': '20' },
      });
    await chat.page.route('**/chat/messages', refuse);
    await chat.write('Ai-je droit à une avance ?');
    await chat.own.getByText('Envoi en cours… nouvel essai').waitFor();
    const refused = chat.own.getByText('Non envoyé — La hotline démarre.');
    for (let tries = 0; tries < 6 && (await refused.count()) === 0; tries += 1) {
      await chat.page.clock.runFor(20_000);
      await chat.page.waitForTimeout(200);
    }
    expect(await refused.count()).toBe(1);
    // As often as the server allows, and no more.
    expect(sends.length).toBeLessThanOrEqual(6);
    await chat.page.unroute('**/chat/messages', refuse);
    await chat.button('Réessayer d’envoyer ce message').click();
    await chat.page.clock.resume();
    await chat.answers.first().waitFor();
    expect([await chat.own.count(), new Set(sends).size]).toEqual([1, 1]);
  });

  test('that comes back sends what waited by itself', async () => {
    await open();
    await chat.page.context().setOffline(true);
    await chat.write('Ai-je droit à une avance ?');
    await chat.own.getByText('Pas de connexion : le message partira dès qu’elle reviendra.').waitFor();
    await chat.page.context().setOffline(false);
    await chat.answers.first().waitFor();
    expect(await chat.own.count()).toBe(1);
  });

  test('after the server saved the message doubles nothing', async () => {
    await open();
    await chat.page.route(
      '**/chat/messages',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await chat.write('Ai-je droit à une avance ?');
    await chat.answers.first().waitFor();
    await chat.page.reload();
    await chat.answers.first().waitFor();
    await chat.page.waitForTimeout(500);
    expect([await chat.own.count(), await chat.answers.count()]).toEqual([1, 1]);
  });
});

describe('a store that can keep nothing for a while', () => {
  test('is waited out while the page still hears the server: the message leaves by itself, once', async () => {
    await open();
    await chat.ask('Bonjour');
    const statuses: number[] = [];
    chat.page.on('response', (response) => {
      if (response.url().endsWith('/chat/messages')) statuses.push(response.status());
    });
    // Another program holds the file, as a copy or a repair does: the server reads, and can write nothing.
    const other = new DatabaseSync(join(hotline.dataDir, 'hotline.db'));
    other.exec('BEGIN IMMEDIATE');
    await chat.write('Ai-je droit à une avance ?');
    await chat.own.getByText('Envoi en cours… nouvel essai').waitFor({ timeout: 60_000 });
    other.exec('ROLLBACK');
    other.close();
    await chat.answers.nth(1).waitFor({ timeout: 60_000 });
    expect(statuses[0]).toBe(503);
    expect(statuses.at(-1)).toBe(202);
    expect([await chat.own.count(), await chat.answers.count()]).toEqual([2, 2]);
  }, 150_000);
});
