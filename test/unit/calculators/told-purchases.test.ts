import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation } from '#support/knowledge/ask-computation.ts';
import { ask as askDeadline } from '#support/knowledge/deadline-and-money.ts';

const ask = (...turns: string[]) => askComputation(PROCEDURE_COMPUTATIONS, ...turns);

describe('a purchase told as a story', () => {
  it.each([
    [
      'En janvier 2026 une ville nous a pris 44 000 € HT de nettoyage en direct. Elle avait le droit ?',
      'non',
    ],
    ['En juin 2026 une ville nous a pris 44 000 € HT de nettoyage en direct. Elle avait le droit ?', 'oui'],
    ['La mairie nous achète 9 000 € HT de repas et n’a consulté personne d’autre. Elle a le droit ?', 'oui'],
    [
      'Ménage d’une commune, 25 000 € HT l’année, contrat d’un an reconductible deux fois. Elle peut nous prendre en direct ?',
      'non',
    ],
    ['L’agent d’une ville dit qu’à 58 000 € HT de tonte il peut me prendre en direct. Il a raison ?', 'oui'],
    ['Le maire soutient qu’à 70 000 € HT de tonte il peut me prendre en direct. Il a raison ?', 'non'],
    ['45 000 € HT de chaises achetées sans concurrence en mars 2026. À cette date c’était permis ?', 'non'],
    ['La commune me confie la tonte en direct pour 48 000 € HT, elle a le droit sans faire de pub ?', 'oui'],
    ['Gardiennage de 57 000 € HT confié le 4 mai 2026, sans concurrence. Permis à ce moment-là ?', 'oui'],
    ['91 000 € HT de travaux sans concurrence en septembre 2025. C’était légal côté seuils ?', 'oui'],
    [
      'Contrat de ménage d’un ministère, plafond 160 000 € HT. Procédure formalisée obligatoire pour lui ?',
      'oui',
    ],
    [
      'Contrat de ménage d’un ministère, plafond 120 000 € HT. Procédure formalisée obligatoire pour lui ?',
      'non',
    ],
  ])('%s', (question, verdict) => expect(ask(question)?.verdict).toBe(verdict));

  it('is not read in how an offer is sent', () => {
    const question =
      'MAPA de nettoyage de 110 000 € d’une ville, j’envoie mon offre par la poste. Ça passe ?';
    expect(ask(question)).toBeUndefined();
  });
});

describe('the files of a published consultation', () => {
  it.each([
    ['Avis publié par une ville, 66 000 € HT, mais le dossier n’est pas en ligne. Elle a le droit ?', 'non'],
    ['Avis publié par une ville, 52 000 € HT, mais le dossier n’est pas en ligne. Elle a le droit ?', 'oui'],
    [
      'Février 2026, marché de 46 000 € HT avec avis publié par une ville : le dossier devait être en ligne ?',
      'oui',
    ],
    [
      'La région publie un avis pour 80 000 € HT de papier, le dossier est à retirer sur place. C’est permis ?',
      'non',
    ],
    [
      'Avis publié par une ville, dossier de 70 000 € HT de chaises, rien en ligne. Elle était tenue de l’afficher ?',
      'oui',
    ],
  ])('%s', (question, verdict) => expect(ask(question)?.verdict).toBe(verdict));
});

describe('a legal journal in the place of the BOAMP', () => {
  it.each([
    [
      'Un département peut publier 120 000 € HT de ménage dans un journal d’annonces légales, sans passer par le BOAMP ?',
      'oui',
    ],
    [
      'Un département peut publier 300 000 € HT de ménage dans un journal d’annonces légales, sans passer par le BOAMP ?',
      'non',
    ],
  ])('%s', (question, verdict) => expect(ask(question)?.verdict).toBe(verdict));
});

it('« ça » is no turnover', () => {
  const question = 'On me propose deux contrats de 42 000 € HT au lieu d’un. Que dit le code de ça ?';
  expect(ask(question)?.id).not.toBe('turnover-cap');
});

it('once the judge is seised, the buyer may not sign', () => {
  const question = 'j’ai déposé un référé précontractuel, la mairie peut signer le marché pendant ce temps ?';
  expect(askDeadline(question)).toMatchObject({ id: 'pre-contract-appeal', verdict: 'non' });
});
