import { type FakeTeams, type ShownActivity, wordsOf } from '#support/fakes/teams/fake-teams.ts';
import type { SentActivity, TeamsPeople, TeamsPlace } from '#support/fakes/teams/people.ts';
import { type DeskExpert, type DeskLine, type DeskPlace, EXPERT_NAMES, type Written } from './desk-place.ts';

export const TEAMS_DESK = '19:desk@thread.tacv2';

/** The experts' channel of Teams: a thread is the conversation of a post. */
export class TeamsDeskPlace implements DeskPlace {
  readonly name = 'teams';
  readonly fake: FakeTeams;
  readonly people: TeamsPeople;
  readonly #threads: string[] = [];

  constructor(fake: FakeTeams, people: TeamsPeople) {
    this.fake = fake;
    this.people = people;
    // Where everything of a channel is delivered, what the bot says itself comes back too.
    fake.onShown = ({ conversationId, activity, id }) => {
      if (!conversationId.startsWith(TEAMS_DESK)) return;
      if (!this.#threads.includes(conversationId)) this.#threads.push(conversationId);
      this.#robot(people.bot, conversationId, String(activity.text ?? 'carte'), `${id}0`);
    };
  }

  threads = (): string[] => [...this.#threads];

  lines(thread: string): DeskLine[] {
    return this.fake.shownIn(thread).map((shown) => ({
      text: wordsOf(shown).replace(/[\u00A0\u202F]/g, ' '),
      buttons: this.people.buttonsOf(shown).map(({ title }) => title),
    }));
  }

  /** Names the bot, as experts must for their words to arrive. */
  write(expert: DeskExpert, thread: string, text: string): Written {
    const sent = this.people.deliver(this.people.mention(EXPERT_NAMES[expert], text, this.#place(thread)));
    const change = (more: object): Promise<unknown> => {
      const { id } = sent.activity;
      return this.people.deliver({ ...sent.activity, ...more, id, timestamp: new Date().toISOString() })
        .acknowledged;
    };
    return {
      acknowledged: sent.acknowledged,
      again: () => this.people.post(sent.activity),
      edit: (changed) => {
        const channelData = { ...(sent.activity.channelData as object), eventType: 'editMessage' };
        return change({ type: 'messageUpdate', text: `<at>Hotline</at> ${changed}`, channelData });
      },
      remove: () => {
        const channelData = { ...(sent.activity.channelData as object), eventType: 'softDeleteMessage' };
        return change({ type: 'messageDelete', text: undefined, channelData });
      },
    };
  }

  /** Writes without naming the bot; such words only arrive where everything of the channel is delivered. */
  writeUnnamed = (expert: DeskExpert, thread: string, text: string): SentActivity =>
    this.people.write(EXPERT_NAMES[expert], text, this.#place(thread));

  sendFile(expert: DeskExpert, thread: string, name: string): Promise<unknown> {
    const attachments = [{ contentType: 'application/vnd.microsoft.teams.file.download.info', name }];
    const mention = this.people.mention(EXPERT_NAMES[expert], '', this.#place(thread));
    return this.people.deliver({ ...mention, attachments }).acknowledged;
  }

  press(expert: DeskExpert, thread: string, label: string, input: Readonly<Record<string, unknown>> = {}) {
    return this.pressed(expert, thread, label, input).answer;
  }

  pressed(expert: DeskExpert, thread: string, label: string, input: Readonly<Record<string, unknown>> = {}) {
    return this.people.press(EXPERT_NAMES[expert], this.card(thread), label, input);
  }

  /** Types in the card's field, and sends it. */
  reply = (expert: DeskExpert, thread: string, answer: string): SentActivity =>
    this.pressed(expert, thread, 'Envoyer à l’entreprise', { answer });

  card(thread: string): ShownActivity {
    const card = this.fake.shownIn(thread).find((shown) => this.people.buttonsOf(shown).length > 0);
    if (!card) throw new Error(`no card in ${thread}`);
    return card;
  }

  chat(expert: DeskExpert, text: string): Promise<unknown> {
    const id = this.fake.nextId();
    const place = this.#place(`${TEAMS_DESK};messageid=${id}`);
    return this.people.deliver({ ...this.people.message(EXPERT_NAMES[expert], text, place), id })
      .acknowledged;
  }

  async robot(thread: string, text: string): Promise<unknown> {
    return this.#robot({ id: '28:another-bot', name: 'Robot' }, thread, text, this.fake.nextId());
  }

  destroy(thread: string): void {
    this.fake.closed.set(thread, { status: 404, code: 'ConversationNotFound' });
  }

  strays = (): string[] => this.fake.shownIn(TEAMS_DESK).map(wordsOf);

  /** The fake refuses markup in texts; mentions are entities. */
  pings = (): string[] =>
    this.#threads
      .flatMap((thread) => this.fake.shownIn(thread))
      .filter(({ activity }) => /"type":"mention"/.test(JSON.stringify(activity)))
      .map(wordsOf);

  forbid(): () => void {
    this.fake.closed.set(TEAMS_DESK, { status: 403, code: 'BotNotInConversationRoster' });
    return () => this.fake.closed.delete(TEAMS_DESK);
  }

  #robot(from: object, thread: string, text: string, id: string): Promise<unknown> {
    const message = this.people.message('robot', text, this.#place(thread));
    return this.people.deliver({ ...message, from, id }).acknowledged.catch(() => undefined);
  }

  #place = (thread: string): TeamsPlace => ({ id: thread, type: 'channel' });
}
