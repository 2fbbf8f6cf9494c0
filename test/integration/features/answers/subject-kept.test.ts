import { beforeAll, describe, expect, test } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { converse } from '#src/commands/ask/ask.ts';
import type { OpenedBase } from '#src/commands/ask/open-base.ts';
import { holdsOn } from '#src/platform/calendar/iso-date.ts';
import { asksNothing } from '#src/retrieval/passages/passage.ts';
import { shippedBase } from '#support/knowledge/shipped-base.ts';

const TODAY = '2026-11-24';
let opened: OpenedBase;

beforeAll(async () => {
  opened = await shippedBase();
}, 120_000);

/** What was told before a button is pressed: by a company, by a buyer, of a private contract. */
const BEFORE = [
  ['je suis le transporteur, pas la mairie. quels papiers j’envoie ?'],
  ['Directrice d’une mairie, marché de travaux de 240 000 €, quelle procédure ?'],
  ['je suis sous-traitant d’un client privé, 12 000 € HT', 'quand suis-je payé ?'],
];
/** How many of the sections are asked. */
const ASKED = 60;

test('the question of a button is answered by its own section, whatever was said before', async () => {
  // No button is made of a section that no longer holds.
  const inForce = opened.base.passages.filter((one) =>
    holdsOn({ from: one.validFrom, until: one.validUntil }, TODAY),
  );
  const headings = [...new Set(inForce.filter((one) => !asksNothing(one)).map(({ heading }) => heading))];
  const step = Math.floor(headings.length / ASKED);
  const others: string[] = [];
  for (let at = 0; at < ASKED; at += 1) {
    const heading = headings[at * step] as string;
    const { answer } = await converse(opened, [...(BEFORE[at % BEFORE.length] as string[]), heading], TODAY);
    if (answer?.citations.every(({ section }) => section !== heading)) others.push(heading);
  }
  expect(others).toEqual([]);
}, 120_000);

const said = async (...turns: string[]): Promise<string> =>
  plainText((await converse(opened, turns, TODAY)).blocks);

describe('a piece of a message that names nothing', () => {
  test('is read with what is told before it', async () => {
    const text = await said(
      'je suis transporteur, marché de transport pour la mairie. quels papiers j’envoie ?',
      "une des lignes jveux la donner a mon cousin il a sa boite de taxi transport. j'ai le droit ? il faut le déclarer maintenant ?",
    );
    expect(text).toContain('sous-traiter à un membre de votre famille');
    expect(text).not.toContain('BPU');
  });

  test('is offered, and not answered, where it went on with one that has no answer', async () => {
    const text = await said(
      'je suis transporteur, marché de transport pour la mairie. quels papiers j’envoie ?',
      'si jsuis en retard un matin (bouchon, chauffeur malade) je risque quoi ? ils peuvent me virer',
    );
    expect(text).toContain('pénalité');
    expect(text).not.toContain('conflit d’intérêts');
  });
});

describe('what a message sets aside', () => {
  test('loses its weight in what follows', async () => {
    const text = await said(
      "Directeur technique d'une ville de 9000 habitants. On doit refaire la toiture et l'isolation d'une école. Quelle procédure et quelle publicité ?",
      "J'ai pas parlé de clause environnementale, j'ai demandé la procédure et où publier. C'est des travaux, 240 000 euros environ",
    );
    expect(text).toContain('BOAMP');
    expect(text).not.toContain('biosourcé');
  });

  test('is not what was just said once more', async () => {
    const text = await said(
      'un client privé me paye en combien de jours ?',
      'attend je parlais de la MAIRIE pas client privé. 30 jours 60 jours ?',
    );
    expect(text).not.toContain('convenu avec votre client privé');
  });
});

describe('what was told of one affair', () => {
  const SCHOOLS =
    'bon les ecoles. ils demandent chiffre d affaires 3 dernieres annees mini 400 000. nous on fait 260 000. on est hors jeu ou je peux prendre une autre boite avec moi';

  test('is not read into another: a turnover is no debt', async () => {
    const text = await said(
      SCHOOLS,
      'non mais un client prive qui paye en retard une entreprise privee, jai le droit a des interets ou pas',
    );
    expect(text).toContain('indemnité');
    expect(text).not.toMatch(/260\s000/);
  });

  test('leaves the next question whole: it comes after a correction that asked nothing', async () => {
    const text = await said(
      'la clinique ou on fait le menage me doit 3 mois de factures 11 400 e, c prive je crois. comment je me fais payer',
      'mais la clinique cest PAS une mairie je tai dit cest prive, une polyclinique. le prefet ca marche pas la',
      SCHOOLS,
    );
    expect(text).toContain("Sous le chiffre d'affaires minimal demandé");
  });

  test('of what is built is not that of services, where these are asked of next', async () => {
    const text = await said(
      'je refais la toiture de l’école pour la mairie, l’architecte dit 180 000 € HT, appel d’offres ou pas ?',
      'et pour les services ?',
    );
    expect(text.replace(/\s/g, ' ')).toContain('60 000 € HT pour les fournitures et services');
  });

  test('of the kind of a purchase, told alone, is what the last question was asked of', async () => {
    const { answer } = await converse(
      opened,
      ["l'avance c combien pr une pme ?", "et pour l'État ?", "non, c'est des travaux"],
      TODAY,
    );
    expect(answer?.citations[0]?.section).toBe(
      "Quel taux d'avance minimum une PME obtient-elle dans un marché de l'État ?",
    );
    expect(answer?.carried).toContain('travaux');
  });
});
