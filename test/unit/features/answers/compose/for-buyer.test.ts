import { describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { createAnswerer } from '#src/features/answers/answerer.ts';
import { toldToBuyer } from '#src/features/answers/compose/for-buyer.ts';
import type { Block } from '#src/knowledge/model/document.ts';
import { EMPTY_GLOSSARY } from '#src/knowledge/model/glossary.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { toCompanyIn } from '#src/retrieval/passages/to-company.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { documentFrom } from '#support/knowledge/passages.ts';

/** The details of a section, as they are indexed and then told. */
const told = (details: readonly Block[]) =>
  toldToBuyer({ passage: { toCompany: toCompanyIn({ shortAnswer: undefined, details }) }, details });

describe('The details of a section, told to a buyer', () => {
  it('are told without what is said to who bids', () => {
    const left = told([
      { type: 'paragraph', text: 'Une note décevante ne suffit pas. Rassemblez votre offre. Gardez-la.' },
      {
        type: 'paragraph',
        text: 'Interrogez l’acheteur par la plateforme. Faites-le tôt.'.replaceAll('’', "'"),
      },
      { type: 'list', items: ['le contrat est écrit ;', 'relisez votre candidature ;'] },
      { type: 'paragraph', text: 'Exemple : un courrier reçu en mars. Votre mémoire arrive en mai.' },
    ]);
    expect(left).toEqual([
      { type: 'paragraph', text: 'Une note décevante ne suffit pas.' },
      { type: 'list', items: ['le contrat est écrit ;'] },
    ]);
  });

  it('are told without a list of what a company does, and without what announces it', () => {
    const left = told([
      { type: 'paragraph', text: 'La commune choisit.' },
      { type: 'paragraph', text: 'Ce que vous pouvez faire :' },
      {
        type: 'list',
        items: [
          'posez la question à l’acheteur ;',
          'joignez vos attestations à votre offre ;',
          'relancez-le par écrit.',
        ],
      },
    ]);
    expect(left).toEqual([{ type: 'paragraph', text: 'La commune choisit.' }]);
  });

  it('are whole where they say nothing to who bids', () => {
    const details = [{ type: 'paragraph' as const, text: 'L’attente est de onze jours. Signez ensuite.' }];
    expect(told(details)).toEqual(details);
  });
});

describe('The answer of a section for companies', () => {
  const ASKED = 'quand remettre les attestations d’assurance ?';
  const base = makeKnowledgeBase(
    {
      passages: passagesOf([
        documentFrom(
          '## Quand remettre les attestations d’assurance ?\n\nRemettez vos attestations à l’acheteur avant de commencer. Une attestation vaut six mois.\n\nRéférences : R2143-7\nOn demande aussi : attestations assurance quand ; remettre attestations',
          {},
          'guides/assurances.md',
        ),
      ]),
      figures: [],
      glossary: EMPTY_GLOSSARY,
    },
    { generation: 'test', createdAt: 0 },
  );
  const answerer = createAnswerer({ base, retriever: new HybridRetriever(base) });
  const said = async (who: string) => {
    const { thread } = await answerer.answer(who, undefined, '2026-11-24');
    return answerer.answer(ASKED, thread, '2026-11-24');
  };

  it('is given to a buyer, who is told that it is written for the company', async () => {
    const { kind, blocks } = await said('je suis secrétaire de mairie, on refait le toit de l’école');
    expect(kind).toBe('answer');
    expect(plainText(blocks)).toContain('écrit pour l’entreprise');
    expect(plainText(blocks)).toContain('avant de commencer');
  });

  it('is given to a company as it is', async () => {
    const { kind, blocks } = await said('je suis couvreur, je travaille seul');
    expect(kind).toBe('answer');
    expect(plainText(blocks)).not.toContain('écrit pour l’entreprise');
  });
});
