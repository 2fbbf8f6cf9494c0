import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paragraph } from '#src/channel/blocks.ts';
import { TelegramPeer } from '#support/world/channels/telegram-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';

describe('Messages on Telegram', () => {
  let peer: TelegramPeer;
  const textsOf = (user: string) => peer.received(user).map(({ text }) => text);
  const ask = async (user: string, text: string) => {
    const count = peer.received(user).length;
    peer.say(user, text);
    await peer.untilReceived(user, count + 1);
    return textsOf(user).slice(count).join('\n');
  };
  const said = (user: string) =>
    peer.hotline.query<{ content: string }>(
      `SELECT message.content FROM message JOIN conversation ON conversation.id = conversation_id
       WHERE author = 'company' AND channel_key = $1 ORDER BY seq`,
      [String(peer.idOf(user))],
    );
  const briefs = (user: string) =>
    peer.hotline.query<{ brief: string }>(
      `SELECT brief FROM expert_case JOIN conversation ON conversation.id = conversation_id
       WHERE channel_key = $1 ORDER BY opened_at`,
      [String(peer.idOf(user))],
    );
  const requests = (user: string) =>
    peer.hotline.query<{ kind: string; body: string }>(
      `SELECT request.kind, body FROM request JOIN conversation ON conversation.id = conversation_id
       WHERE channel_key = $1 ORDER BY request.created_at`,
      [String(peer.idOf(user))],
    );

  beforeAll(async () => {
    peer = await TelegramPeer.open('webhook', { rateFactor: 50 });
  });
  afterAll(() => peer?.[Symbol.asyncDispose]());

  it('3.3.4 follows an edit in the transcript, and does not answer it', async () => {
    const sent = peer.say('anne', ADVANCE);
    await peer.untilReceived('anne', 1);
    await peer.people.edit(peer.idOf('anne'), sent, SUBCONTRACT).acknowledged;
    expect(await ask('anne', 'merci')).toContain('Avec plaisir');
    expect(peer.received('anne')).toHaveLength(2);
    expect((await said('anne')).map(({ content }) => JSON.parse(content).text)).toEqual([
      SUBCONTRACT,
      'merci',
    ]);
  });

  it('3.3.4 says politely what it can’t read, and answers the words that come with it', async () => {
    const user = peer.idOf('bilal');
    const things = [
      { sticker: { file_id: 'a', emoji: '👍' } },
      { voice: { file_id: 'b', duration: 12 } },
      { photo: [{ file_id: 'c', width: 10, height: 10 }] },
      { location: { latitude: 44.8, longitude: -0.6 } },
      { contact: { phone_number: '+33', first_name: 'X' } },
    ];
    for (const thing of things) await peer.people.send(user, thing).acknowledged;
    const seen = await peer.untilReceived('bilal', things.length);
    for (const { text } of seen) expect(text).toMatch(/^Je ne sais lire que du texte/);
    await peer.people.send(user, { photo: [{ file_id: 'd' }], caption: ADVANCE }).acknowledged;
    await peer.untilReceived('bilal', things.length + 2);
    const [sorry, answer] = textsOf('bilal').slice(things.length);
    expect(sorry).toMatch(/^Je ne sais lire que du texte/);
    expect(answer).toContain('50 000 € HT');
    // What Telegram tells about a chat is nobody's message.
    await peer.people.send(user, { pinned_message: { message_id: 1 } }).acknowledged;
    expect(await ask('bilal', 'merci')).toContain('Avec plaisir');
    expect(peer.received('bilal')).toHaveLength(things.length + 3);
  });

  it('3.3.4 knows its commands, with its name behind them, and what a link puts behind /start', async () => {
    const bot = peer.fake.bot.username;
    expect(await ask('chloe', '/start')).toMatch(/^Bonjour, je suis la Hotline/);
    expect(await ask('chloe', '/help')).toMatch(/^Bonjour, je suis la Hotline/);
    expect(await ask('chloe', `/aide@${bot}`)).toMatch(/^Bonjour, je suis la Hotline/);
    expect(await ask('chloe', '/expert sur un marché de nettoyage')).toContain('un expert de la Fabrique');
    expect(await ask('chloe', '/stop')).toContain('alertes');
    expect(await ask('chloe', '/start lier_0000000000')).toContain('Ce code n’existe pas');
    expect(await ask('chloe', '/start payload-inconnu')).toMatch(/^Bonjour, je suis la Hotline/);
    // There is nothing to stop, nor for anybody to find again.
    expect(await requests('chloe')).toEqual([]);
    expect((await briefs('chloe'))[0]?.brief).toContain('sur un marché de nettoyage');
    // A command to another bot is none of ours.
    await peer.say('chloe', '/help@another_bot').acknowledged;
    expect(await ask('chloe', 'merci')).toContain('Avec plaisir');
    // A link may open the sign-up form.
    expect(await ask('chloe', '/start inscription')).toContain('SIRET');
    expect(peer.received('chloe')).toHaveLength(9);
    const menu = peer.fake.callsOf('setMyCommands')[0]?.payload.commands as { command: string }[];
    expect(menu.map(({ command }) => command)).toEqual(expect.arrayContaining(['aide', 'expert', 'stop']));
  });

  it('3.3.6 formats beside the words: what people write is never markup, and links show no preview', async () => {
    const wish = '/expert <b>urgent</b> &amp; *gras* @quelquun _x_ [y](https://evil.example)';
    await ask('driss', wish);
    const status = await ask('driss', 'où en est ma demande ?');
    expect(status).toContain('il attend un expert');
    expect(JSON.parse((await briefs('driss'))[0]?.brief ?? '').summary).toBe(wish.slice('/expert '.length));
    for (const { payload } of peer.fake.callsOf('sendMessage')) {
      expect(payload).not.toHaveProperty('parse_mode');
      expect(payload.link_preview_options).toEqual({ is_disabled: true });
    }
  });

  it('3.3.6 sends again as plain text, once, what Telegram refuses for its formatting', async () => {
    const chatId = peer.idOf('elise');
    peer.fake.fail({
      kind: 'status',
      status: 400,
      chatId,
      times: 1,
      methods: /^sendMessage$/,
      description: "Bad Request: can't parse entities: unexpected end of tag",
    });
    expect(await ask('elise', ADVANCE)).toContain('50 000 € HT');
    const calls = peer.fake.callsOf('sendMessage', chatId);
    expect(calls.map(({ status }) => status)).toEqual([400, 200]);
    expect(calls[0]?.payload.entities).not.toEqual([]);
    expect(calls[1]?.payload.entities).toEqual([]);
    expect(calls[1]?.payload.text).toBe(calls[0]?.payload.text);
    expect(peer.received('elise')[0]?.buttons).toContain('Parler à un expert');
  });

  it('3.3.6 gives up on what Telegram refuses even as plain text, and goes on with what follows', async () => {
    const chatId = peer.idOf('farid');
    peer.fake.fail({
      kind: 'status',
      status: 400,
      chatId,
      times: 2,
      methods: /^sendMessage$/,
      description: 'Bad Request: BUTTON_TYPE_INVALID',
    });
    await peer.say('farid', ADVANCE).acknowledged;
    expect(await ask('farid', SUBCONTRACT)).toMatch(/^Non/);
    const calls = peer.fake.callsOf('sendMessage', chatId);
    expect(calls.map(({ status }) => status)).toEqual([400, 400, 200]);
    expect(calls[1]?.payload).not.toHaveProperty('reply_markup');
  });

  it('3.3.7 answers a press before anything else, shows what was taken, and keeps a rating', async () => {
    await ask('gaelle', ADVANCE);
    const chatId = peer.idOf('gaelle');
    const [shown] = peer.shown('gaelle');
    await peer.press('gaelle', '👎').acknowledged;
    await peer.fake.until(() => shown?.keyboard.flat().some(({ text }) => text === '✓ 👎 Pas utile'));
    expect(await peer.hotline.query('SELECT rating FROM feedback')).toEqual([{ rating: 'down' }]);
    const count = peer.fake.calls.length;
    peer.press('gaelle', 'Parler à un expert');
    await peer.untilReceived('gaelle', 2);
    expect(peer.fake.calls[count]?.method).toBe('answerCallbackQuery');
    // The two marks stand together, and edits were a second apart.
    await peer.fake.until(
      () => shown?.keyboard.flat().filter(({ text }) => text.startsWith('✓ ')).length === 2,
    );
    const [first, second] = peer.fake.callsOf('editMessageReplyMarkup', chatId).map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_000);
    // Pressed again later: told so, and not answered twice.
    await peer.press('gaelle', '✓ Parler à un expert').acknowledged;
    const answer = peer.fake.callsOf('answerCallbackQuery').at(-1);
    expect(answer?.payload.text).toBe('C’est déjà fait : la réponse est plus bas.');
    expect(await ask('gaelle', 'merci')).toContain('Avec plaisir');
    expect(peer.received('gaelle')).toHaveLength(3);
  });

  it('3.3.7 takes a press that comes too late to be answered, and one of a message that it forgot', async () => {
    await ask('hugo', ADVANCE);
    const [shown] = peer.shown('hugo');
    if (!shown) throw new Error('nothing shown');
    const late = peer.press('hugo', 'Parler à un expert');
    peer.fake.advance(20_000);
    await late.acknowledged;
    await peer.untilReceived('hugo', 2);
    const description = peer.fake.callsOf('answerCallbackQuery').at(-1)?.description;
    expect(description).toContain('query is too old');
    expect(textsOf('hugo')[1]).toContain('un expert de la Fabrique');
    // A button of which the hotline knows nothing more says by its label what is meant.
    const old = { ...shown, keyboard: [[{ text: SUBCONTRACT, callback_data: 'c:999:0' }]] };
    await peer.people.press(peer.idOf('hugo'), old, SUBCONTRACT).acknowledged;
    await peer.untilReceived('hugo', 3);
    expect(textsOf('hugo')[2]).toMatch(/^Non/);
    // Data that nobody made.
    for (const data of ['x', 'c:1:999', `r:${'0'.repeat(36)}:up`, 'c:-1:0', 'constructor'])
      await peer.people.pressData(peer.idOf('hugo'), { ...shown, keyboard: [] }, data).acknowledged;
    expect(await ask('hugo', 'merci')).toContain('Avec plaisir');
    expect(peer.received('hugo')).toHaveLength(4);
  });

  it('3.3.15 fetches no file, however big or small, and says so politely', async () => {
    const documents = [
      { document: { file_id: 'big', file_name: 'dce.zip', file_size: 25_000_000 } },
      {
        document: { file_id: 'small', file_name: '../../etc/passwd', mime_type: 'text/plain', file_size: 3 },
      },
      { document: { file_id: 'bare' } },
    ];
    for (const document of documents) await peer.people.send(peer.idOf('lea'), document).acknowledged;
    await peer.untilReceived('lea', documents.length);
    for (const text of textsOf('lea')) expect(text).toMatch(/^Je ne sais lire que du texte/);
    expect(peer.fake.callsOf('getFile')).toEqual([]);
    expect((await said('lea')).map(({ content }) => JSON.parse(content).name)).toEqual([
      'dce.zip',
      '../../etc/passwd',
      'document',
    ]);
  });

  it('3.3.15 gives files to take away, with short words as their caption; what is gone or too heavy is said', async () => {
    await ask('maud', ADVANCE);
    const bytes = Buffer.from('%PDF-1.4 contenu accentué é');
    const give = async (fileId: string, name: string, words: string) => {
      const content = {
        blocks: [paragraph(words), { type: 'file' as const, fileId, name, mediaType: 'application/pdf' }],
      };
      await peer.hotline.giveMessage('telegram', String(peer.idOf('maud')), content);
    };
    const keep = (id: string, name: string, content: string) =>
      peer.hotline.query(
        `INSERT INTO file (id, name, media_type, bytes, created_at) VALUES ($1, $2, 'application/pdf', ${content}, 1)`,
        [id, name],
      );
    await keep('f1', 'Pièces « à fournir » ; v2.pdf', `X'${bytes.toString('hex')}'`);
    await keep('f2', 'énorme.pdf', 'zeroblob(53000000)');
    await give('f1', 'Pièces « à fournir » ; v2.pdf', 'Voici votre liste.');
    await give('f1', 'liste.pdf', 'Voici. '.repeat(200));
    await give('f2', 'énorme.pdf', 'Voici tout le dossier.');
    await give('gone', 'perdu.pdf', 'Voici.');
    const shown = (await peer.untilShown('maud', 6)).slice(1);
    expect(shown.map(({ file }) => file?.name)).toEqual([
      'Pièces « à fournir » _ v2.pdf',
      undefined,
      'Pièces « à fournir » _ v2.pdf',
      undefined,
      undefined,
    ]);
    expect(Buffer.from(shown[0]?.file?.bytes ?? [])).toEqual(bytes);
    expect(shown[0]?.text).toBe('Voici votre liste.');
    expect([shown[1]?.text.length, shown[2]?.text]).toEqual([1_399, '']);
    const link = /http:\S+/.exec(shown[3]?.text ?? '')?.[0] ?? '';
    expect(shown[3]?.text).toMatch(/^Voici tout le dossier\.\n\nLe fichier « énorme\.pdf » est trop lourd/);
    const fetched = await fetch(link);
    expect([fetched.status, (await fetched.arrayBuffer()).byteLength]).toEqual([200, 53_000_000]);
    expect(shown[4]?.text).toContain('Le fichier « perdu.pdf » n’est plus disponible');
  });
});
