import { describe, expect, it } from 'vitest';
import { checkDocument } from '#src/knowledge/check/document.ts';
import { readFigures } from '#src/knowledge/model/figures.ts';
import { documentFrom } from '#support/knowledge/passages.ts';
import { FIGURES } from '#support/knowledge/samples.ts';

const { figures } = readFigures(FIGURES, 'figures.yaml');
const check = (body: string, kind: string) =>
  checkDocument(documentFrom(body, { kind }), figures).map((problem) => problem.message);

describe('checking somebody else’s text', () => {
  it.each([
    ['an amount', 'guide', 'Le seuil est de 40 000 € HT.'],
    ['a delay in words', 'guide', 'Le délai est de trente jours.'],
    ['a first paragraph of any length', 'guide', 'mot '.repeat(200)],
    ['an opening « Non » without a proposition', 'guide', 'Non applicable aux concessions.'],
    ['an article that our list does not hold', 'guide', 'Voir plus haut.\n\nRéférences : R9999-1'],
    ['no reference at all', 'clause', 'Texte sans renvoi.'],
  ])('lets a document hold %s, which a page of ours may not', (_, ours, body) => {
    expect(check(`## Article\n\n${body}`, 'document')).toEqual([]);
    expect(check(`## Article\n\n${body}`, ours)).toHaveLength(1);
  });

  it('still refuses figure marks that could not be filled in a document', () => {
    expect(check('## Article\n\nAu-dessus de {{seuil-inconnu}} ou {{seuil inconnu}}.', 'document')).toEqual([
      '« Article » : le chiffre « seuil-inconnu » n’existe pas dans figures.yaml',
      '« Article » : une marque {{…}} est mal écrite',
    ]);
  });
});
