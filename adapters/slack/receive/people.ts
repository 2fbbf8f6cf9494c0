import { setTimeout as sleep } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { HotlineError } from '#src/platform/errors.ts';
import { slackErrorOf } from '../failure.ts';
import { slackFaults } from '../texts.ts';

/** Slack waits three seconds for an acknowledgement, and the message must be saved within them too. */
const PATIENCE_MS = 1_500;
/** People rarely change their name. */
const FRESH_MS = 24 * 3_600_000;
/** A name that could not be had is asked for again after this. */
const AGAIN_MS = 60_000;
const SAY_AGAIN_MS = 3_600_000;
const REMEMBERED = 500;

const filled = z.string().trim().min(1).optional().catch(undefined);
const userSchema = z.object({
  real_name: filled,
  name: filled,
  profile: z.object({ real_name: filled, display_name: filled }).optional().catch(undefined),
});

/** The names of people, as Slack tells them. */
export class People {
  readonly #client: webApi.WebClient;
  readonly #onError: (error: unknown) => void;
  readonly #names = new Map<string, { name: Promise<string | undefined>; until: number }>();
  #saidAt = Number.NEGATIVE_INFINITY;

  constructor(client: webApi.WebClient, onError: (error: unknown) => void) {
    this.#client = client;
    this.#onError = onError;
  }

  /** Somebody's real name; undefined when Slack does not tell it in time. */
  async nameOf(user: string): Promise<string | undefined> {
    const known = this.#names.get(user);
    const entry = known && known.until > performance.now() ? known : this.#ask(user);
    return Promise.race([entry.name, sleep(PATIENCE_MS, undefined, { ref: false })]);
  }

  #ask(user: string): { name: Promise<string | undefined>; until: number } {
    const entry = { name: this.#read(user), until: performance.now() + FRESH_MS };
    void entry.name.then((name) => {
      if (name === undefined) entry.until = performance.now() + AGAIN_MS;
    });
    this.#names.delete(user);
    this.#names.set(user, entry);
    const [oldest] = this.#names.keys();
    if (this.#names.size > REMEMBERED && oldest !== undefined) this.#names.delete(oldest);
    return entry;
  }

  async #read(user: string): Promise<string | undefined> {
    try {
      const { user: told } = await this.#client.users.info({ user });
      const { profile, real_name: realName, name } = userSchema.parse(told);
      const found = profile?.real_name ?? realName ?? profile?.display_name ?? name;
      return found?.replaceAll('\u0000', '').toWellFormed();
    } catch (error) {
      this.#report(error);
      return undefined;
    }
  }

  #report(error: unknown): void {
    if (performance.now() - this.#saidAt < SAY_AGAIN_MS) return;
    this.#saidAt = performance.now();
    const missing = slackErrorOf(error) === 'missing_scope';
    this.#onError(missing ? new HotlineError('config', slackFaults.names, { cause: error }) : error);
  }
}
