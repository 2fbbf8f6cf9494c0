import { describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { type HandoutReply, pendingAfter } from '#src/features/handouts/chat/pending.ts';
import { handoutReply } from '#src/features/handouts/chat/reply.ts';
import { SHIPPED_HANDOUTS } from '#support/knowledge/shipped-knowledge.ts';
import { featuresOn } from '#support/store/read-here.ts';
import { Talk } from '#support/world/talk/talk.ts';

const GET = 'handout.get';
const FIX = 'handout.correct';
/** A conversation in which these messages want these acts, as if that had been learnt. */
const talking = (acts: Readonly<Record<string, string>>) =>
  Talk.start((db) => featuresOn(db, { handouts: SHIPPED_HANDOUTS }), undefined, acts);
const said = async (talk: Talk, text: string) => (await talk.tell(text)).map((one) => one.text).join('\n');

describe('A document that was given', () => {
  const ASK =
    'la lettre pour un retard de paiement du département de la Somme, 2 100 € TTC, 60 jours de retard';
  const WRONG =
    'mais vous avez écrit « travaux » comme objet, alors que je vous ai précisé que c’était de l’entretien d’espaces verts. Pouvez-vous corriger la lettre, et mettre 2 300 euros comme montant ?';

  it('is made again with what is put right, which one line says, and the rest stays', async () => {
    await using talk = await talking({ [ASK]: GET, [WRONG]: FIX, 'enlevez le montant': FIX });
    await said(talk, ASK);
    const again = await said(talk, WRONG);
    expect(again).toContain(
      'J’ai refait le document : objet du marché : entretien d’espaces verts ; montant TTC de la facture : 2 300 € TTC.',
    );
    // The days of lateness still count.
    expect(again).toContain('2 300 € TTC × 8 % × 60 jours');
    expect(again).not.toContain('département de la Somme ; objet');
    const other = await said(talk, 'c’est à la ville de Lens pas au département');
    expect(other).toContain('J’ai refait le document : nom et adresse de l’acheteur : ville de Lens.');
    const without = await said(talk, 'enlevez le montant');
    expect(without).toContain('montant TTC de la facture laissé en blanc');
    expect(without).not.toContain('Quel est le montant');
    expect(without).toContain('Reste à compléter : nom et adresse de l’entreprise ; SIRET ; montant');
    expect(await talk.state()).toMatchObject({
      given: { fields: { buyer: 'ville de Lens', invoice: '' } },
    });
  });

  it('is filled by what is said next, and it is asked what to change where that is not said', async () => {
    const pray = 'vous pouvez corriger le document ?';
    await using talk = await talking({ [ASK]: GET, [pray]: FIX, 'changez la date': FIX });
    await said(talk, ASK);
    expect(await said(talk, 'SIRET 123 456 789 00012')).toContain('SIRET : 123 456 789 00012');
    const what = await said(talk, pray);
    expect(what).toContain('Que faut-il changer');
    expect(what).toContain('nom et adresse de l’acheteur : département de la Somme');
    expect(await said(talk, 'changez la date')).toContain('Que faut-il écrire pour « date » ?');
    expect(await said(talk, '3 décembre 2026')).toContain('J’ai refait le document : date : 3 décembre 2026');
  });

  it('is put right where none was given? nothing is', async () => {
    expect(
      await handoutReply(SHIPPED_HANDOUTS, 'enlevez le montant', { now: 1, isFix: true }),
    ).toBeUndefined();
  });

  it('has another closing, which the next document takes over', async () => {
    const plan = 'un rétroplanning, ça ferme le 18 décembre à 12h';
    const other = 'non c’est le 21 décembre à 16h';
    await using talk = await talking({ [plan]: GET, [other]: FIX, 'et la liste': GET });
    await said(talk, plan);
    expect(await said(talk, other)).toContain('date et heure limites : le lundi 21 décembre à 16 h');
    expect(await said(talk, 'et la liste')).toContain('le lundi 21 décembre à 16 h');
  });
});

describe('What a buyer sends', () => {
  const TWO =
    'ok et je voudrais la lettre pour demander les explications au couvreur, et aussi la lettre de rejet pour les perdants';
  const known = async () => ({ contract: { side: 'buyer' } as const });

  it('is two letters where two are named, each put right by its name', async () => {
    const own = `je suis acheteuse, ${TWO}`;
    const right = 'corrigez la lettre de rejet aux perdants, l’objet c’est la toiture de l’école';
    await using talk = await talking({ [own]: GET, [right]: FIX });
    const both = await said(talk, own);
    expect(both).toContain('offre semble anormalement basse');
    expect(both).toContain('à une entreprise non retenue');
    expect(both).not.toContain('perdants');
    const state = {
      given: { model: 'lettre-candidats-non-retenus' },
      earlier: [{ model: 'lettre-prix-anormalement-bas' }],
    };
    expect(await talk.state()).toMatchObject(state);
    expect(await said(talk, right)).toContain('objet du marché : toiture de l’école');
    expect(await talk.state()).toMatchObject(state);
  });

  it.each([
    ['la lettre de rejet', 'lettre-candidats-non-retenus'],
    ['un courrier pour que le peintre explique son prix', 'lettre-prix-anormalement-bas'],
    ['la lettre de notification', 'lettre-notification-marche'],
    ['le courrier pour l’attributaire', 'lettre-notification-marche'],
  ])('« %s »', async (text, model) => {
    const reply = await handoutReply(SHIPPED_HANDOUTS, text, { now: NOW, isWanted: true, known });
    expect(reply?.pending?.model).toBe(model);
  });

  it('is not what a company sends, by the same words', async () => {
    const company = async () => ({ contract: { side: 'company' } as const });
    for (const text of ['la lettre de rejet', 'la lettre pour avoir des explications']) {
      const reply = await handoutReply(SHIPPED_HANDOUTS, text, { now: NOW, isWanted: true, known: company });
      expect(reply?.pending?.model).toBe('lettre-motifs-rejet');
    }
  });

  it('is given in the place of the company’s, once they say that they are the buyer', async () => {
    const first = 'la lettre des motifs du rejet';
    const mine = 'non ! je suis la mairie, la lettre que MOI j’envoie';
    await using talk = await talking({ [first]: GET, [mine]: GET });
    expect(await said(talk, first)).toContain('demander les motifs');
    expect(await said(talk, mine)).toContain('à une entreprise non retenue');
  });
});

const NOW = Date.parse('2026-11-25T09:00:00Z');
const wordsOf = (reply: HandoutReply | undefined) =>
  plainText(reply?.blocks ?? []).replace(/[\u00A0\u202F]/g, ' ');

describe('What is wanted without its name', () => {
  const meant = async (text: string, about: Partial<Parameters<typeof handoutReply>[2]> = {}) =>
    (await handoutReply(SHIPPED_HANDOUTS, text, { now: NOW, isWanted: true, ...about }))?.pending?.model;

  it.each([
    ['cest vendredi 17h je vous ai dit. faites moi la liste', 'candidature'],
    ['et le calendrier ?', 'retroplanning'],
    ['le calendrier ???', 'retroplanning'],
    ['et la trame, envoyez', 'memoire-technique'],
  ])('is the one that its kind of document means: « %s »', async (text, model) => {
    expect(await meant(text)).toBe(model);
  });

  it('is the last one, again, or that of what was just spoken of', async () => {
    const given = { model: 'candidature', said: 'la liste des pièces, seul', at: NOW - 60_000 };
    expect(await meant('refaites la', { given })).toBe('candidature');
    const spokenOf = [{ documentId: 'guides/retards-et-interets' }];
    expect(await meant('ok envoyez', { known: async () => ({ spokenOf }) })).toBe('lettre-retard-paiement');
    const ofSection = [
      {
        documentId: 'guides/acheteur-juger-prevenir-payer',
        section: 'Une offre me paraît anormalement basse : puis-je l’écarter, et comment m’y prendre ?',
      },
    ];
    expect(await meant('oui, préparez-le', { known: async () => ({ spokenOf: ofSection }) })).toBe(
      'lettre-prix-anormalement-bas',
    );
  });

  it('is the clause that was just spoken of', async () => {
    const known = async () => ({ spokenOf: [{ documentId: 'clauses/insertion-heures' }] });
    const reply = await handoutReply(
      SHIPPED_HANDOUTS,
      'vous avez un modele de clause a copier dans le CCAP ?',
      { now: NOW, known },
    );
    expect(reply?.pending?.model).toBe('clauses/insertion-heures');
    const recent = ['je prépare un marché de nettoyage avec une clause d’insertion'];
    expect(await meant('la clause, vous l’avez toute faite ?', { known: async () => ({ recent }) })).toBe(
      'clauses/insertion-heures',
    );
  });

  it('is asked which, among what one sends on one’s side', async () => {
    const known = async () => ({ contract: { side: 'buyer' } as const });
    const reply = await handoutReply(SHIPPED_HANDOUTS, 'un papier officiel', {
      now: NOW,
      isWanted: true,
      known,
    });
    expect(wordsOf(reply)).toContain('non retenues');
    expect(wordsOf(reply)).not.toContain('mémoire technique');
    expect(pendingAfter(reply, undefined)?.offered).toBeDefined();
  });
});

describe('What was told', () => {
  it('is not asked again, and is said to be carried', async () => {
    const list = 'faites moi la liste';
    await using talk = await talking({ [list]: GET });
    await talk.written(
      'je réponds à un marché de nettoyage de la ville de Lille, seule, je dois fournir quoi ?',
    );
    await talk.written('ma boîte a quatre mois. et si on répondait en groupement ?');
    const given = await said(talk, list);
    expect(given).toContain('Votre cas : vous répondez seul ; votre entreprise est récente');
    expect(given).toContain('objet du marché : nettoyage ; nom de l’acheteur : ville de Lille');
    expect(given).not.toContain('Dites-moi si vous répondez en groupement');
  });

  it('is asked where it was not told', async () => {
    const list = 'faites moi la liste';
    await using talk = await talking({ [list]: GET });
    expect(await said(talk, list)).toContain(
      'Dites-moi si vous répondez en groupement, si votre entreprise est récente',
    );
  });
});
