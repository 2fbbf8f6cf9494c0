import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Block } from '#src/channel/blocks.ts';
import type { ShownActivity } from '#support/fakes/teams/fake-teams.ts';
import { hasToSay, keepFile } from '#support/store/seeds/desk-message.ts';
import { TeamsPeer } from '#support/world/channels/teams-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';
const QUESTIONS = [ADVANCE, SUBCONTRACT];
const BEGINNINGS = ['Oui', 'Non'];
/** Largest activity that the hotline may send, in bytes of UTF-16. */
const MAX_BYTES = 80 * 1_024;

const paragraph = (text: string): Block => ({ type: 'paragraph', text: [{ text }] });
const bytesOf = ({ activity }: { activity: unknown }) => JSON.stringify(activity).length * 2;

describe('What the hotline sends to Teams', () => {
  let peer: TeamsPeer;
  const undo: (() => void)[] = [];
  beforeAll(async () => {
    peer = await TeamsPeer.open({ rateFactor: 50 });
  });
  afterEach(() => {
    for (const one of undo.splice(0)) one();
  });
  afterAll(() => peer?.[Symbol.asyncDispose]());

  const chat = (user: string) => peer.people.personal(user).id;
  const textsOf = (user: string) => peer.received(user).map(({ text }) => text);
  const postsTo = (user: string) =>
    peer.fake.posts.filter(
      ({ conversationId, activity }) => conversationId === chat(user) && activity.type === 'message',
    );
  /** Somebody whom the hotline knows, and who has had an answer. */
  const meet = async (user: string): Promise<void> => {
    peer.say(user, ADVANCE);
    await peer.untilReceived(user, 1);
  };
  const say = (user: string, ...blocks: Block[]) =>
    hasToSay(peer.hotline.dataDir, { channel: 'teams', key: chat(user) }, blocks);

  it('1.3.6 goes where the last message came from, after a restart too', async () => {
    const place = peer.people.personal('anne');
    await meet('anne');
    await peer.people.deliver({
      ...peer.people.message('anne', SUBCONTRACT, place),
      serviceUrl: peer.fake.serviceUrl('amer'),
    }).acknowledged;
    await peer.untilReceived('anne', 2);
    await peer.hotline.restart('SIGKILL');
    await say('anne', paragraph('Bonjour de la part de l’équipe.'));
    await peer.untilReceived('anne', 3);
    expect(postsTo('anne').map(({ region }) => region)).toEqual(['emea', 'amer', 'amer']);
    // The process that was killed is the only one that ended.
    expect(await peer.hotline.health()).toMatchObject({ channels: { teams: 'running' } });
  });

  it('1.3.6 is sent from what was kept: a token that Teams refuses is asked anew', async () => {
    await meet('anne-2');
    const asked = peer.fake.tokens.given.length;
    peer.fake.tokens.revoke();
    peer.say('anne-2', SUBCONTRACT);
    await peer.untilReceived('anne-2', 2);
    const statuses = peer.fake.posts
      .filter(({ conversationId }) => conversationId === chat('anne-2'))
      .map(({ status }) => status);
    // A slow answer has its typing sign too, which Teams takes with 202.
    expect(statuses.filter((status) => status >= 400)).toEqual([401]);
    expect(peer.fake.tokens.given.length).toBe(asked + 1);
  });

  it('1.3.9 is cut below the limit of Teams, however long it is', async () => {
    await meet('bilal');
    const count = 1_500;
    const paragraphs = Array.from({ length: count }, (_, index) =>
      paragraph(`Paragraphe ${index + 1}. ${'Une phrase avec des accents : été, où, çà. '.repeat(3)}`),
    );
    await say('bilal', ...paragraphs, { type: 'rating' });
    await peer.fake.until(() => peer.received('bilal').at(-1)?.buttons.length);
    await peer.fake.until(() => textsOf('bilal').join('').includes(`Paragraphe ${count}.`));
    const parts = peer.shown('bilal').slice(1);
    for (const part of parts) expect(bytesOf(part)).toBeLessThanOrEqual(MAX_BYTES);
    const numbers = textsOf('bilal')
      .slice(1)
      .join('\n')
      .matchAll(/Paragraphe (\d+)\./g);
    expect([...numbers].map(([, n]) => Number(n))).toEqual(paragraphs.map((_, index) => index + 1));
    expect(postsTo('bilal').every(({ status }) => status === 201)).toBe(true);
  });

  it('1.3.9 is made smaller when Teams says that it is too big, and loses nothing', async () => {
    await meet('chloe');
    peer.fake.largest = 12 * 1_024;
    undo.push(() => {
      peer.fake.largest = 100 * 1_024;
    });
    const sentences = Array.from({ length: 200 }, (_, index) => `Phrase ${index + 1} de la réponse.`);
    const excerpt = 'Un passage. '.repeat(60);
    const source = {
      n: 1,
      documentId: 'd',
      title: 'Avance',
      section: 'Droit',
      articles: ['R2191-3'],
      excerpt,
    };
    await say('chloe', paragraph(sentences.join(' ')), { type: 'sources', items: [source] });
    await peer.fake.until(
      () => textsOf('chloe').join('\n').includes('R2191-3') && textsOf('chloe').length > 2,
    );
    const numbers = textsOf('chloe')
      .slice(1)
      .join('\n')
      .matchAll(/Phrase (\d+)/g);
    expect([...numbers].map(([, n]) => Number(n))).toEqual(sentences.map((_, index) => index + 1));
    expect(postsTo('chloe').some(({ status }) => status === 413)).toBe(true);
    expect(await peer.hotline.query("SELECT id FROM outbox WHERE status = 'dead'")).toEqual([]);
  });

  it('1.3.10 is said in plain words when Teams can’t read it', async () => {
    await meet('driss');
    undo.push(
      peer.fake.fail({
        kind: 'status',
        status: 400,
        code: 'BadSyntax',
        conversationId: chat('driss'),
        times: 1,
      }),
    );
    peer.say('driss', SUBCONTRACT);
    const [, shown] = await peer.fake.until(() => peer.shown('driss').length === 2 && peer.shown('driss'));
    expect(shown?.card).toBeUndefined();
    expect(shown?.activity.attachments).toBeUndefined();
    const text = textsOf('driss')[1];
    expect(text).toMatch(/^Non/);
    for (const said of ['L2193-3', 'Parler à un expert']) expect(text).toContain(said);
  });

  it('1.3.10 can neither mention anybody, nor be markup, whoever wrote it', async () => {
    await meet('elise');
    const hostile =
      '<at>Tous</at> <script>x</script> **gras** [ici](https://evil.example) {{DATE(2026-01-01)}} &lt;b&gt;';
    const source = {
      n: 1,
      documentId: 'd',
      title: hostile,
      section: '',
      articles: [],
      url: 'javascript:alert(1)',
    };
    const choice = { id: 'x', kind: 'ask' as const, label: hostile, value: hostile };
    await say('elise', paragraph(hostile));
    await say(
      'elise',
      paragraph(hostile),
      { type: 'sources', items: [source] },
      { type: 'choices', choices: [choice] },
    );
    await peer.untilReceived('elise', 3);
    const [, words, card] = peer.shown('elise') as [ShownActivity, ShownActivity, ShownActivity];
    // Read by a person, it is what was written.
    expect(textsOf('elise')[1]).toBe(hostile);
    expect(textsOf('elise')[2]?.replaceAll('\u200B', '')).toContain(hostile);
    expect(words.activity.text).not.toMatch(/<|\[ici\]\(|(?<!\\)\*\*/);
    const shown = JSON.stringify(card.card, (name, value) => (name === 'data' ? undefined : value));
    expect(shown).not.toMatch(/\{\{|javascript:/);
    for (const { activity } of peer.shown('elise')) expect(activity.entities).toBeUndefined();
    // What a person writes comes back to nobody as markup either.
    await peer.say('elise', `${hostile} ?`).acknowledged;
    await peer.untilReceived('elise', 4);
    expect(postsTo('elise').map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  });

  it('1.3.11 tries again what Teams refuses for a while, not before it wants it, once and in order', async () => {
    // Each has a conversation of its own: nobody waits for the others' pauses.
    const refusals = [
      [412, 0],
      [429, 2],
      [502, 0],
      [504, 0],
    ] as const;
    const isTriedAgain = async ([status, retryAfter]: readonly [number, number]) => {
      const user = `gaelle-${status}`;
      const fault = { kind: 'status', status, code: 'Later', conversationId: chat(user), times: 2 } as const;
      undo.push(peer.fake.fail(retryAfter ? { ...fault, retryAfter } : fault));
      for (const question of QUESTIONS) peer.say(user, question);
      await peer.untilReceived(user, 2);
      expect(textsOf(user).map((text) => text.slice(0, 3))).toEqual(BEGINNINGS);
      const posts = postsTo(user);
      expect(posts.map((post) => post.status)).toEqual([status, status, 201, 201]);
      const waits = posts.slice(1, 3).map(({ at }, index) => at - (posts[index]?.at ?? 0));
      for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(retryAfter * 1_000);
    };
    await Promise.all(refusals.map(isTriedAgain));
  });

  it('1.3.11 does not let a slow or silent conversation hold the others', async () => {
    undo.push(peer.fake.fail({ kind: 'slow', ms: 8_000, conversationId: chat('hugo') }));
    undo.push(peer.fake.fail({ kind: 'status', status: 429, retryAfter: 30, conversationId: chat('ines') }));
    await peer.say('hugo', ADVANCE).acknowledged;
    await peer.say('ines', ADVANCE).acknowledged;
    await peer.fake.until(() => postsTo('ines').length > 0);
    await meet('jules');
    expect([peer.received('hugo'), peer.received('ines')]).toEqual([[], []]);
  });

  it('is a signed link for a file, which expires', async () => {
    await meet('karim');
    const bytes = new TextEncoder().encode('%PDF-1.7 le dossier');
    const fileId = await keepFile(peer.hotline.dataDir, {
      name: 'dossier é.pdf',
      mediaType: 'application/pdf',
      bytes,
    });
    await say('karim', paragraph('Voici votre dossier.'), {
      type: 'file',
      fileId,
      name: 'dossier é.pdf',
      mediaType: 'application/pdf',
    });
    await peer.untilReceived('karim', 2);
    const [button] = peer.people.buttonsOf(peer.shown('karim')[1] as ShownActivity);
    expect(button).toMatchObject({ title: 'Télécharger « dossier é.pdf »', type: 'Action.OpenUrl' });
    const url = String(button?.action.url);
    const response = await fetch(url);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    const changed = new URL(url);
    changed.searchParams.set('until', String(Number(changed.searchParams.get('until')) + 1));
    expect((await fetch(changed)).status).toBe(404);
    expect(Number(new URL(url).searchParams.get('until')) - Date.now()).toBeLessThanOrEqual(86_400_000);
  });
});
