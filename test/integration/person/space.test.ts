import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryView, OpenedView, OwnView, StepView } from '#adapters/web/view.ts';
import { MailServer } from '#support/fakes/mail/server.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { codeIn, MailHotline, type MailVisitor } from '#support/world/mail-hotline.ts';
import { signUp, siretFrom } from '#support/world/people/sign-up.ts';

const DAY = 24 * 3_600_000;
const ADVANCE = 'Ai-je droit à une avance ?';

describe('A person and their conversations on the web chat', () => {
  let server: MailServer;
  let hotline: MailHotline;

  beforeAll(async () => {
    server = await MailServer.start();
    hotline = await MailHotline.start(server.url(), [new RecordingChannel('slack')]);
    server.hurry = () => hotline.settled();
  });
  afterAll(async () => {
    await hotline?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  const post = async <T>(visitor: MailVisitor, path: string, body: object): Promise<T> =>
    (await (await visitor.post(path, body)).json()) as T;
  const own = async (visitor: MailVisitor): Promise<OwnView> =>
    (await (await visitor.fetch('/chat/own')).json()) as OwnView;
  const titles = async (visitor: MailVisitor) => (await own(visitor)).threads.map(({ title }) => title);
  const history = async (visitor: MailVisitor): Promise<HistoryView> =>
    (await (await visitor.fetch('/chat/history')).json()) as HistoryView;
  const begin = (visitor: MailVisitor) => post<OpenedView>(visitor, '/chat/reset', {});
  /** The code of the last mail to an address that holds one of six digits. */
  const digits = async (to: string, count: number) =>
    /\b\d{6}\b/.exec((await server.until(to, count)).at(-1)?.text ?? '')?.[0] ?? '';
  /** Somebody whose address is confirmed. */
  const confirmed = async (to: string): Promise<MailVisitor> => {
    const visitor = hotline.visitor();
    await visitor.tell(ADVANCE);
    await visitor.tell(`recevoir la réponse par mail à ${to}.`);
    const code = codeIn((await server.until(to)).at(-1)?.text ?? '');
    expect(await visitor.tell(`${code}.`)).toContain('C’est confirmé');
    return visitor;
  };

  it('keep the file of the company, the case and what was said, whichever conversation they are in', async () => {
    const visitor = hotline.visitor();
    const siret = siretFrom('732829320000');
    await signUp(visitor, { siret, email: 'anne@exemple.fr' });
    await visitor.tell('je veux parler à un humain.');
    const before = await history(visitor);
    const opened = await begin(visitor);
    expect(opened.conversation).not.toBe(before.conversation);
    expect((await history(visitor)).items).toEqual([]);
    expect(await visitor.tell('ma fiche.')).toContain('Éco Prop');
    expect(await visitor.tell('où en est ma demande ?')).toMatch(/Dossier|dossier/);
    expect(await titles(visitor)).toEqual(['ma fiche.', 'je veux m’inscrire.']);
    // What an expert says goes where the case is, and the menu tells of it.
    await hotline.expert(visitor, 'Je regarde votre dossier.');
    const [, first] = (await own(visitor)).threads;
    expect(first).toMatchObject({ hasNews: true, isCurrent: false });
    const shown = await post<OpenedView>(visitor, '/chat/threads', { conversation: first?.conversation });
    expect(shown.conversation).toBe(before.conversation);
    expect(JSON.stringify(await history(visitor))).toContain('Je regarde votre dossier.');
  });

  it('are each about their own subject: what is said first in a new one leans on nothing of the one before', async () => {
    const visitor = hotline.visitor();
    await visitor.tell('à partir de combien une mairie doit faire un appel d’offres pour des fournitures ?');
    const leaning = 'et pour les travaux ?';
    const continued = await visitor.tell(leaning);
    await begin(visitor);
    expect(await visitor.tell(leaning)).not.toBe(continued);
  });

  it('end in this browser when they say that they are somebody else, open pages included', async () => {
    const visitor = await confirmed('bea@exemple.fr');
    const { cookie } = visitor;
    const stream = await visitor.listen();
    await post(visitor, '/chat/forget', {});
    await stream.ended;
    expect(visitor.cookie).not.toBe(cookie);
    expect((await history(visitor)).items).toEqual([]);
    expect(await visitor.tell('mes accords.')).not.toContain('bea@');
    // A message that was on its way with the old cookie opens nothing of hers either.
    const old = hotline.visitor();
    old.cookie = cookie;
    await old.tell(ADVANCE);
    expect((await history(old)).items).toHaveLength(2);
    expect(old.cookie).not.toBe(cookie);
  });

  it('are asked for a code after 30 days away, before anything of theirs shows; questions are answered', async () => {
    const visitor = await confirmed('cleo@exemple.fr');
    hotline.pass(31 * DAY);
    const away = await history(visitor);
    expect(away).toMatchObject({ isAway: true, items: [] });
    expect(await visitor.tell(ADVANCE)).toContain('50 000 € HT');
    expect(await visitor.tell('mes données.')).toContain('je demande un code');
    expect(await visitor.buttons()).toEqual(['space-find', 'space-not-me']);
    const asked = await post<StepView>(visitor, '/chat/space/code', { email: 'CLEO@exemple.fr' });
    const unknown = await post<StepView>(hotline.visitor(), '/chat/space/code', { email: 'x@exemple.fr' });
    expect(asked).toEqual(unknown);
    const code = await digits('cleo@exemple.fr', 2);
    const wrong = await visitor.post('/chat/space/enter', {
      code: code === '123456' ? '1' : '123456',
      bring: true,
    });
    expect(wrong.status).toBe(400);
    const entered = await post<StepView>(visitor, '/chat/space/enter', { code, bring: true });
    expect(entered.said).toContain('retrouve votre espace');
    expect((await history(visitor)).isAway).toBeUndefined();
    expect((await titles(visitor)).toSorted()).toEqual([ADVANCE, ADVANCE]);
    expect(await visitor.tell('mes accords.')).toContain('cleo@exemple.fr');
    expect(server.mails.flatMap(({ to }) => to)).not.toContain('x@exemple.fr');
  });

  it('take away, and have erased, what they said in each of them', async () => {
    const visitor = await confirmed('dora@exemple.fr');
    await visitor.tell('ma première phrase à part.');
    await begin(visitor);
    await visitor.tell('ma seconde phrase à part.');
    await visitor.tell('mes données.');
    const files = await hotline.inStore((db) =>
      db.query<{ bytes: Uint8Array }>("SELECT bytes FROM file WHERE name LIKE '%.json' ORDER BY created_at"),
    );
    const given = Buffer.from(files.at(-1)?.bytes ?? []).toString('utf8');
    for (const words of ['ma première phrase', 'ma seconde phrase']) expect(given).toContain(words);
    await visitor.tell('supprimez mes données.');
    await visitor.press('Oui, tout supprimer', 'priv:yes');
    hotline.pass(8 * DAY);
    await hotline.settled();
    // The receipt shows in the conversation that the browser was in.
    expect(JSON.stringify((await history(visitor)).items)).toMatch(/E-\w{4}-\w{4}/);
    const left = await hotline.inStore((db) =>
      db.query("SELECT content FROM message WHERE content LIKE '%phrase à part%'"),
    );
    expect(left).toEqual([]);
  });

  it('are offered the way in their own words', async () => {
    const visitor = hotline.visitor();
    expect(await visitor.tell({ value: 'space-find', label: 'Retrouver mon espace' })).toContain(
      'six chiffres',
    );
    expect(await visitor.buttons()).toEqual(['space-find']);
  });
});
