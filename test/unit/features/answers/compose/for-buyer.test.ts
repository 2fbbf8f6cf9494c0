import { describe, expect, it } from 'vitest';
import { composeExtractive } from '#src/features/answers/compose/extractive.ts';
import { toldToBuyer } from '#src/features/answers/compose/for-buyer.ts';
import type { Block } from '#src/knowledge/model/document.ts';
import { toCompanyIn } from '#src/retrieval/passages/to-company.ts';
import { evidencesOf, understood } from '#support/knowledge/evidence.ts';

/** The details of a section, as they are indexed and then told. */
const told = (details: readonly Block[]) =>
  toldToBuyer({ passage: { toCompany: toCompanyIn({ details }) }, details });

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

describe('The short answer of a section for companies, told to a buyer', () => {
  const said = (short: string, side: 'buyer' | 'company') => {
    const evidence = evidencesOf(
      `## Quand remettre les attestations ?\n\n${short}\n\nRéférences : R2143-7\nOn demande aussi : attestations`,
    )[0];
    if (!evidence) throw new Error('no section');
    const { blocks } = composeExtractive({ ...understood('quelles attestations ?'), side }, [evidence]);
    return JSON.stringify(blocks);
  };
  const TO_COMPANY = 'Remettez vos attestations à l’acheteur avant de commencer.'.replaceAll('’', "'");

  it('says that it is written for the company', () => {
    expect(said(TO_COMPANY, 'buyer')).toContain('écrit pour l’entreprise');
    expect(said(TO_COMPANY, 'company')).not.toContain('écrit pour l’entreprise');
  });

  it('is told as it is where it speaks to nobody', () => {
    expect(said('Les attestations sont dues avant la signature.', 'buyer')).not.toContain('écrit pour');
  });
});
