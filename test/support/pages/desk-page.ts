import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { DESK_COOKIE, type DeskPerson } from '#support/world/desk/person.ts';
import { complaintsOf, overflowOf, seriousFaultsOf } from './page-faults.ts';

/** The desk as an expert meets it in a browser: what they see and press, by its words and roles. */
export class DeskPage {
  readonly page: Page;
  /** What the page complained of: a policy broken, a script that failed. */
  readonly complaints: readonly string[];

  private constructor(page: Page) {
    this.page = page;
    this.complaints = complaintsOf(page);
  }

  /** Opens the desk in a fresh browser profile. */
  static async open(
    browser: Browser,
    url: string,
    who: DeskPerson,
    options: BrowserContextOptions = {},
  ): Promise<DeskPage> {
    const context = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris', ...options });
    context.setDefaultTimeout(15_000);
    await context.addCookies([{ name: DESK_COOKIE, value: who.token, url }]);
    return DeskPage.tab(context, url);
  }

  /** Another tab of the same browser profile. */
  static async tab(context: BrowserContext, url: string): Promise<DeskPage> {
    const desk = new DeskPage(await context.newPage());
    await desk.page.goto(`${url}/desk`);
    await desk.button(/^À traiter \d/).waitFor();
    return desk;
  }

  /** A button by its whole name. */
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }
  /** A case of the queue, by words that it shows. */
  row(words: string | RegExp): Locator {
    return this.page.locator('#rows').getByRole('button', { name: words });
  }
  get title(): Locator {
    return this.page.getByRole('heading', { level: 2, name: /^Dossier/ });
  }
  get words(): Locator {
    return this.page.locator('#words');
  }
  /** Lines of the exchange that hold some words. */
  turn(words: string | RegExp): Locator {
    return this.page.getByRole('list', { name: 'Échange' }).locator('> li').filter({ hasText: words });
  }

  /** Opens the case of some words, from the queue. */
  async openCase(words: string | RegExp): Promise<void> {
    await this.row(words).click();
    await this.title.waitFor();
  }

  async send(text: string): Promise<void> {
    await this.words.fill(text);
    await this.words.press('Control+Enter');
  }

  /** Pixels by which the page is wider than its window. */
  overflow(): Promise<number> {
    return overflowOf(this.page);
  }

  /** Accessibility faults that axe calls serious or critical. */
  seriousFaults(): Promise<string[]> {
    return seriousFaultsOf(this.page);
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
