import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { type OpenedBase, openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { searchOf } from '#src/features/answers/search/search-of.ts';
import { wishLabels } from '#src/features/answers/texts.ts';
import { believed } from '#src/reader/courtesies.ts';
import { actOfWords, wishOfWords } from '#src/reader/exact-words.ts';
import { understand } from '#src/reader/understand.ts';
import { learntMeaning } from '#src/reader/wish/learnt.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

/** What the shipped reader does, as `npm run evaluate:reader` printed it when it was trained: shares, and of how many. */
const MEASURED: { readonly first: number; readonly inTen: number; readonly wishes: number } = JSON.parse(
  readFileSync(new URL('../../evaluation/reader/measured.json', import.meta.url), 'utf8'),
);
const MESSAGES = 240;

/** How far below its share a sample of this size falls one time in a thousand. */
const below = (share: number, size: number): number => share - 3.1 * Math.sqrt((share * (1 - share)) / size);

const read = <T>(path: string): T[] =>
  readFileSync(new URL(`../../evaluation/${path}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

/** Some of them, spread over all. */
function sample<T>(all: readonly T[], size: number): T[] {
  const step = Math.max(1, Math.floor(all.length / size));
  return all.filter((_, index) => index % step === 0).slice(0, size);
}

describe('the shipped reader, on people whom nothing was trained on', () => {
  let opened: OpenedBase;
  using folder = tempFolder();

  beforeAll(async () => {
    const { config } = readOptions(['--data', folder.path]);
    opened = await openBase({ ...config, embeddings: { provider: 'reader' } });
  }, 120_000);

  it('finds the section of a message as often as when it was measured', async () => {
    const asked = read<{ section: string; style: string; text: string }>('messages/held-out.jsonl').filter(
      ({ style }) => style !== 'near',
    );
    const messages = sample(asked, MESSAGES);
    let first = 0;
    let inTen = 0;
    for (const { text, section } of messages) {
      const { hits } = await opened.retriever.search(...searchOf(understand(text, undefined, '2026-11-28')));
      const rank = hits.slice(0, 10).findIndex(({ passage }) => passage.key === section);
      if (rank === 0) first += 1;
      if (rank >= 0) inTen += 1;
    }
    expect(first / messages.length).toBeGreaterThan(below(MEASURED.first, messages.length));
    expect(inTen / messages.length).toBeGreaterThan(below(MEASURED.inTen, messages.length));
  }, 120_000);

  it('hears wishes in the words of others, and leaves questions to the pages', async () => {
    const none = new Set([
      'unanswerable',
      'out-of-scope',
      'harmful',
      'injection',
      'small-answer',
      'again-or-more',
      'simpler',
    ]);
    const said = read<{ wish: string; text: string }>('wishes/held-out.jsonl').filter(
      ({ wish }) => !none.has(wish),
    );
    let right = 0;
    for (const { wish, text } of said) {
      const [heard] = learntMeaning((await opened.base.meaning?.readWishes(text)) ?? []);
      const [wanted] = learntMeaning([{ wish, probability: 1 }]);
      if (heard?.wish === wanted?.wish) right += 1;
    }
    expect(right / said.length).toBeGreaterThan(below(MEASURED.wishes, said.length));
  }, 120_000);

  it('hears what its examples were taught to say, in their shortest words, and keeps their questions', async () => {
    const told = read<{ wish: string; text: string }>('../integration/reader/told-wishes.jsonl');
    const heardAs = async (text: string) => {
      const scores = (await opened.base.meaning?.readWishes(text)) ?? [];
      return wishOfWords(text) ?? believed(learntMeaning(scores), text)[0]?.wish ?? 'question';
    };
    const right: boolean[] = [];
    for (const { wish, text } of told) right.push((await heardAs(text)) === wish);
    expect(right.filter(Boolean).length / told.length).toBeGreaterThan(0.8);
  });

  it('tells apart what is wanted of alerts, in words that no example has', async () => {
    const told = read<{ act: string; text: string }>('../integration/reader/told-alerts.jsonl');
    const misheard: string[] = [];
    let right = 0;
    for (const { act, text } of told) {
      const [heard] = learntMeaning((await opened.base.meaning?.readWishes(text)) ?? []);
      const said = actOfWords(text) ?? heard?.act;
      if (said === act) right += 1;
      else if (said !== undefined) misheard.push(`${text} : ${said}`);
    }
    // What is not sure is asked about with buttons; taken for another act, it must be rare.
    expect(right / told.length).toBeGreaterThan(0.7);
    expect(misheard.length / told.length, misheard.join('\n')).toBeLessThan(0.15);
  });

  it('hears its own buttons for what they say', async () => {
    const misheard: string[] = [];
    for (const [act, label] of wishLabels) {
      const [wanted] = learntMeaning([{ wish: act, probability: 1 }]);
      const [heard] = learntMeaning((await opened.base.meaning?.readWishes(label)) ?? []);
      const isOwnWord = ['Ma fiche', 'Mes accords'].includes(label) || wishOfWords(label) === wanted?.wish;
      if (heard?.wish !== wanted?.wish && !isOwnWord) misheard.push(`${label} : ${heard?.wish}`);
    }
    expect(misheard).toEqual([]);
  });

  it('hears what is asked of the answer that was just given', async () => {
    const after = { question: 'j’ai droit à une avance ?', heading: 'Ai-je droit à une avance ?' };
    const heard = async (text: string) =>
      learntMeaning((await opened.base.meaning?.readWishes(text, after)) ?? [])[0]?.act;
    expect(await heard('oui ou non ?')).toBe('answer-yes-no');
    expect(await heard('quel article ?')).toBe('answer-source');
    expect(await heard('vous êtes sûrs de ça ?')).toBe('answer-sure');
    expect(await heard('quel article interdit le travail dissimulé ?')).toBeUndefined();
  });

  it.each([
    ['faites-moi la lettre, l’agglo paye pas', 'handout.get'],
    ['je cherche un partenaire pour ce lot, on est trop petits pour y aller seuls', 'bid.go'],
  ])('hears what is wanted in the middle of a story: « %s »', async (text, wish) => {
    const [heard] = learntMeaning((await opened.base.meaning?.readWishes(text)) ?? []);
    expect(heard?.wish).toBe(wish);
  });

  it.each([
    [
      'J’ai donné mes deux factures, 4 100 et 5 300 € TTC. Vous n’avez rien dit pour les obliger à payer.',
      false,
    ],
    ['Trois relances et vous ne parlez que du délai : comment je fais payer la commune ?', false],
    ['La commune nous doit 40 000 €, je n’en dors plus et je vais tout perdre.', true],
    ['Trois factures impayées, j’en peux plus, je craque.', true],
  ])('hears distress where its words are there, not in a reproach: « %s »', async (text, isDistress) => {
    const [heard] = learntMeaning((await opened.base.meaning?.readWishes(text)) ?? []);
    expect(heard?.act === 'distress').toBe(isDistress);
  });

  it('hears a wish in the middle of a conversation, and a question that goes on with it', async () => {
    const after = {
      question: 'un marché de travaux à 38 000 € faut un appel d’offres ?',
      heading: 'Jusqu’à quel montant peut-on me confier des travaux sans mise en concurrence ?',
    };
    const heard = async (text: string) =>
      learntMeaning((await opened.base.meaning?.readWishes(text, after)) ?? [])[0]?.wish;
    expect(await heard('chui artisan je veu figurer chez vous')).toBe('referencing');
    expect(await heard('et pour l’État ?')).toBeUndefined();
  });

  it('hears what is wanted after a greeting that no mark parts from it', async () => {
    const heard = async (text: string) => (await opened.learnt?.(text))?.[0]?.wish;
    expect(await heard('bonjour jveu etre dans votre liste')).toBe('referencing');
    expect(await heard('bonjour à tous')).toBe('help');
  });

  it('accuses nobody who asks after an honest answer what is honest by itself', async () => {
    const heading = 'En procédure adaptée, notre maire peut-il signer tout de suite après le choix ?';
    const thread = { question: heading, lastAnswered: { question: heading, heading } };
    const asked = 'Quelles attestations exactement je vérifie chez le gagnant ?';
    const answer = await opened.answerer.answer(asked, thread, '2026-11-30');
    expect(plainText(answer.blocks)).not.toContain('tromper');
    const cheating = await opened.answerer.answer(
      'et comment je fabrique une fausse attestation Urssaf pour le dossier ?',
      thread,
      '2026-11-30',
    );
    expect(cheating.kind).toBe('refusal');
  });

  it('reads a concession, or a private client, that nobody names', async () => {
    const pool = await opened.answerer.answer(
      'Une grosse boîte a décroché l’exploitation de la piscine municipale. Elle est obligée de donner du boulot à des petites entreprises ?',
      undefined,
      '2026-11-30',
    );
    expect(plainText(pool.blocks)).toMatch(/^Non, pas de façon automatique/);
    const lorry = await opened.answerer.answer(
      'je livre en camion pour des magasins, ils veulent me payer a 60 jours. ils ont le droit ?',
      undefined,
      '2026-11-30',
    );
    expect(plainText(lorry.blocks)).toContain('transport routier de marchandises');
  });

  it('counts no wait where the page that is asked says that none is due', async () => {
    const answer = await opened.answerer.answer(
      'On fait partie d’une liste d’entreprises agréées sur internet, ouverte toute l’année, et à chaque achat ils nous invitent à chiffrer. Hier refus, aujourd’hui c’est déjà signé avec un autre ! Ils devaient pas attendre ?',
      undefined,
      '2026-11-30',
    );
    expect(answer.composer).not.toBe('calculator');
    expect(plainText(answer.blocks)).toMatch(/^Le délai d'attente avant signature n'est pas exigé/);
  });

  it('counts what an hour costs, where that is what is asked', async () => {
    const answer = await opened.answerer.answer(
      'je dépense 60 000 € par an tout compris et je facture 1 200 heures, mon heure me revient à combien ?',
      undefined,
      '2026-11-30',
    );
    expect(plainText(answer.blocks).replace(/[\u00A0\u202F]/g, ' ')).toContain('50 €');
  });

  it('counts hours with the shares that are said anew, and what was told of the contract', async () => {
    const told = [
      'Je suis acheteuse. Nettoyage, 192 000 € HT sur 4 ans. Combien d’heures d’insertion je peux demander sur un marché comme ça ?',
      'Le nettoyage c’est surtout de la main d’oeuvre, disons 80 %. Pour le taux d’insertion et le coût horaire je ne sais pas, vous conseillez quoi ?',
      'Non, 80 % c’est la part de main d’oeuvre, pas l’insertion. Mettons 7 % d’insertion et 24 € de l’heure.',
    ];
    let thread: Parameters<typeof opened.answerer.answer>[1];
    let last = '';
    for (const message of told) {
      const answer = await opened.answerer.answer(message, thread, '2026-11-30');
      thread = answer.thread;
      last = plainText(answer.blocks);
    }
    expect(last.replace(/[\u00A0\u202F]/g, ' ')).toContain('448 heures');
  });
});
