import mammoth from 'mammoth';
import ical from 'node-ical';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#src/config/config.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import { type KnowledgeFolder, knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { clauseText, modelText } from '#support/knowledge/shipped-knowledge.ts';
import { SlackPeer } from '#support/world/channels/slack-peer.ts';
import { TeamsPeer } from '#support/world/channels/teams-peer.ts';
import { TelegramPeer } from '#support/world/channels/telegram-peer.ts';
import { WebClient } from '#support/world/people/web-client.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

const PLAN = 'fais-moi un rétroplanning';
const CLAUSE = 'une clause d’insertion pour un marché de nettoyage à 300 k€';
const LETTER = 'un modèle de lettre pour demander les motifs du rejet';
/** Always to come. */
const CLOSING = `le 18 décembre ${new Date().getFullYear() + 1} à 12h`;

const wordsOf = async (bytes: Uint8Array): Promise<string> =>
  (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value.replace(/\u00A0/g, ' ');
const isCalendar = (bytes: Uint8Array): boolean =>
  Object.values(ical.sync.parseICS(Buffer.from(bytes).toString('utf8'))).some(
    (one) => one?.type === 'VEVENT' && one.start.toISOString().endsWith('-12-18T11:00:00.000Z'),
  );

/** A page that asks when the tender closes, and promises what is made of it. */
const SOON = `---
title: Répondre vite
kind: guide
audience: company
regime: ordinary
territories: []
reviewed_on: 2026-11-24
review_by: 2027-06-30
owner: Équipe
sources:
  - label: Code de la commande publique
    article: R2151-5
    url: https://www.legifrance.gouv.fr/codes
---

## Par quoi commencer quand la consultation ferme bientôt ?

Téléchargez le dossier de la consultation et lisez son règlement.

Donnez-moi la date et l'heure limites : je prépare votre liste de pièces et votre calendrier.

Références : R2151-5
`;

describe('On the site, a person', () => {
  let folder: KnowledgeFolder;
  let hotline: Hotline;
  let page: WebClient;

  /** Says something. @returns the hotline's next message: its words, buttons and files */
  const say = async (text: string) => {
    const answers = () => page.events.filter(({ data }) => data.author === 'bot');
    const before = answers().length;
    await page.send(text);
    await page.until(() => answers().length > before);
    const blocks = answers().at(-1)?.data.blocks ?? [];
    const words = JSON.stringify(blocks).replace(/\u00A0/g, ' ');
    const files = await Promise.all(
      blocks
        .filter(({ type }) => type === 'file')
        .map(async ({ name = '', url = '' }) => {
          const response = await fetch(new URL(url, hotline.url));
          return { name, bytes: new Uint8Array(await response.arrayBuffer()) };
        }),
    );
    return { words, files };
  };

  beforeAll(async () => {
    folder = await knowledgeFolder({
      // The register of this folder is small: what the clause quotes of ours is said in words.
      'clauses/insertion-heures.md': clauseText('insertion-heures').replace(
        /\{\{[^{}]+\}\}/g,
        'la durée prévue',
      ),
      'guides/repondre-vite.md': SOON,
      'models/candidature.md': modelText('candidature'),
      'models/lettre-motifs-rejet.md': modelText('lettre-motifs-rejet'),
      'models/retroplanning.md': modelText('retroplanning').replace(
        'Lire le dossier et décider',
        'Lire à deux',
      ),
    });
    const config = readConfig({
      ...WITHOUT_READER,
      PORT: '0',
      HOTLINE_DATA_DIR: folder.dataDir,
      HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir,
      HOTLINE_WATCH: 'off',
      HOTLINE_WORKERS: '1',
      LOG_LEVEL: 'silent',
    });
    hotline = await createHotline(config);
    page = await WebClient.open(hotline.url);
  });
  afterAll(async () => {
    page?.[Symbol.dispose]();
    await hotline?.[Symbol.asyncDispose]();
    await folder?.[Symbol.asyncDispose]();
  });

  it('gets no document that it calls off', async () => {
    await say(PLAN);
    expect((await say('annuler')).words).toContain('je ne prépare pas ce document');
    expect((await say(CLOSING)).files).toEqual([]);
  });

  it('is asked for the date alone, answered in the middle, and takes a plan away', async () => {
    const asked = await say(PLAN);
    expect(asked.words).toContain('Quand ferme la consultation ?');
    expect(asked.files).toEqual([]);
    const answered = await say('Ai-je droit à une avance ?');
    expect(answered.words).toContain('50 000 € HT');
    const { words, files } = await say(CLOSING);
    // As staff changed it in the folder.
    expect(words).toContain('Lire à deux');
    expect(files.map(({ name }) => name)).toEqual(['retroplanning.pdf', 'retroplanning.ics']);
    expect(Buffer.from(files[0]?.bytes ?? []).toString('latin1', 0, 5)).toBe('%PDF-');
    expect(isCalendar(files[1]?.bytes ?? new Uint8Array())).toBe(true);
  });

  it('who is asked when it closes is given its list and its plan for the date, or a way to them beside another answer', async () => {
    const asked = 'Par quoi commencer quand la consultation ferme bientôt ?';
    expect((await say(asked)).words).toContain('Donnez-moi la date');
    const beside = await say(`c’est ${CLOSING}. Ai-je droit à une avance ?`);
    expect(beside.words).toContain('C’est noté : date limite le');
    expect(beside.words).toContain('50 000 € HT');
    expect(beside.words).toContain('Ma liste de pièces et mon rétroplanning');
    expect(beside.files).toEqual([]);
    const { files } = await say(CLOSING);
    expect(files.map(({ name }) => name)).toEqual([
      'pieces-de-ma-candidature.docx',
      'pieces-de-ma-candidature.pdf',
      'retroplanning.pdf',
      'retroplanning.ics',
    ]);
    expect(isCalendar(files[3]?.bytes ?? new Uint8Array())).toBe(true);
  });

  it('gets a clause filled, then filled further with what it was asked', async () => {
    const first = await say(CLAUSE);
    expect(first.words).toContain('Objet du marché : nettoyage');
    expect(first.words).toContain('[à compléter : part de main-d’œuvre, en %]');
    const second = await say('60 % de main-d’œuvre, 5 % d’insertion, 35 € de l’heure');
    expect(second.words).toContain('257 heures');
    const [file] = second.files;
    expect(file?.name).toBe('clause-insertion-heures.docx');
    expect(await wordsOf(file?.bytes ?? new Uint8Array())).toContain('au moins 257 heures de travail');
  });

  it('keeps a detail that completes an ordinary question for that question', async () => {
    await say(LETTER);
    await say('Ai-je droit à une avance ?');
    const { words, files } = await say('et pour un marché de 80 000 € ?');
    expect(files).toEqual([]);
    expect(words).toContain('avance');
  });

  it('finds its files again when it comes back', async () => {
    const { files } = await say(LETTER);
    expect(await wordsOf(files[0]?.bytes ?? new Uint8Array())).toContain('R2181-2');
    const kept = (await page.history()).at(-1)?.blocks?.find(({ type }) => type === 'file');
    expect(kept?.name).toBe('lettre-motifs-du-rejet.docx');
    expect((await fetch(new URL(kept?.url ?? '', hotline.url))).ok).toBe(true);
  });

  it('is not asked for the closing that it told before, and may give another one, for its case too', async () => {
    await say('je veux parler à un humain');
    await say(`ça ferme ${CLOSING}`);
    const { words, files } = await say(PLAN);
    expect(words).toContain('J’ai repris la date limite que vous m’avez donnée');
    expect(isCalendar(files[1]?.bytes ?? new Uint8Array())).toBe(true);
    const other = CLOSING.replace('18', '21');
    await page.send(`en fait ça ferme ${other}`);
    const said = () => JSON.stringify(page.events.slice(-2)).replace(/\u00A0/g, ' ');
    await page.until(() => said().includes('Date limite notée') && said().includes('21 décembre'));
    expect(said()).toContain('Voici votre rétroplanning');
    expect(said()).not.toContain('J’ai repris');
    expect((await say(PLAN)).words).toContain(`${other.replace('12h', '12 h').replace('le ', '')}`);
  });
});

describe('On a messaging platform, the file comes', () => {
  it('by Slack’s own upload', async () => {
    await using peer = await SlackPeer.open('http', { rateFactor: 50 });
    const { slack } = peer;
    const anne = peer.person('anne');
    await peer.say('anne', LETTER).acknowledged;
    const posts = await slack.untilAnswers(anne.dm, 2);
    expect(posts.flatMap(({ files = [] }) => files.map(({ name }) => name))).toEqual([
      'lettre-motifs-du-rejet.docx',
    ]);
    const file = [...slack.store.files.values()].find(({ sharedIn }) => sharedIn === anne.dm);
    expect(await wordsOf(file?.bytes ?? new Uint8Array())).toContain('R2181-2');
  });

  it('as Telegram documents, the calendar among them', async () => {
    await using peer = await TelegramPeer.open('polling', { rateFactor: 50 });
    await peer.say('anne', `${PLAN}, ça ferme ${CLOSING}`).acknowledged;
    const shown = await peer.fake.until(() => {
      const all = peer.shown('anne');
      return all.filter(({ file }) => file).length === 2 && all;
    });
    const files = shown.flatMap(({ file }) => file ?? []);
    expect(files.map(({ name }) => name)).toEqual(['retroplanning.pdf', 'retroplanning.ics']);
    expect(isCalendar(files[1]?.bytes ?? new Uint8Array())).toBe(true);
  });

  it('as a signed link in Teams', async () => {
    await using peer = await TeamsPeer.open({ rateFactor: 50 });
    await peer.say('anne', LETTER).acknowledged;
    await peer.untilReceived('anne', 1);
    const links = peer.shown('anne').flatMap((one) => peer.people.buttonsOf(one));
    const link = links.find(({ title }) => title.includes('lettre-motifs-du-rejet.docx'));
    const response = await fetch(String(link?.action.url));
    expect(await wordsOf(new Uint8Array(await response.arrayBuffer()))).toContain('R2181-2');
  });
});
