/** What Teams takes of a bot in one conversation: so many activities in so many milliseconds. */
const CONVERSATION: readonly Window[] = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
];
/** And of an application in one tenant. */
const TENANT: readonly Window[] = [[30, 1_000]];
/** Clocks do not tick quite alike. */
const MARGIN_MS = 20;
/** Something under way must end first; it is asked again after this. */
const UNDER_WAY_MS = 40;
const HOUR_MS = 3_600_000;
const SWEEP_AT = 2_000;

type Window = readonly [count: number, ms: number];

/** What leaves and what has left, by the moment of its answer, oldest first. */
interface Track {
  underWay: number;
  readonly ended: number[];
  heldUntil: number;
}

/**
 * Keeps what the hotline sends under the limits of Teams. Nobody knows when, between a request and its answer, Teams
 * counts it: a place is held from the one until a window after the other, so that no window of Teams is ever too full.
 */
export class RateLimits {
  readonly #factor: number;
  readonly #conversations = new Map<string, Track>();
  readonly #tenants = new Map<string, Track>();

  /** @param factor how many times the documented pace, where Microsoft has agreed to it */
  constructor(factor: number) {
    this.#factor = factor;
  }

  /**
   * Takes a place when there is one now; {@link release} gives it back.
   * @param share of the pace that may be used by what matters less than an answer
   * @returns how long to wait before asking again, in ms; 0 when it is taken
   */
  take(conversationId: string, tenantId: string, now: number, share = 1): number {
    const conversation = trackOf(this.#conversations, conversationId);
    const tenant = trackOf(this.#tenants, tenantId);
    const wait = Math.max(
      this.#wait(conversation, CONVERSATION, now, share),
      this.#wait(tenant, TENANT, now, share),
      conversation.heldUntil - now,
    );
    if (wait > 0) return wait;
    conversation.underWay += 1;
    tenant.underWay += 1;
    if (this.#conversations.size > SWEEP_AT) this.#forget(now);
    return 0;
  }

  /** Teams has answered, whatever it answered. */
  release(conversationId: string, tenantId: string, now: number): void {
    for (const track of [trackOf(this.#conversations, conversationId), trackOf(this.#tenants, tenantId)]) {
      track.underWay -= 1;
      track.ended.push(now);
    }
  }

  /** Teams asked to leave this conversation alone until then. */
  hold(conversationId: string, until: number): void {
    const track = trackOf(this.#conversations, conversationId);
    track.heldUntil = Math.max(track.heldUntil, until);
  }

  #wait({ ended, underWay }: Track, windows: readonly Window[], now: number, share: number): number {
    const longest = (windows.at(-1)?.[1] ?? 0) + MARGIN_MS;
    let old = 0;
    while (old < ended.length && (ended[old] ?? 0) <= now - longest) old += 1;
    if (old > 0) ended.splice(0, old);
    const waits = windows.map(([count, ms]) => {
      const free = Math.max(1, Math.floor(count * this.#factor * share)) - underWay;
      if (free <= 0) return UNDER_WAY_MS;
      const first = ended.at(-free);
      return first === undefined ? 0 : first + ms + MARGIN_MS - now;
    });
    return Math.max(0, ...waits);
  }

  #forget(now: number): void {
    for (const [id, { ended, heldUntil, underWay }] of this.#conversations)
      if (underWay === 0 && heldUntil < now && (ended.at(-1) ?? 0) < now - HOUR_MS)
        this.#conversations.delete(id);
  }
}

function trackOf(tracks: Map<string, Track>, id: string): Track {
  const track = tracks.get(id) ?? { underWay: 0, ended: [], heldUntil: 0 };
  tracks.set(id, track);
  return track;
}
