import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler, Response } from 'express';
import type { Allowance } from './allowance.ts';
import { addressKey } from './guards.ts';
import { webErrors } from './texts.ts';

/** Who asks too fast is slowed down, up to this; beyond, refused. */
const LONGEST_WAIT_MS = 2_000;
/** A refusal is said after this: who waits for it before asking again asks no faster. */
const HELD_MS = 1_000;
/** Refusals held at once; beyond, a connection is cut. */
const HELD = 500;

/** What who is refused is told, and for how long. */
interface Refusal {
  readonly status: 429 | 503;
  readonly error: string;
  readonly seconds: number;
}

/** Slows down the address that asks too much, and no other: waiting costs next to nothing. */
export class FloodGate {
  #held = 0;

  /** Refuses a request, after a while. */
  refuse(response: Response, { status, error, seconds }: Refusal): void {
    if (this.#held >= HELD) {
      response.req.socket.destroy();
      return;
    }
    this.#held += 1;
    const answer = setTimeout(() => {
      this.#held -= 1;
      if (response.destroyed) return;
      response.status(status).set('Retry-After', String(seconds)).json({ error });
    }, HELD_MS);
    answer.unref();
  }

  /**
   * Waits until an address owes nothing, and counts a use. An address that owes too much is refused.
   * @returns whether the request goes on
   */
  async pass(response: Response, allowance: Allowance, address: string, amount: number): Promise<boolean> {
    const wait = allowance.waitOf(address);
    if (wait > LONGEST_WAIT_MS) {
      const seconds = Math.ceil(wait / 1_000);
      this.refuse(response, { status: 429, error: webErrors.tooManyRequests(seconds), seconds });
      return false;
    }
    // Counted before it waits: those that come together wait one after the other.
    allowance.use(address, amount);
    if (wait > 0) await sleep(wait, undefined, { ref: false });
    return !response.destroyed;
  }

  /** The first check of all, before anything of a request is read: so many requests from one address, whatever they ask. */
  check(allowance: Allowance): RequestHandler {
    return async (request, response, next) => {
      if (await this.pass(response, allowance, addressKey(request.ip), 1)) next();
    };
  }
}
