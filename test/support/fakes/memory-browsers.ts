import type { BrowserPlace, Browsers, OwnSpace, SpaceFinder, SpaceStep } from '#src/channel/browsers.ts';

/** Browsers in memory, for an adapter's tests: each begins other conversations, and codes are what the test says. */
export class MemoryBrowsers implements Browsers {
  readonly #shown = new Map<string, string>();
  readonly #forgotten = new Set<string>();
  #begun = 0;
  /** Browsers whose person was away for long. */
  readonly away = new Set<string>();
  /** What the menu is told. */
  ownSpace: OwnSpace = { threads: [], canReturn: false, mailIsOn: true };
  /** What steps back to one's own things get. */
  step: SpaceStep = { ok: true, said: 'Fait.' };
  readonly space: SpaceFinder = { ask: async () => this.step, enter: async () => this.step };

  async place(browserKey: string): Promise<BrowserPlace | undefined> {
    if (this.#forgotten.has(browserKey)) return undefined;
    return {
      conversationKey: this.#shown.get(browserKey) ?? browserKey,
      isAway: this.away.has(browserKey),
    };
  }

  async show(browserKey: string, conversationKey?: string): Promise<boolean> {
    this.#begun += 1;
    this.#shown.set(browserKey, conversationKey ?? `thread:conversation-${this.#begun}`);
    return true;
  }

  async own(): Promise<OwnSpace> {
    return this.ownSpace;
  }

  async forget(browserKey: string): Promise<void> {
    this.#forgotten.add(browserKey);
  }
}
