import { describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { type HandoutReply, pendingAfter } from '#src/features/handouts/chat/pending.ts';
import { handoutReply } from '#src/features/handouts/chat/reply.ts';
import { SHIPPED_HANDOUTS, SHIPPED_MODELS } from '#support/knowledge/shipped-knowledge.ts';
import { featuresOn, learntAs, taker } from '#support/store/read-here.ts';
import { Talk } from '#support/world/talk/talk.ts';

const NOW = Date.parse('2026-11-25T09:00:00Z');
const wanted = (text: string, pending?: HandoutReply['pending']) =>
  handoutReply(SHIPPED_HANDOUTS, text, { now: NOW, pending, isWanted: true });
const buttonsOf = (reply: HandoutReply | undefined) =>
  (reply?.blocks ?? []).flatMap((block) => (block.type === 'choices' ? block.choices : []));
const wordsOf = (reply: HandoutReply | undefined) =>
  plainText(reply?.blocks ?? []).replace(/[\u00A0\u202F]/g, ' ');

describe('A document that is wanted, by what was learnt from examples', () => {
  it.each([['fo que jenvoie une lettre de reclamation a la mairie tu peux me la faire', /^La lettre/]])(
    '« %s », which names none of ours, is asked which, the nearest first',
    async (text, first) => {
      const reply = await wanted(text);
      expect(wordsOf(reply)).toContain('Lequel voulez-vous ?');
      const labels = buttonsOf(reply).map(({ label }) => label);
      expect(labels[0]).toMatch(first);
      expect(labels.slice(0, -1).sort()).toEqual(SHIPPED_MODELS.map(({ button }) => button).sort());
      for (const { button } of SHIPPED_MODELS) expect(wordsOf(reply)).toContain(button);
      expect(buttonsOf(reply).at(-1)?.value).toBe('expert');
      expect(reply?.files).toBeUndefined();
    },
  );

  it('is the one that was offered below the last answer, where it names none: « tu peux me la faire ? »', async () => {
    const late = SHIPPED_MODELS.find(({ button }) => /paiement en retard/.test(button));
    const given = await handoutReply(SHIPPED_HANDOUTS, 'tu peux me la faire la lettre ?', {
      now: NOW,
      isWanted: true,
      offered: late?.button,
    });
    expect(given?.pending?.model).toBe(late?.id);
    expect(wordsOf(given)).not.toContain('Lequel voulez-vous ?');
    const named = await handoutReply(SHIPPED_HANDOUTS, 'plutôt l’accord de groupement', {
      now: NOW,
      isWanted: true,
      offered: late?.button,
    });
    expect(named?.pending?.model).not.toBe(late?.id);
  });

  it('offers the clauses that may be meant, each button giving that clause', async () => {
    const reply = await wanted('il me faudrait une clause sur les personnes éloignées de l’emploi');
    const clauses = buttonsOf(reply).slice(0, 3);
    for (const { value } of clauses) {
      const given = await handoutReply(SHIPPED_HANDOUTS, value, { now: NOW });
      expect(given?.files).toHaveLength(1);
    }
    expect(clauses.every(({ value }) => /^une? /.test(value))).toBe(true);
  });

  it('is given at once when it is named, however it is asked for', async () => {
    const reply = await wanted('check list candidature svp');
    expect(reply?.files?.length).toBeGreaterThan(0);
    expect(reply?.pending?.model).toBe('candidature');
  });

  it.each([
    ['tu peux me pondre un truc pour relancer ma facture', 'lettre-retard-paiement'],
    ['pff. la letre pour paiement en retar stp', 'lettre-retard-paiement'],
    ['la lettre des motifs !', 'lettre-motifs-rejet'],
    ['un papier a signer entre nous pour le groupement', 'groupement'],
    ['quelque chose d’écrit pour mon mémoire', 'memoire-technique'],
  ])('is given where its words are of one of ours only: « %s »', async (text, model) => {
    expect((await wanted(text))?.pending?.model).toBe(model);
  });

  it.each([
    'un courrier pour mon sous-traitant qui ne vient plus',
    'une lettre au directeur',
    'je suis traiteur, rédigez-moi un courrier',
    'écris-moi un texte',
  ])('is asked back where its words are of any: « %s »', async (text) => {
    expect((await wanted(text))?.pending?.model).toBeUndefined();
  });

  it.each([
    'La lettre pour un paiement en retard',
    'la lettre retard de paiement',
    'cel du paiement en retar',
  ])('is given once it is said which: « %s », with what was said before', async (answer) => {
    const asked = await wanted('un papier officiel pour la mairie de Lyon, 8 000 € TTC');
    expect(wordsOf(asked)).toContain('Lequel voulez-vous ?');
    const pending = pendingAfter(asked, undefined);
    const reply = await handoutReply(SHIPPED_HANDOUTS, answer, { now: NOW, pending });
    expect(reply?.pending?.model).toBe('lettre-retard-paiement');
    expect(reply?.pending?.said).toContain('mairie de Lyon');
  });

  it('is called off, or set aside by what names none', async () => {
    const pending = pendingAfter(await wanted('un papier officiel'), undefined);
    const off = await handoutReply(SHIPPED_HANDOUTS, 'annuler', { now: NOW, pending });
    expect(off?.endsPending).toBe(true);
    for (const other of ['bonjour', 'comment demander les motifs du rejet ?', 'la première et la deuxième'])
      expect(await handoutReply(SHIPPED_HANDOUTS, other, { now: NOW, pending })).toBeUndefined();
  });

  it('is made again in another format', async () => {
    const given = await wanted('un rétroplanning, ça ferme le 18 décembre à 12h');
    const again = await wanted('le même document mais en pdf', given?.pending);
    expect(again?.files?.map(({ name }) => name.split('.').at(-1))).toEqual(['pdf']);
  });
});

describe('In a conversation', () => {
  const parts = { handouts: SHIPPED_HANDOUTS };
  const TEXT = 'la lettre de la mairie dit que mon offre est rejetée, que dois-je faire ?';

  it('only what was learnt decides, not a word for a document', async () => {
    expect(await taker({ type: 'text', text: TEXT }, { parts })).toMatchObject({ ground: 'answer' });
    const learnt = learntAs('handout.get', 0.82);
    expect(await taker({ type: 'text', text: TEXT }, { parts, learnt })).toMatchObject({
      feature: 'handouts',
      ground: 'meant',
      probability: 0.82,
      turn: { text: TEXT, isWanted: true },
    });
    const asQuestion = learntAs('question', 0.99);
    expect(await taker({ type: 'text', text: TEXT }, { parts, learnt: asQuestion })).toMatchObject({
      ground: 'answer',
    });
  });

  it('asks which, and takes the answer, by its rank or its button', async () => {
    for (const answer of ['la première', 'La lettre pour un paiement en retard']) {
      const asked = 'pondez-moi un papier officiel';
      await using talk = await Talk.start((db) => featuresOn(db, parts), undefined, {
        [asked]: 'handout.get',
      });
      const [reply] = await talk.tell(asked);
      const first = SHIPPED_MODELS.find(({ button }) => button === reply?.buttons[0]?.label);
      expect(await talk.asked()).toBe('handouts');
      expect(await talk.state()).toMatchObject({ handout: { said: asked } });
      await talk.tell(answer);
      const model = answer === 'la première' ? first?.id : 'lettre-retard-paiement';
      expect(await talk.state()).toMatchObject({ handout: { model } });
    }
  });
});
