import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import type { TriedAnswer } from '#src/knowledge/desk/trial.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { csrfToken } from '#src/platform/web/sign-in/csrf.ts';
import { findTraces } from '#src/platform/web/traces/store/traces.ts';
import { sha256 } from '#src/retrieval/passages/index-content.ts';
import { tinyPdf } from '#support/documents/tiny-pdf.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';

const PATH = 'guides/avance.md';

describe('The desk of the knowledge', () => {
  let hotline: OfficeHotline;
  let db: Database;
  let lea: DeskPerson;

  beforeEach(async () => {
    hotline = await OfficeHotline.start();
    db = await openDatabase(hotline.dataDir);
    lea = await DeskPerson.signIn(db, hotline.url, 'Léa Martin');
  });
  afterEach(async () => {
    await db.close();
    await hotline[Symbol.asyncDispose]();
  });

  const file = (path: string) => join(hotline.knowledgeDir, path);
  const textOf = (path: string) => readFile(file(path), 'utf8');
  const api = (what: string, body: unknown, who = lea) => who.post(`/staff/api/knowledge/${what}`, body);
  const publish = (text: string, basis: string, who = lea) =>
    api('publish', { path: PATH, text, basis }, who);
  const versions = () =>
    db.query<{ id: string; path: string; number: number; act: string; by_name: string }>(
      'SELECT id, path, number, act, by_name FROM knowledge_version ORDER BY path, number',
    );
  const said = ({ blocks }: TriedAnswer) => plainText(blocks);
  const ask = async (question: string, more: Record<string, string>) => {
    const { body } = await api('ask', { question, ...more });
    const { before, after } = body as unknown as { before: TriedAnswer; after: TriedAnswer };
    return { before: said(before), after: said(after) };
  };
  /** Drops a file as a browser does: its bytes as they are. */
  const drop = async (content: Uint8Array, query: Record<string, string>) => {
    const response = await fetch(`${hotline.url}/staff/api/knowledge/upload?${new URLSearchParams(query)}`, {
      method: 'POST',
      headers: {
        Cookie: lea.cookie,
        Origin: hotline.url,
        'X-CSRF-Token': csrfToken(lea.token),
        'Content-Type': 'application/octet-stream',
      },
      body: Buffer.from(content),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  it('publishes a page with the name of who did it, and leaves nothing half written beside', async () => {
    const before = await textOf(PATH);
    const after = before.replace('Oui, si', 'Oui, toujours si');
    const { status, body } = await publish(after, sha256(before));
    expect([status, body.said]).toEqual([200, expect.stringContaining('en service')]);
    expect(await textOf(PATH)).toBe(after);
    expect((await readdir(file('guides'))).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(await versions()).toMatchObject([
      { number: 1, act: 'found', by_name: '' },
      { number: 2, act: 'published', by_name: 'Léa Martin' },
    ]);
    const [trace] = await findTraces(db, { actor: lea.key, limit: 1 });
    expect(trace).toMatchObject({ act: 'page_published', objectKind: 'page' });
  });

  it('tells who publishes second, with the difference, and loses nothing of either', async () => {
    const before = await textOf(PATH);
    const awa = await DeskPerson.signIn(db, hotline.url, 'Awa Diallo');
    const hers = before.replace('Oui, si', 'Oui, dès que');
    await publish(hers, sha256(before), awa);
    const { body } = await publish(before.replace('Oui, si', 'Oui, toujours si'), sha256(before));
    expect(body.changed).toContain('Awa Diallo a changé ce fichier');
    expect(JSON.stringify(body.runs)).toContain('dès que');
    expect(await textOf(PATH)).toBe(hers);
    expect(body.basis).toBe(sha256(hers));

    // Somebody who writes in the folder itself is not overwritten either.
    await writeFile(file(PATH), `${hers}\n`);
    const third = await publish(before, sha256(hers));
    expect(third.body.changed).toContain('Quelqu’un a changé ce fichier');
    expect(await textOf(PATH)).toBe(`${hers}\n`);
  });

  it('lets one of two publish at the same moment', async () => {
    const before = await textOf(PATH);
    const texts = ['Oui, ici si', 'Oui, là si', 'Oui, ailleurs si'].map((words) =>
      before.replace('Oui, si', words),
    );
    const outcomes = await Promise.all(texts.map((text) => publish(text, sha256(before))));
    expect(outcomes.filter(({ body }) => 'said' in body)).toHaveLength(1);
    expect(outcomes.filter(({ body }) => 'changed' in body)).toHaveLength(2);
    const done = outcomes.findIndex(({ body }) => 'said' in body);
    expect(await textOf(PATH)).toBe(texts[done]);
  });

  it('refuses a page that has a mistake, with its line, and changes nothing', async () => {
    const before = await textOf(PATH);
    const { body } = await publish(before.replace('{{avance-seuil}}', '{{avance-seul}}'), sha256(before));
    expect(body.refused).toContain('Une faute empêche');
    expect(body.problems).toContainEqual(
      expect.objectContaining({ isBlocking: true, message: expect.stringContaining('avance-seul') }),
    );
    expect(await textOf(PATH)).toBe(before);
    expect(await versions()).toEqual([]);
  });

  it('shows what a page answers while it is written, and a question before and after', async () => {
    const before = await textOf(PATH);
    const text = before.replace('Oui, si le marché dépasse', 'Oui, par virement, si le marché dépasse');
    const { body } = await api('read', { path: PATH, text });
    const answers = body.answers as { heading: string; blocks: TriedAnswer['blocks'] }[];
    expect(plainText(answers[0]?.blocks ?? [])).toMatch(/par virement, si le marché dépasse 50\s000\s€\sHT/);
    const tried = await ask('Ai-je droit à une avance ?', { path: PATH, text });
    expect(tried.before).not.toContain('par virement');
    expect(tried.after).toContain('par virement');
  });

  it('puts an old version back, and takes a page out of service', async () => {
    const before = await textOf(PATH);
    const after = before.replace('Oui, si', 'Oui, toujours si');
    await publish(after, sha256(before));
    const [found] = await versions();
    const { body } = await api('restore', { path: PATH, id: found?.id, basis: sha256(after) });
    expect(body.said).toContain('remise en service');
    expect(await textOf(PATH)).toBe(before);
    await api('withdraw', { path: PATH, basis: sha256(before) });
    await expect(textOf(PATH)).rejects.toThrow('ENOENT');
    expect((await versions()).map(({ act }) => act)).toEqual(['found', 'published', 'restored', 'withdrawn']);
    const list = await fetch(`${hotline.url}/staff/connaissances?etat=withdrawn`, {
      headers: { Cookie: lea.cookie },
    });
    expect(await list.text()).toContain('guides/avance.md');
  });

  it('reads a document that is dropped, keeps it out of service until it is said, and takes it out again', async () => {
    const pdf = tinyPdf(
      [
        { lines: ['La charte des achats demande un circuit court', 'pour les cantines du territoire.'] },
        { picture: true },
      ],
      { title: 'Sans titre' },
    );
    const { body } = await drop(pdf, { name: '../../Charte (v2) Été.PDF', title: 'Charte des achats' });
    expect(body).toMatchObject({ path: 'documents/charte-des-achats.pdf' });
    const [trace] = await findTraces(db, { actor: lea.key, limit: 1 });
    expect(trace?.act).toBe('page_prepared');
    expect(body.reading).toMatchObject({ isRead: true, sections: 1, title: 'Charte des achats' });
    // Its second page is a picture: it is read meanwhile.
    expect(JSON.stringify(body.reading)).toContain('lecture en cours (0 sur 1)');
    await expect(textOf('documents/charte-des-achats.pdf')).rejects.toThrow('ENOENT');
    // What was dropped lies nowhere but in the store.
    expect(await readdir(join(hotline.dataDir, 'dropped'))).toEqual([]);

    await api('publish', { path: 'documents/charte-des-achats.pdf' });
    expect(sha256(await readFile(file('documents/charte-des-achats.pdf')))).toBe(sha256(pdf));
    expect(await textOf('documents/charte-des-achats.yaml')).toContain('owner: "Léa Martin"');
    const basis = sha256(pdf);
    await api('withdraw', { path: 'documents/charte-des-achats.pdf', basis });
    expect(await readdir(file('documents'))).toEqual([]);
  });

  it('gives a dropped file a name of its own, and says why one is refused', async () => {
    const pdf = tinyPdf([{ lines: ['Un premier document qui parle des achats responsables.'] }]);
    const first = await drop(pdf, { name: 'achats.pdf', title: '' });
    const second = await drop(pdf, { name: 'achats.pdf', title: '' });
    expect([first.body.path, second.body.path]).toEqual(['documents/achats.pdf', 'documents/achats-2.pdf']);
    const none = await drop(pdf, { name: 'achats', title: '' });
    expect([none.status, none.body.error]).toEqual([400, expect.stringContaining('extension')]);
    const broken = await drop(Buffer.from('%PDF-1.4 rien'), { name: 'casse.pdf', title: '' });
    expect(broken.body.reading).toMatchObject({ isRead: false, problems: [{ isBlocking: true }] });
    const published = await api('publish', { path: 'documents/casse.pdf' });
    expect(published.body.refused).toContain('faute');
    await expect(readdir(file('documents'))).rejects.toThrow('ENOENT');
  });

  it('tries a question as if a file were withdrawn, and leaves it in service', async () => {
    const { body } = await api('ask', {
      path: PATH,
      question: 'Ai-je droit à une avance ?',
      withdrawn: true,
    });
    const { before, after } = body as unknown as { before: TriedAnswer; after: TriedAnswer };
    expect(said(before)).toContain('si le marché dépasse');
    expect(said(after)).not.toContain('si le marché dépasse');
    expect(await textOf(PATH)).toContain('Oui, si le marché dépasse');
  });

  it('compares two versions of a document by the text that was read from them', async () => {
    const path = 'documents/gymnase.pdf';
    const lines = ['Le gymnase des Cordeliers ouvre le mardi matin.', 'La gardienne garde la clef.'];
    await drop(tinyPdf([{ lines }]), { name: 'gymnase.pdf', title: 'Gymnase' });
    await api('publish', { path });
    const later = tinyPdf([{ lines: [lines[0] ?? '', 'La mairie garde la clef.'] }]);
    await drop(later, { name: 'gymnase.pdf', title: '', replaces: path });
    const prepared = await api('difference', { path, prepared: true });
    expect(prepared.body.said).toContain('dans le texte qui a été lu');
    expect(JSON.stringify(prepared.body.runs)).toMatch(/removed.*La gardienne.*added.*La mairie/);
    await api('publish', { path });
    const [first, second] = (await versions()).filter((one) => one.path === path);
    const old = await api('difference', { path, version: first?.id });
    expect(JSON.stringify(old.body.runs)).toMatch(/removed.*La gardienne.*added.*La mairie/);
    const step = await api('difference', { path, version: second?.id, before: first?.id });
    expect(JSON.stringify(step.body.runs)).toMatch(/removed.*La gardienne.*added.*La mairie/);
    expect((await api('difference', { path, version: second?.id })).body.said).toContain('les mêmes');
  });

  it('has the figures written as pages are: what answers would say, a question before and after, versions', async () => {
    const path = 'figures.yaml';
    const before = await textOf(path);
    const text = before.replace('value: 50000', 'value: 70000');
    expect(text).not.toBe(before);
    const { body } = await api('read', { path, text });
    const answers = body.answers as { heading: string; blocks: TriedAnswer['blocks'] }[];
    expect(answers.map(({ blocks }) => plainText(blocks)).join('\n')).toMatch(/70\s000\s€/);
    const tried = await ask('Ai-je droit à une avance ?', { path, text });
    expect(tried.before).toMatch(/50\s000/);
    expect(tried.after).toMatch(/70\s000/);
    // A figure that a page quotes does not go.
    const gone = before.replace('id: avance-seuil', 'id: avance-seuil-ancien');
    const refused = await api('publish', { path, text: gone, basis: sha256(before) });
    expect(refused.body.refused).toContain('faute');
    expect(JSON.stringify(refused.body.problems)).toContain('guides/avance.md, ligne');
    expect(await textOf(path)).toBe(before);
    const done = await api('publish', { path, text, basis: sha256(before) });
    expect(done.body.said).toContain('en service');
    expect(await textOf(path)).toBe(text);
    expect(await versions()).toMatchObject([
      { path, act: 'found' },
      { path, act: 'published', by_name: 'Léa Martin' },
    ]);
    // Somebody who had the former text open is told.
    const late = await api('publish', { path, text: `${before}\n`, basis: sha256(before) });
    expect(late.body.changed).toContain('Léa Martin a changé ce fichier');
    const withdrawn = await api('withdraw', { path, basis: sha256(text) });
    expect([withdrawn.status, withdrawn.body.error]).toEqual([
      400,
      expect.stringContaining('ne se retire pas'),
    ]);
  });

  it('has the ready-made answers and the forms written too, with their mistakes by line', async () => {
    const canned = 'canned-answers.yaml';
    await writeFile(file(canned), '- id: bonjour\n  title: Bonjour\n  text: Bonjour {{entreprise}}.\n');
    const text = await textOf(canned);
    const { body } = await api('read', { path: canned, text: text.replace('{{entreprise}}', '{{inconnu}}') });
    expect(body.problems).toMatchObject([{ line: 1, isBlocking: true }]);
    const shown = await api('read', { path: canned, text });
    expect(shown.body.answers).toMatchObject([{ heading: 'Bonjour' }]);
    const published = await api('publish', {
      path: canned,
      text: text.replace('title: Bonjour', 'title: Salut'),
      basis: sha256(text),
    });
    expect(published.body.said).toContain('en service');
    const form = await readFile('knowledge/programme/referencement.yaml', 'utf8');
    const read = await api('read', { path: 'programme/referencement.yaml', text: form });
    expect(read.body.problems).toEqual([]);
    expect((read.body.answers as unknown[]).length).toBeGreaterThan(5);
    const slip = await api('read', {
      path: 'programme/referencement.yaml',
      text: form.replace('type: siret', 'type: siren'),
    });
    expect(slip.body.problems).toMatchObject([{ isBlocking: true }]);
    const list = await fetch(`${hotline.url}/staff/connaissances?genre=registres`, {
      headers: { Cookie: lea.cookie },
    });
    const page = await list.text();
    for (const name of ['Chiffres : montants', 'Réponses prêtes des experts']) expect(page).toContain(name);
  });

  it('says who else has a page open, for as long as they do', async () => {
    const awa = await DeskPerson.signIn(db, hotline.url, 'Awa Diallo');
    expect((await api('editing', { path: PATH }, awa)).body).toEqual({});
    const { body } = await api('editing', { path: PATH });
    expect(body.said).toMatch(/^Awa Diallo a aussi cette page ouverte, depuis aujourd’hui à /);
    hotline.pass(5 * 60_000);
    expect((await api('editing', { path: PATH })).body).toEqual({});
  });

  it('opens nothing outside of the folder, nor a model', async () => {
    await writeFile(join(hotline.dataDir, 'secret.md'), 'secret');
    await mkdir(file('guides/sous'), { recursive: true });
    await symlink(hotline.dataDir, file('guides/lien'));
    for (const path of [
      '../secret.md',
      'guides/../../secret.md',
      'guides/.cache.md',
      'README.md',
      'models/lettre.md',
      '/etc/passwd.md',
    ]) {
      const page = await fetch(`${hotline.url}/staff/connaissances/page?chemin=${encodeURIComponent(path)}`, {
        headers: { Cookie: lea.cookie },
      });
      expect(page.status, path).toBe(404);
      const { status } = await api('publish', { path, text: 'x', basis: '' });
      expect(status, path).toBe(400);
    }
    const linked = await api('publish', { path: 'guides/lien/secret.md', text: 'x', basis: '' });
    expect(linked.status === 200 && 'said' in linked.body).toBe(false);
    expect(await readFile(join(hotline.dataDir, 'secret.md'), 'utf8')).toBe('secret');
  });

  it('keeps a draft out of the answers until it is published', async () => {
    const before = await textOf(PATH);
    const text = before.replace('Oui, si', 'Oui, toujours si');
    const response = await fetch(`${hotline.url}/staff/api/knowledge/prepared`, {
      method: 'PUT',
      headers: {
        Cookie: lea.cookie,
        Origin: hotline.url,
        'X-CSRF-Token': csrfToken(lea.token),
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ path: PATH, text, basis: sha256(before) }),
    });
    expect(response.status).toBe(200);
    expect(await textOf(PATH)).toBe(before);
    const page = await fetch(`${hotline.url}/staff/connaissances/page?chemin=${encodeURIComponent(PATH)}`, {
      headers: { Cookie: lea.cookie },
    });
    const shown = await page.text();
    expect(shown).toContain('Oui, toujours si');
    expect(shown).toContain('Brouillon de Léa Martin');
    await publish(text, sha256(before));
    expect(await db.query('SELECT path FROM knowledge_prepared')).toEqual([]);
  });

  it('tells at « À surveiller » of a slip in a file of staff, and of what is refused, until they are mended', async () => {
    const staff = async () => {
      const page = await fetch(`${hotline.url}/staff`, { headers: { Cookie: lea.cookie } });
      return (await page.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    };
    expect(await staff()).toContain('Rien à signaler');
    await mkdir(file('programme'), { recursive: true });
    await mkdir(file('models'), { recursive: true });
    await writeFile(file('programme/referencement.yaml'), 'fields: [');
    await writeFile(file('models/lettre.md'), 'sans en-tête');
    await mkdir(file('documents'), { recursive: true });
    await writeFile(file('documents/feuille.xyz'), 'x');
    const told = await staff();
    expect(told).toMatch(
      /programme\/referencement\.yaml, ligne \d+ : .*Sa dernière version correcte reste en service/,
    );
    expect(told).toContain('models/lettre.md, ligne 1');
    expect(told).toContain('Une page ou un document des connaissances est refusé.');
    expect(told).not.toContain('Rien à signaler');
    for (const path of ['programme/referencement.yaml', 'models/lettre.md', 'documents/feuille.xyz'])
      await rm(file(path));
    expect(await staff()).toContain('Rien à signaler');
  });

  it('refuses what comes from another page, or from nobody', async () => {
    const body = JSON.stringify({ path: PATH, basis: sha256(await textOf(PATH)) });
    const headers = { 'Content-Type': 'application/json' };
    const withdraw = (more: Record<string, string>) =>
      fetch(`${hotline.url}/staff/api/knowledge/withdraw`, {
        method: 'POST',
        headers: { ...headers, ...more },
        body,
      });
    expect((await withdraw({})).status).toBe(401);
    expect((await withdraw({ Cookie: lea.cookie, Origin: 'https://ailleurs.example' })).status).toBe(403);
    expect((await withdraw({ Cookie: lea.cookie, Origin: hotline.url })).status).toBe(403);
    expect(await textOf(PATH)).toContain('Oui, si');
  });
});
