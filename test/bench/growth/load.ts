import { setTimeout as sleep } from 'node:timers/promises';
import { WebClient } from '#support/world/people/web-client.ts';
import { quantile } from '../figures.ts';

/** What people waited for, in milliseconds. */
export interface Waits {
  /** The longest answer of `/healthz`, which asks nothing of the store: how long the server did nothing else. */
  readonly longestFreeze: number;
  readonly ackP50: number;
  readonly ackP95: number;
  readonly answerP50: number;
  readonly answerP95: number;
  /** Messages that were not taken. */
  readonly refused: number;
}

const QUESTIONS = [
  'Ai-je droit à une avance ?',
  'Quel délai de paiement pour une commune ?',
  'Qu’est-ce qu’un groupement momentané d’entreprises ?',
];
/** Each of three people writes so often: about a message a second in all. */
const PACE_MS = 3_000;
const PEOPLE = 3;
const LOOK_MS = 20;
/** A conversation may send thirty messages a minute, and an address so many an hour: somebody new comes in time. */
const MESSAGES_EACH = 20;

/** Three people who talk to the server, and somebody who asks it whether it lives. */
export class GrowthLoad {
  readonly #url: string;
  readonly #acks: number[] = [];
  readonly #answers: number[] = [];
  #longest = 0;
  #refused = 0;
  #isOver = false;
  #running: Promise<unknown> = Promise.resolve();

  private constructor(url: string) {
    this.#url = url;
  }

  static async start(url: string): Promise<GrowthLoad> {
    const load = new GrowthLoad(url);
    // What is slow once, at the first answer of a server, is not what is measured.
    await load.#talk(2);
    load.#acks.length = 0;
    load.#answers.length = 0;
    const people = Array.from({ length: PEOPLE }, async (_, place) => {
      await sleep((PACE_MS / PEOPLE) * place);
      while (!load.#isOver) await load.#talk(MESSAGES_EACH).catch(() => load.#refuse());
    });
    load.#running = Promise.all([load.#ask(), ...people]);
    return load;
  }

  async stop(): Promise<Waits> {
    this.#isOver = true;
    await this.#running;
    return {
      longestFreeze: this.#longest,
      ackP50: quantile(this.#acks, 0.5),
      ackP95: quantile(this.#acks, 0.95),
      answerP50: quantile(this.#answers, 0.5),
      answerP95: quantile(this.#answers, 0.95),
      refused: this.#refused,
    };
  }

  /** Nobody insists at once. */
  async #refuse(): Promise<void> {
    this.#refused += 1;
    await sleep(PACE_MS);
  }

  async #ask(): Promise<void> {
    while (!this.#isOver) {
      const began = performance.now();
      await (await fetch(`${this.#url}/healthz`)).text();
      this.#longest = Math.max(this.#longest, performance.now() - began);
      await sleep(LOOK_MS);
    }
  }

  async #talk(messages: number): Promise<void> {
    using client = await WebClient.open(this.#url);
    for (let sent = 0; sent < messages && !this.#isOver; sent += 1) {
      const before = client.events.filter(({ data }) => data.author === 'bot').length;
      const began = performance.now();
      try {
        await client.send(QUESTIONS[sent % QUESTIONS.length] ?? '');
      } catch {
        await this.#refuse();
        continue;
      }
      this.#acks.push(performance.now() - began);
      await client.until(() => client.events.filter(({ data }) => data.author === 'bot').length > before);
      this.#answers.push(performance.now() - began);
      if (messages === MESSAGES_EACH) await sleep(Math.max(0, PACE_MS - (performance.now() - began)));
    }
  }
}
