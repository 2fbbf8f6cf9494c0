import { describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import type { HandoutReply } from '#src/features/handouts/chat/pending.ts';
import { handoutReply } from '#src/features/handouts/chat/reply.ts';
import { purchaseTold } from '#src/features/handouts/rules/purchase.ts';
import { saidWith } from '#src/features/handouts/rules/said-anew.ts';
import { SHIPPED_HANDOUTS } from '#support/knowledge/shipped-knowledge.ts';

const NOW = Date.parse('2026-11-25T09:00:00Z');
const wordsOf = (reply: HandoutReply | undefined) =>
  plainText(reply?.blocks ?? []).replace(/[\u00A0\u202F]/g, ' ');
const ask = (text: string, about: Partial<Parameters<typeof handoutReply>[2]> = {}) =>
  handoutReply(SHIPPED_HANDOUTS, text, { now: NOW, ...about });

describe('What was told before', () => {
  it('fills a document of one lot with what is told of that one; of several, it is asked which', async () => {
    const told = [
      'Diallo c’est pour le lot 1 avec nous, en groupement.',
      'le lot 2 est réservé officiellement',
    ];
    const known = async () => ({ purchase: purchaseTold(told.toReversed()), self: told.join('\n') });
    const first = await ask('Une trame de mémoire technique pour le lot 2', { known, isWanted: true });
    expect(wordsOf(first)).toContain('lot : 2');
    expect(wordsOf(first)).not.toContain('en groupement');
    const blank = await ask('Une trame de mémoire technique, le lot 1 ou le lot 2', {
      known,
      isWanted: true,
    });
    expect(wordsOf(blank)).not.toContain('J’ai rempli : lot');
    expect(wordsOf(blank)).not.toContain('en groupement');

    const given = { model: 'memoire-technique', said: 'la trame de mémoire, en groupement', at: NOW };
    const fixed = 'non vous avez mélangé, le lot 2 c’est nous toutes seules, le groupement c’est le lot 1';
    const asked = await ask(fixed, { given, isFix: true });
    expect(wordsOf(asked)).toContain('pour quel lot');
    const { pending } = asked ?? {};
    const again = wordsOf(await ask('lot 2', { pending }));
    expect(again).toContain('lot : 2');
    expect(again).toContain('vous répondez sans groupement');
    expect(wordsOf(await ask('lot 1', { pending }))).toContain('vous répondez en groupement');
    const ofTwo = { ...given, said: 'la trame de mémoire pour le lot 2, en groupement' };
    expect(wordsOf(await ask(fixed, { given: ofTwo, isFix: true }))).toContain(
      'J’ai refait le document : lot 2 ; vous répondez sans groupement',
    );
  });

  it('fills a clause: the sum, the duration, the object and the buyer', async () => {
    const purchase = purchaseTold([
      'Je suis acheteuse d’un syndicat intercommunal. Je prépare un marché de nettoyage de locaux estimé à 190 000 € HT.',
    ]);
    const contract = { worth: { value: 190_000, tax: 'HT' }, duration: { value: 3, unit: 'ans' } } as const;
    const known = async () => ({ purchase, contract });
    const said = wordsOf(
      await ask('une clause d’insertion pour ce marché de nettoyage', { known, isWanted: true }),
    );
    expect(said).toContain('nettoyage de locaux');
    expect(said).toContain('190 000 € HT');
    expect(said).toContain('Durée : 3 ans');
    expect(said).toContain('Acheteur : syndicat intercommunal');
    expect(said).not.toContain('[à compléter : montant HT]');
  });

  it('gives what was just offered in words, to who wants it without its name', async () => {
    const known = async () => ({ offers: ['une clause pour réserver un lot à un ESAT'] });
    for (const text of ['D’accord, préparez-la moi en Word', 'ok envoyez-moi le document'])
      expect(wordsOf(await ask(text, { known, isWanted: true }))).toContain(
        'Lot réservé aux entreprises adaptées et ESAT',
      );
    const named = await ask('la lettre pour demander les motifs du rejet', { known, isWanted: true });
    expect(wordsOf(named)).not.toContain('ESAT');
  });

  it('takes the last word of a sum that was corrected, and no mayor for what is bought', async () => {
    const said = [
      'la mairie me doit 18 000 euros de facture, 25 jours de retard',
      'c’est pas 18 000 c’est 18 450 TTC',
    ];
    const known = async () => ({ invoice: said.reduce((before, now) => saidWith(before, now)) });
    const text = 'faites-moi la lettre pour le maire pour les 18 450 euros avec les intérêts de retard';
    const words = wordsOf(await ask(text, { known, isWanted: true }));
    expect(words).toContain('18 450 €');
    expect(words).not.toContain('18 000');
    expect(words).not.toContain('objet du marché : maire');
  });

  it('fills the letter on a late payment, which is the one that is meant', async () => {
    const known = async () => ({ invoice: 'combien pour 5000e 20 jour de retar' });
    const reply = await ask('fait moi une letre toute prete pour reclamé', { known, isWanted: true });
    expect(reply?.pending?.model).toBe('lettre-retard-paiement');
    expect(reply?.files).toHaveLength(1);
    expect(wordsOf(reply)).toContain('5 000 €');
    const asked = await ask('ya tjs mes 5000e et 20j ? tu les a mi dedan', {
      known,
      pending: reply?.pending,
    });
    expect(wordsOf(asked)).toContain('Oui, c’est dans le document');
    expect(wordsOf(asked)).toContain('20 jours');
  });

  it('is given to the letter that asks for it, whatever its mark', async () => {
    const letter = await ask('une lettre pour un retard de paiement');
    expect(wordsOf(letter)).toContain('montant TTC');
    const filled = await ask('5000e et 20j ? tu les mets dedans', { pending: letter?.pending });
    expect(filled?.files).toHaveLength(1);
    expect(wordsOf(filled)).toContain('5 000 €');
  });
});

describe('The checklist, for another case', () => {
  const given = { model: 'candidature', said: 'la liste des pièces pour ma candidature', at: NOW - 60_000 };

  it('is made again for who answers alone with a young company', async () => {
    const reply = await ask(
      'bon refais ta liste, en fait on est tout seuls pas de groupement, la boîte a trois mois, c’est la mairie de Lens et le marché fait 35 000 balles',
      { given, isWanted: true },
    );
    expect(reply?.pending?.model).toBe('candidature');
    expect(wordsOf(reply)).toContain('votre entreprise est récente');
    expect(wordsOf(reply)).not.toContain('vous répondez en groupement ;');
    expect(wordsOf(reply)).toContain('mairie de Lens');
  });

  it('is made again where a question tells the change', async () => {
    const reply = await ask('ah non en fait on y va à deux, c’est un groupement, ça change la liste ?', {
      given,
    });
    expect(reply?.pending?.model).toBe('candidature');
    expect(wordsOf(reply)).toContain('vous répondez en groupement');
  });

  it('is not made again for a question that changes nothing of it', async () => {
    expect(await ask('la liste, je la dépose où ?', { given })).toBeUndefined();
  });
});

describe('The list of pieces', () => {
  const list = async (known: Awaited<ReturnType<NonNullable<Parameters<typeof handoutReply>[2]['known']>>>) =>
    wordsOf(await ask('la liste des pièces de ma candidature', { known: async () => known, isWanted: true }));

  it('asks what was not told, and only that', async () => {
    const nothing = await list({});
    expect(nothing).toContain('Dites-moi si vous répondez en groupement, si votre entreprise est récente');
    expect(nothing).toMatch(/Reste à compléter : .*nom de l’acheteur.*montant estimé/);
    const said = await list({
      self: 'on est une boîte de 2014\non répond tout seul',
      contract: { worth: { value: 80_000, tax: 'HT' } },
      purchase: { object: 'espaces verts' },
    });
    expect(said).toMatch(/Reste à compléter : .*nom de l’acheteur/);
    expect(said).not.toMatch(/Reste à compléter : .*(?:montant|objet du marché)/);
    expect(said).not.toContain('Dites-moi si');
  });

  it('knows a young company by its year, and an old one', async () => {
    expect(await list({ self: 'ma boîte a été créée en 2026' })).toContain('votre entreprise est récente');
    expect(await list({ self: 'une entreprise créée en 2014' })).not.toContain(
      'votre entreprise est récente',
    );
  });
});
