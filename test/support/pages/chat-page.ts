import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS } from './chromium.ts';
import { complaintsOf, overflowOf, seriousFaultsOf } from './page-faults.ts';

/** Chromium as the tests of the web chat use it. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS] });

/** The chat as a person meets it: what they see and press, by its words and roles. */
export class ChatPage {
  readonly page: Page;
  /** What the page complained of: a policy broken, a script that failed. */
  readonly complaints: readonly string[];

  private constructor(page: Page) {
    this.page = page;
    this.complaints = complaintsOf(page);
  }

  /** Opens the chat in a fresh browser profile. */
  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<ChatPage> {
    const context = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris', ...options });
    context.setDefaultTimeout(15_000);
    const chat = new ChatPage(await context.newPage());
    await chat.page.goto(url);
    return chat;
  }

  get question(): Locator {
    return this.page.getByRole('textbox', { name: 'Votre question' });
  }
  /** The person's own messages. */
  get own(): Locator {
    return this.page.getByRole('article', { name: /^Vous,/ });
  }
  get answers(): Locator {
    return this.page.getByRole('article', { name: /^Hotline,/ });
  }
  get typing(): Locator {
    return this.page.getByText('La hotline écrit…');
  }
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  async write(text: string): Promise<void> {
    await this.question.fill(text);
    await this.question.press('Enter');
  }

  /** Asks, and waits for the answer that was not there. */
  async ask(text: string): Promise<Locator> {
    const before = await this.answers.count();
    await this.write(text);
    const answer = this.answers.nth(before);
    await answer.waitFor();
    return answer;
  }

  // Expressions for the page are texts: types of the browser have no place in a program of Node.

  /** Pixels by which the page is wider than its window. */
  overflow(): Promise<number> {
    return overflowOf(this.page);
  }

  /** The name of what has the focus, as a screen reader says it. */
  focused(): Promise<string> {
    return this.page.evaluate(
      "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()",
    );
  }

  /** Takes the focus from everything, as before a person begins. */
  blur(): Promise<void> {
    return this.page.evaluate('document.activeElement.blur()');
  }

  /** Presses Tab (or another key) until what has the focus bears such a name. */
  async tabTo(name: RegExp, key = 'Tab'): Promise<void> {
    for (let press = 0; press < 60; press += 1) {
      await this.page.keyboard.press(key);
      if (name.test(await this.focused())) return;
    }
    throw new Error(`${name} is out of reach of the keyboard`);
  }

  /** Accessibility faults that axe calls serious or critical. */
  seriousFaults(): Promise<string[]> {
    return seriousFaultsOf(this.page);
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
