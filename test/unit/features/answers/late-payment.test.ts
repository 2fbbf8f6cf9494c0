import { describe, expect, it } from 'vitest';
import { LATE_INTEREST } from '#src/calculators/payment/late-interest-reading.ts';
import { countedInvoice } from '#src/features/answers/counted-invoice.ts';
import { paymentDelayAsked } from '#src/features/answers/payment-delay-asked.ts';
import { EMPTY_GLOSSARY } from '#src/knowledge/model/glossary.ts';
import type { ThreadContext } from '#src/reader/understand.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { REGISTER } from '#support/knowledge/ask-computation.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const today = '2026-11-24';
const base = makeKnowledgeBase(
  {
    passages: passagesFrom(
      '## Que se passe-t-il si l’acheteur paie en retard ?\n\nIl vous doit des intérêts.',
    ),
    figures: [...REGISTER.values()],
    glossary: EMPTY_GLOSSARY,
  },
  { generation: 'test', createdAt: 0, meaning: undefined },
);
const isCounted = (text: string, thread?: ThreadContext): boolean =>
  countedInvoice(text, { thread, base, today }) !== undefined;

describe('An invoice that one message tells whole', () => {
  it.each([
    'La commune me doit 18 400 € TTC, facture d’il y a 52 jours. J’ai droit à quoi ?',
    'Ce département me doit 18 400 € TTC, facture d’il y a 52 jours. Que puis-je réclamer ?',
    'La mairie de Lens n’a toujours pas payé ma facture d’il y a 52 jours, 18 400 € TTC, je peux réclamer combien ?',
  ])('is counted where a public buyer owes it: « %s »', (text) => {
    expect(isCounted(text)).toBe(true);
  });

  it('is counted where the buyer was told before', () => {
    const thread = { question: 'la commune paie en retard', told: { buyer: 'local' } } as const;
    expect(
      isCounted('Elle me doit 18 400 € TTC, facture d’il y a 52 jours. J’ai droit à quoi ?', thread),
    ).toBe(true);
    expect(
      isCounted('Bouygues me doit 18 400 € TTC, facture d’il y a 52 jours. J’ai droit à quoi ?', thread),
    ).toBe(false);
  });

  it.each([
    'Un particulier me doit 18 400 € TTC, facture d’il y a 52 jours. J’ai droit à quoi ?',
    'Mon entreprise principale me doit 18 400 € TTC, facture d’il y a 52 jours. J’ai droit à quoi ?',
    'Le titulaire me doit 18 400 € TTC, facture d’il y a 52 jours, marché de la commune. J’ai droit à quoi ?',
    'Une SARL me doit 18 400 € TTC, facture d’il y a 52 jours. Que puis-je réclamer ?',
    'Bouygues me doit 18 400 € TTC, facture d’il y a 52 jours. J’ai droit à quoi ?',
    'Le village vacances VVF me doit 18 400 € TTC, facture d’il y a 52 jours. J’ai droit à quoi ?',
    'On me doit 18 400 € TTC, facture d’il y a 52 jours. J’ai droit à quoi ?',
    'La commune me doit 18 400 € TTC, facture d’il y a 52 jours, délai suspendu. J’ai droit à quoi ?',
    'La commune me doit 18 400 € TTC, facture d’il y a 52 jours, reçue il y a 40 jours. J’ai droit à quoi ?',
    'La commune me doit 18 400 € TTC, facture d’il y a 52 jours, réception la semaine dernière. J’ai droit à quoi ?',
  ])('is not, where another may owe it, or the days may be others: « %s »', (text) => {
    expect(isCounted(text)).toBe(false);
  });
});

describe('The time to pay, doubted after what a late invoice is worth', () => {
  const thread: ThreadContext = { question: 'combien d’intérêts ?', computed: LATE_INTEREST };
  const asked = (text: string) => paymentDelayAsked(text, { thread, base, today });

  it.each([
    'c’est bien trente jours pour un département ?',
    'et pour un hôpital, c’est 50 jours ?',
    'vous êtes sûr que c’est 30 jours ?',
  ])('is asked: « %s »', (text) => {
    expect(asked(text)).toContain('délai de paiement');
  });

  it.each([
    'et pour 60 jours ça fait combien ?',
    'et si c’est bien 45 jours, je touche combien ?',
    'vous êtes sûr, c’était 45 jours ?',
    'et pour l’avocat, j’ai bien 10 jours pour le saisir ?',
    'et pour la facture, 60 jours ?',
  ])('is not: « %s »', (text) => {
    expect(asked(text)).toBeUndefined();
  });
});
