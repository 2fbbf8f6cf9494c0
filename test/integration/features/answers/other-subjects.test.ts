import { beforeAll, describe, expect, test } from 'vitest';
import { converse } from '#src/commands/ask/ask.ts';
import type { OpenedBase } from '#src/commands/ask/open-base.ts';
import { shippedBase } from '#support/knowledge/shipped-base.ts';

/** What the shipped pages answer when a conversation goes from one subject to another; turns are apart by a slash. */
const TODAY = '2026-11-24';
let opened: OpenedBase;

beforeAll(async () => {
  opened = await shippedBase();
}, 120_000);

async function answerTo(turns: string) {
  const { answer } = await converse(opened, turns.split(' / '), TODAY);
  const [source] = answer?.citations ?? [];
  return { section: source?.section ?? '', articles: source?.articles ?? [], verdict: answer?.verdict };
}

describe('a subject named after another one is answered, not the one before again', () => {
  test.each([
    ['quelle retenue de garantie pour une PME ? / et l’avance ?', 'avance'],
    ['le prix peut être le seul critère ? / et j’ai droit à une avance ?', 'avance'],
    ['c’est quoi un MAPA ? / et sinon on a droit à une avance ?', 'avance'],
    ['attestation Urssaf, elle doit dater de quand ? / et le Kbis ?', 'Kbis'],
    ['quel chiffre d’affaires un acheteur peut exiger ? / et l’assurance ?', 'assurance'],
    ['la mairie a combien de jours pour me payer ? / et les intérêts ?', 'intérêts'],
  ])('« %s »', async (turns, subject) => {
    expect((await answerTo(turns)).section).toContain(subject);
  });

  test('and a bare name gets neither yes nor no', async () => {
    expect((await answerTo('attestation Urssaf, elle date de quand ? / et le Kbis ?')).verdict).toBeNull();
  });
});

describe('a name that the subject before has too is read within it', () => {
  test.each([
    ['quel délai pour le référé précontractuel ? / et le référé contractuel ?', 'référé contractuel'],
    ['la mairie a combien de jours pour me payer ? / et le solde ?', 'délai de paiement du solde'],
    [
      'une mairie achète 30 000 € de meubles sans annonce ? / et le contrat écrit ?',
      'Calcul de la procédure',
    ],
  ])('« %s »', async (turns, subject) => {
    expect((await answerTo(turns)).section).toContain(subject);
  });
});

describe('plain words find their page', () => {
  test.each([
    ['qui peut soumissionner à un marché ?', 'L1220-1'],
    ['n’importe quelle société a le droit de soumissionner ?', 'L1220-1'],
    ['quels papiers fournir pour la société, on doit déposer mardi', 'R2143-3'],
    ['je réponds pour ma SARL, clôture le 4 janvier / quels papiers fournir ?', 'R2143-3'],
    ['quel délai pour un recours quand on a perdu ?', 'CJA R551-7'],
    ['agréés ESUS depuis un an, on peut prendre un lot réservé à l’insertion ?', 'L2113-13'],
    ['du coup on peut toucher une avance ?', 'R2191-3'],
  ])('« %s » : %s', async (turns, article) => {
    expect((await answerTo(turns)).articles).toContain(article);
  });
});
