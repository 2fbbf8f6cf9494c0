import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FakeSlack } from '#support/fakes/slack/fake-slack.ts';
import type { SlackFault } from '#support/fakes/slack/faults.ts';
import { buttonsOf, CALL } from '#support/fakes/slack/people.ts';
import { itemsOf, leaveInOutbox, makeLongStatus, upTo } from '#support/world/channels/slack-outbox.ts';
import { SlackPeer } from '#support/world/channels/slack-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';
const EXPERT = 'Parler à un expert';
const HOSTILE = `---
title: "Visite & <@U0BOB>"
kind: guide
audience: company
regime: ordinary
territories: []
valid_from:
valid_until:
reviewed_on: 2026-11-24
review_by: 2027-06-30
owner: Équipe
sources:
  - label: Code de la commande publique
    article: L2191-1
    url: https://www.legifrance.gouv.fr/codes
---

## La visite du site est-elle obligatoire ?

La visite n'est obligatoire que si le règlement le dit, prévenez <@U0BOB> et <@U0CHLOE|chloé> *vite* & bien.

Écrivez à <#C0GENERAL> avant la visite du site.

Références : R2132-2
On demande aussi : visiter le chantier avant de répondre ; visite obligatoire
`;

describe('What Slack is sent', () => {
  let peer: SlackPeer;
  let slack: FakeSlack;
  const lifts: (() => void)[] = [];
  const plan = (fault: SlackFault) => lifts.push(slack.faults.plan(fault));
  const words = (post: unknown) => FakeSlack.words(post as { text: string; blocks?: unknown[] });
  const outbox = (channel: string) =>
    peer.hotline.query<{ status: string; attempts: number; last_error: string | null }>(
      `SELECT status, attempts, last_error FROM outbox JOIN conversation ON conversation.id = conversation_id
       WHERE channel_key LIKE $1 ORDER BY outbox.created_at`,
      [`%/${channel}%`],
    );
  const untilOutbox = async (channel: string, status: string) => {
    for (;;) {
      const rows = await outbox(channel);
      if (rows.at(-1)?.status === status) return rows;
      await slack.until(() => true);
    }
  };

  beforeAll(async () => {
    peer = await SlackPeer.open('http', { pages: { 'guides/visite.md': HOSTILE }, rateFactor: 50 });
    slack = peer.slack;
  });
  afterEach(() => {
    for (const lift of lifts.splice(0)) lift();
  });
  afterAll(async () => {
    await peer?.[Symbol.asyncDispose]();
  });

  it('2.3.7 never pings anybody, whatever people and pages say', async () => {
    const anne = peer.person('anne');
    anne.say('la visite du site est-elle obligatoire ? &lt;!channel&gt; <!here> <@U0BOB>');
    // A machine that is busy says first that it works: that is no answer.
    const [answer] = await slack.untilAnswers(anne.dm, 1);
    expect(words(answer)).toContain('prévenez <@U0BOB> et <@U0CHLOE|chloé> *vite* & bien');
    expect(words(answer)).toContain('Visite & <@U0BOB>');
    anne.say('&lt;!channel&gt; &lt;@U0BOB&gt; zzzz &amp;lt;!everyone&amp;gt;');
    await slack.untilAnswers(anne.dm, 2);
    const asked = await anne.command('&lt;!channel&gt; et <!here> : visite obligatoire ?');
    expect(JSON.stringify(asked.body)).toContain('&lt;!channel&gt; et @here');
    await anne.untilPrivately(1);
    // Whatever a model or another feature may write.
    const text = [{ text: 'Pour <!channel>, <!here|ici> et <@U0BOB> : voir <https://exemple.fr|là>' }];
    await leaveInOutbox(peer.hotline, `T0FAKE/${anne.dm}`, 'm-hostile', [
      { type: 'note', tone: 'info', text },
    ]);
    expect(words((await slack.untilAnswers(anne.dm, 4))[3])).toBe(text[0]?.text);
    expect(slack.pings()).toEqual([]);
    for (const call of slack.callsOf('chat.postMessage')) expect(call.args).not.toHaveProperty('link_names');
  });

  it('2.3.8 keeps within the limits of a message, and always gives words beside the blocks', async () => {
    const bilal = peer.person('bilal');
    bilal.say(ADVANCE);
    await slack.untilPosts(bilal.dm, 1);
    const count = await makeLongStatus(peer.hotline, `T0FAKE/${bilal.dm}`);
    bilal.say('où en est ma demande ?');
    await slack.until(() => itemsOf(slack.botPosts(bilal.dm).map(words).join('\n')).length >= count);
    const parts = slack.botPosts(bilal.dm).slice(1);
    expect(parts.length).toBeGreaterThan(2);
    expect(itemsOf(parts.map(words).join('\n'))).toEqual(upTo(count));
    expect(parts.map(({ blocks }) => buttonsOf(blocks ?? []).length > 0)).toEqual(
      parts.map((_, index) => index === parts.length - 1),
    );
    const posts = slack.callsOf('chat.postMessage');
    expect(posts.filter(({ args }) => !String(args.text ?? '').trim())).toEqual([]);
    expect(posts.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  });

  it('2.3.8 sends the words alone when Slack refuses the blocks', async () => {
    const chloe = peer.person('chloe');
    for (const error of ['invalid_blocks', 'msg_blocks_too_long']) {
      plan({ method: 'chat.postMessage', channel: chloe.dm, kind: 'error', error });
      const before = slack.botPosts(chloe.dm).length;
      chloe.say(SUBCONTRACT);
      const post = (await slack.untilPosts(chloe.dm, before + 1)).at(-1);
      expect(post?.blocks).toBeUndefined();
      expect(post?.text).toMatch(/^Non, .*\[1\][\s\S]*Sources[\s\S]*« Parler à un expert »/);
    }
    expect((await untilOutbox(chloe.dm, 'sent')).map(({ status }) => status)).toEqual(['sent', 'sent']);
  });

  it('2.3.14 takes a double or a late press once, and says so', async () => {
    const channel = peer.channel('C0PRESS');
    const hugo = peer.person('hugo');
    const asked = hugo.say(`${CALL} ${ADVANCE}`, { channel });
    const [answer] = await slack.untilPosts(channel, 1, asked.ts);
    const shown = [...(answer?.blocks ?? [])];
    const presses = await Promise.all([1, 2].map(() => hugo.press(answer as never, EXPERT, shown)));
    expect(presses.map(({ status }) => status)).toEqual([200, 200]);
    const [, reply] = await slack.untilPosts(channel, 2, asked.ts);
    expect(words(reply)).toContain('un expert de la Fabrique');
    expect(words(slack.botPosts(channel, asked.ts)[0])).toContain(`✓ hugo a choisi « ${EXPERT} »`);
    // Long after, on a screen that still shows the button.
    await peer.hotline.restart();
    await hugo.press(answer as never, EXPERT, shown);
    const [, again] = await hugo.untilPrivately(2, channel);
    expect(words(again)).toContain('déjà demandé');
    hugo.say(SUBCONTRACT, { channel, thread: asked.ts });
    await slack.untilPosts(channel, 3, asked.ts);
    expect(words(slack.botPosts(channel, asked.ts).at(-1))).toMatch(/^Non/);
    const wishes = await peer.hotline.query(
      `SELECT expert_case.id FROM expert_case JOIN conversation ON conversation.id = conversation_id WHERE channel_key LIKE '%C0PRESS%'`,
    );
    expect(wishes).toHaveLength(1);
  });

  it('2.3.12 does not answer in front of everybody when the thread is gone', async () => {
    const channel = peer.channel('C0GONE');
    const ines = peer.person('ines');
    plan({ method: 'chat.postMessage', channel, kind: 'limited', retryAfter: 1 });
    const asked = ines.say(`${CALL} ${ADVANCE}`, { channel });
    await slack.until(() => slack.callsOf('chat.postMessage').some(({ args }) => args.channel === channel));
    await ines.remove(asked);
    const rows = await untilOutbox(channel, 'dead');
    expect(rows).toMatchObject([{ status: 'dead', attempts: 2 }]);
    expect(slack.botPosts(channel)).toEqual([]);
    expect(slack.callsOf('chat.delete').some(({ args }) => args.channel === channel)).toBe(true);
    // The next question has a thread, and an answer.
    const next = ines.say(`${CALL} ${SUBCONTRACT}`, { channel });
    await slack.untilPosts(channel, 1, next.ts);
  });

  it.each(['not_in_channel', 'channel_not_found', 'is_archived', 'token_revoked'])(
    '2.3.13 gives up at once on %s',
    async (error) => {
      const channel = peer.channel(`C0${error.replaceAll('_', '').toUpperCase()}`);
      plan({ method: 'chat.postMessage', channel, kind: 'error', error, times: 10 });
      peer.person('jeanne').say(`${CALL} ${ADVANCE}`, { channel });
      const rows = await untilOutbox(channel, 'dead');
      expect(rows).toMatchObject([{ attempts: 1, last_error: `slack: ${error}` }]);
      expect(slack.callsOf('chat.postMessage').filter(({ args }) => args.channel === channel)).toHaveLength(
        1,
      );
    },
  );

  it('2.3.13 tells a person what could not be saved, with a reference and nothing of the inside', async () => {
    const karim = peer.person('karim');
    await peer.hotline.query('ALTER TABLE inbound_event RENAME TO inbound_event_away');
    const typed = await karim.command(ADVANCE);
    expect(typed.status).toBe(200);
    const [apology] = await karim.untilPrivately(1);
    const reference = /référence à l’équipe : ([0-9a-f]{8})\./.exec(words(apology))?.[1] ?? 'none';
    expect(words(apology)).not.toMatch(/inbound_event|SQL|Error|table/i);
    await peer.hotline.printed(new RegExp(reference));
    // What Slack delivers again is not lost, and needs no apology.
    const { retryScale } = slack.delivery;
    slack.delivery.retryScale = 1 / 60;
    const asked = karim.say(ADVANCE);
    await slack.until(() => slack.delivery.tries.some(({ status }) => status === 500));
    await peer.hotline.query('ALTER TABLE inbound_event_away RENAME TO inbound_event');
    expect((await asked.delivered).at(-1)?.status).toBe(200);
    slack.delivery.retryScale = retryScale;
    const [answer] = await slack.untilPosts(karim.dm, 2);
    expect([words(answer), words(slack.botPosts(karim.dm)[1])].join('\n')).toMatch(/Oui, si le marché/);
  });

  it('gives files to take away, in the thread where they were asked for', async () => {
    const lea = peer.person('lea');
    const channel = peer.channel('C0FILES');
    const asked = lea.say(`${CALL} ${ADVANCE}`, { channel });
    await slack.untilPosts(channel, 1, asked.ts);
    const key = `T0FAKE/${channel}/${asked.ts}`;
    await peer.hotline.query(
      `INSERT INTO file (id, name, media_type, bytes, created_at) VALUES ('f1', 'dossier.pdf', 'application/pdf', x'255044462d', 0)`,
    );
    plan({ method: 'upload', kind: 'down' });
    plan({ method: 'files.completeUploadExternal', kind: 'limited', retryAfter: 1 });
    await leaveInOutbox(peer.hotline, key, 'm-file', [
      { type: 'paragraph', text: [{ text: 'Voici votre dossier.' }] },
      { type: 'file', fileId: 'f1', name: 'dossier.pdf', mediaType: 'application/pdf' },
      { type: 'file', fileId: 'gone', name: 'ancien.pdf', mediaType: 'application/pdf' },
    ]);
    const posts = await slack.untilPosts(channel, 4, asked.ts);
    expect(posts.map((post) => post.files?.[0]?.name ?? words(post)).slice(1)).toEqual([
      'Voici votre dossier.',
      'dossier.pdf',
      'Le fichier « ancien.pdf » n’est plus disponible : redemandez-le.',
    ]);
    const shared = [...slack.store.files.values()].find(({ sharedIn }) => sharedIn === channel);
    expect(shared?.bytes?.toString()).toBe('%PDF-');
  });
});
