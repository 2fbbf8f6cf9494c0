import { describe, expect, test } from 'vitest';
import { isForeign, isReadable } from '#src/reader/language.ts';

describe('a message that is not French', () => {
  test.each([
    'What is the threshold for public procurement?',
    'How do I answer a public tender in France?',
    '¿Cuál es el umbral para los contratos de una ciudad?',
    'Wie kann ich mich bewerben und was brauche ich?',
    'come posso partecipare alla gara e quale documento con una firma',
    'Какой порог для закупок?',
    '公共采购门槛是多少',
    'ما هو الحد الأدنى',
  ])('« %s » is told apart', (text) => {
    expect(isForeign(text)).toBe(true);
  });

  test.each([
    'Quel est le seuil pour une mairie ?',
    'bjr seuil mapa svp',
    'DCE',
    'formule 0,15 + 0,85 x (I/I0), I0 105.2, I 103.1, marché de 20 000 € ht sous CCAG FCS, prix révisé ?',
    'appel d offre mairie',
    'le marketing et le design sont-ils des services ?',
    'le sourcing, le benchmark et le reporting pour un client',
    'seuil 60 000 €',
    'chui ds le batiment jpeux repondre tt seul ??',
    'SARL Der & Das, marché de nettoyage à Lyon',
    'Que veut dire « best and final offer » ?',
    '',
    '12',
  ])('« %s » is taken as French', (text) => {
    expect(isForeign(text)).toBe(false);
  });
});

describe('a message that can be read', () => {
  test.each(['avance', '12', 'é', '2122-8'])('« %s » holds a letter or a digit', (text) => {
    expect(isReadable(text)).toBe(true);
  });

  test.each(['', '   ', '???', '📄👍', '\u0000\u0007', '…—!'])('%j holds none', (text) => {
    expect(isReadable(text)).toBe(false);
  });
});
