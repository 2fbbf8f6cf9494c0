import { describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { answerCheck } from '#src/features/answers/verify/answer-check.ts';
import { correctsDocument, handoutReply } from '#src/features/handouts/chat/reply.ts';
import { hoursTold, invoiceTold, toldBefore } from '#src/features/handouts/chat/told-before.ts';
import { SHIPPED_BASE } from '#support/knowledge/shipped-knowledge.ts';
import { Talk } from '#support/world/talk/talk.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const parts = { models: async () => [], base: () => SHIPPED_BASE, check: answerCheck };
const plain = (reply: Awaited<ReturnType<typeof handoutReply>>) =>
  plainText(reply?.blocks ?? []).replace(/[\u00A0\u202F]/g, ' ');

const TOLD = [
  'Je suis responsable achats d’une communauté de communes. Je prépare un marché d’entretien d’espaces verts sur quatre ans.',
  'Main-d’œuvre : 70 %. Pour le coût horaire je retiens 24 €.',
  'Calcul des heures d’insertion : 110 000 € HT, 70 % de main-d’œuvre, 8 % d’insertion, 26 € de l’heure.',
];
const ASKED =
  'Rédigez-moi la clause d’insertion prête à coller dans le CCAP, avec les 237 heures, les quatre ans, entretien d’espaces verts, tout ce que je vous ai dit.';
const CORRECTED =
  'Le CCAP n’est pas un lieu. Lieu : la Creuse. Objet : entretien des parcs. Main-d’œuvre 75 %, 28 €. Corrigez la clause.';

describe('A clause asked for after a talk', () => {
  it('is filled with what was told before, and a paper is no place', async () => {
    await using talk = await Talk.start(undefined, NOW);
    for (const text of TOLD) await talk.written(text);
    const now = NOW + 60_000;
    const known = async () => ({
      purchase: await toldBefore(talk.db, talk.id, now),
      hours: await hoursTold(talk.db, talk.id, now),
    });
    const reply = await handoutReply(parts, ASKED, { now, known });
    const text = plain(reply);
    expect(text).toContain('Objet du marché : entretien d’espaces verts');
    expect(text).toContain('Acheteur : communauté de communes');
    expect(text).toContain('Montant estimé : 110 000 € HT');
    expect(text).toContain('Durée : 4 ans');
    expect(text).toContain('Lieu d’exécution : [à compléter');
    expect(text).toMatch(/au moins 237 heures/);
    expect(text).not.toContain('Pouvez-vous me donner');

    // What is put right is, and the rest stays.
    const given = reply?.pending;
    if (!given?.model) throw new Error('nothing was given');
    const { model, said, at } = given;
    const again = plain(await handoutReply(parts, CORRECTED, { now, known, given: { model, said, at } }));
    expect(again).toContain('Lieu d’exécution : la Creuse');
    expect(again).toContain('Objet du marché : entretien des parcs');
    expect(again).toContain('Montant estimé : 110 000 € HT');
    expect(again).toContain('Durée : 4 ans');
    // 110 000 × 75 % × 8 % ÷ 28
    expect(again).toMatch(/au moins 236 heures/);
  });

  it('has the hours that are said, where they are not computed', async () => {
    const said = 'une clause d’insertion de 300 heures pour un marché de nettoyage';
    expect(plain(await handoutReply(parts, said, { now: NOW }))).toContain('au moins 300 heures');
  });

  it.each([
    'corrigez la clause, l’acheteur est la ville de Lyon',
    'Lieu : Guéret',
    'refais-moi la lettre avec 30 jours',
    'Objet : nettoyage ; acheteur : ville de Lyon',
  ])('is put right by « %s »', (text) => {
    expect(correctsDocument(text)).toBe(true);
  });

  it.each([
    'quel lieu de livraison pour la clause ?',
    'merci pour la clause',
    'comment corriger une offre ?',
  ])('is not by « %s »', (text) => {
    expect(correctsDocument(text)).toBe(false);
  });
});

describe('What was told of an invoice that is paid late', () => {
  it('is no penalty that the contract takes for each day', async () => {
    await using talk = await Talk.start(undefined, NOW);
    await talk.written('c’est marqué 200 euros par jour calendaire de retard, 21 jours ça fait combien ?');
    expect(await invoiceTold(talk.db, talk.id, NOW + 60_000)).toBeUndefined();
    await talk.written('ma facture de 4 000 € TTC a 21 jours de retard');
    expect(await invoiceTold(talk.db, talk.id, NOW + 60_000)).toContain('4 000 €');
  });
});
