import { beforeAll, describe, expect, test } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { converse } from '#src/commands/ask/ask.ts';
import type { OpenedBase } from '#src/commands/ask/open-base.ts';
import { shippedBase } from '#support/knowledge/shipped-base.ts';

/** Questions as companies tell them, and what the shipped pages and figures conclude; turns are apart by a slash. */
const TODAY = '2026-11-24';
let opened: OpenedBase;

beforeAll(async () => {
  opened = await shippedBase();
}, 120_000);

/** How many questions were asked, and how many were answered yes or no. */
const counts = { asked: 0, said: 0 };

/**
 * A wrong « Oui » or « Non » is never said. Silence is honest, and pages that come to stand beside one another may bring
 * it: so it is counted over all questions, not forbidden for one.
 */
async function concludes(question: string, verdict: string): Promise<void> {
  const said = await verdictOf(question);
  counts.asked += 1;
  if (said !== 'rien') counts.said += 1;
  expect([verdict, 'rien']).toContain(said);
}

async function verdictOf(turns: string): Promise<string> {
  const { answer } = await converse(opened, turns.split(' / '), TODAY);
  return answer?.verdict ?? 'rien';
}

describe('what is judged stands in the story', () => {
  test.each([
    ['Ma mairie exige que je loge à moins de 20 km pour pouvoir déposer une offre, c’est normal ?', 'non'],
    ['L’acheteur veut un extrait de casier judiciaire du gérant. Il peut m’imposer ça ?', 'non'],
    ['La commune refuse ma copie scannée et veut les originaux, ça passe ?', 'non'],
    ['Le titulaire a été mis en liquidation, je reste payé en direct par la mairie ?', 'oui'],
    [
      'Un élu m’a invité à présenter mes savons avant de publier son marché, il a le droit de me rencontrer ?',
      'oui',
    ],
    ['Le règlement refuse mon DUME et exige DC1 et DC2. Ils peuvent me faire ça ?', 'non'],
    ['Une collectivité veut noter mieux les boîtes de son canton. C’est permis ?', 'non'],
    [
      'On est deux petites boîtes, l’acheteur nous impose un groupement solidaire dès la candidature : c’est régulier ?',
      'non',
    ],
  ])('%s', concludes);
});

describe('what the first of two questions waits for', () => {
  test('is said by the next message, whatever was answered second', async () => {
    const two = 'combien d’avance sur un marché de 90 000 € HT ? et le DC4 c’est quoi ?';
    const told = await converse(opened, [two, 'il dure 8 mois, TVA 20 %'], TODAY);
    expect(plainText(told.blocks).replace(/\s/g, ' ')).toContain('5 400 €');
    const other = await converse(opened, [two, 'et il faut le signer ?'], TODAY);
    expect(plainText(other.blocks)).toContain('DC4');
  });
});

describe('an amount, a share or a number of days is compared', () => {
  test.each([
    ['Une commune nous commande 38 000 € HT de nettoyage sans consulter personne. Elle peut ?', 'oui'],
    ['Un département nous confie 72 000 € HT de gardiennage de bureaux en direct, c’est légal ?', 'non'],
    ['Travaux de peinture de 82 000 € HT pour une mairie sans publicité ni concurrence, régulier ?', 'oui'],
    [
      'La région publie un avis pour 75 000 € HT de fournitures, son dossier est seulement disponible sur place. C’est permis ?',
      'non',
    ],
    [
      'Avis publié par une ville, marché de 45 000 € HT : le dossier de consultation doit-il être en ligne ?',
      'non',
    ],
    [
      'L’hôpital nous a réglés 44 jours après avoir reçu la facture, prestation faite depuis longtemps. Il est hors délai ?',
      'non',
    ],
    ['La mairie a payé 41 jours après réception de ma facture, elle était en retard ?', 'oui'],
    ['L’État me paie 28 jours après la réception de la facture, est-ce qu’il est en retard ?', 'non'],
    ['Lot de 60 000 € HT, le règlement exige 100 000 € de chiffre d’affaires, la ville peut ?', 'non'],
    ['Lot de 80 000 € HT, le règlement demande 110 000 € de chiffre d’affaires minimum. Il peut ?', 'oui'],
    ['Sous-traitant agréé pour 450 € TTC : la mairie doit me payer directement ?', 'non'],
    [
      'Marché de fournitures, avenant de 7 % et maintenant un autre de 8 %. Ça passe en faible montant ?',
      'non',
    ],
    ['Une mairie qui veut 200 000 € HT de mobilier est-elle tenue à une procédure formalisée ?', 'non'],
  ])('%s', concludes);
});

describe('the figure is that of the day', () => {
  test.each([
    [
      'En février 2026, une ville nous a acheté 52 000 € HT de traiteur en direct. Elle avait le droit ?',
      'non',
    ],
    ['En mai 2026, une ville nous a acheté 52 000 € HT de nettoyage en direct. Elle avait le droit ?', 'oui'],
    [
      'Novembre 2025 : une commune nous a confié 70 000 € HT de travaux de couverture sans mise en concurrence. C’était légal ?',
      'oui',
    ],
    [
      'Consultation de septembre 2025, lot de 40 000 € HT, 75 000 € de chiffre d’affaires exigés : l’acheteur pouvait ?',
      'oui',
    ],
    [
      'Consultation de mars 2026, lot de 40 000 € HT, 75 000 € de chiffre d’affaires exigés : l’acheteur pouvait ?',
      'non',
    ],
    [
      'En janvier 2026, un avis de marché à 48 000 € HT a été publié par une commune. Le dossier devait-il être en ligne ?',
      'oui',
    ],
    [
      'En mai 2026, un avis de marché à 48 000 € HT a été publié par une commune. Le dossier devait-il être en ligne ?',
      'non',
    ],
    [
      'On m’a dit que la dispense des services était toujours de 40 000 € en novembre 2026, c’est vrai ?',
      'non',
    ],
    [
      'J’ai lu que l’acheteur peut exiger un chiffre d’affaires de 2 fois le marché. C’est exact aujourd’hui ?',
      'non',
    ],
    [
      'Il paraît que le seuil pour acheter de l’innovant sans concurrence est passé à 143 000 €. Vrai ?',
      'non',
    ],
    ['Consultation lancée en mars 2026, le prix était le seul critère. C’était permis ?', 'oui'],
    ['Consultation lancée en novembre 2026, le prix est le seul critère. C’est permis ?', 'non'],
    [
      'Marché de services lancé en juin 2026 à 300 000 € HT par une ville, une clause sociale était-elle obligatoire ?',
      'non',
    ],
    [
      'Marché de services lancé en octobre 2026 à 300 000 € HT par une ville, une clause sociale est-elle obligatoire ?',
      'oui',
    ],
    [
      'Un ministère, 142 000 € HT de services en juin 2025 : devait-il passer en procédure formalisée ?',
      'non',
    ],
  ])('%s', concludes);
});

describe('what is told beside denies nothing', () => {
  test.each([
    ['Le règlement n’en dit pas un mot : est-ce que je peux négocier mon offre en appel d’offres ?', 'non'],
    ['Mon concurrent n’a pas répondu à temps ; son offre doit être éliminée ?', 'oui'],
    ['C’est le maire qui doit payer directement mon sous-traitant agréé pour 3 000 € TTC ?', 'oui'],
    ['L’avis ne parle pas de sous-traitance : je peux sous-traiter une partie ?', 'oui'],
    ['Je ne suis pas adhérent d’une coopérative, faut-il l’être pour entrer à la Fabrique ?', 'non'],
    ['Le contrat n’est pas encore signé : je peux déjà demander le rapport d’analyse ?', 'non'],
    ['Le marché n’est pas alloti — l’acheteur peut-il s’en justifier ?', 'oui'],
  ])('%s', concludes);
});

describe('what is corrected or goes on in a thread', () => {
  test.each([
    [
      'Une ville peut acheter 90 000 € HT en direct ? / pour des travaux / ah non, pas des travaux, des services',
      'non',
    ],
    ['Une ville peut acheter 90 000 € HT en direct ? / des services / pardon, c’est des travaux', 'oui'],
    ['Une mairie peut acheter 70 000 € HT de nettoyage sans concurrence ? / pardon 50 000', 'oui'],
    [
      'Une mairie peut acheter 50 000 € HT de nettoyage sans concurrence ? / non je me suis trompé, 85 000 €',
      'non',
    ],
    ['marché de 65 000 € HT avec un avis publié par une commune / le DCE doit être en ligne ?', 'oui'],
  ])('%s', concludes);
});

describe('questions of every subject', () => {
  test.each([
    ['Le règlement demande 3 ans d’existence minimum. Ils ont le droit ?', 'non'],
    [
      'L’acheteur veut mon bilan alors que je lui ai déjà donné pour un autre marché il y a 2 mois. Je suis obligé de le redonner ?',
      'non',
    ],
    ['Mon offre a été déposée à 12h04 au lieu de midi, la mairie peut l’accepter quand même ?', 'non'],
    ['Peut-on me refuser parce que j’ai mis mes références de particuliers et pas de mairies ?', 'non'],
    ['ma boîte est en liquidation judiciaire, est-ce que je peux encore candidater ?', 'non'],
    ['le marché exige un label précis, j’ai un équivalent, ils sont obligés de le prendre ?', 'oui'],
    ['L’acheteur m’impose un DC1, je voudrais mettre un DUME à la place, possible ?', 'oui'],
    ['On est une EA avec 60 % de travailleurs handicapés. On peut viser un lot réservé ?', 'oui'],
    ['On est agréés ESUS, ça nous ouvre les lots réservés insertion ?', 'non'],
    ['Nous sommes dans un QPV, on a droit aux lots réservés ?', 'non'],
    ['Est-ce que la Fabrique est payante ?', 'non'],
    ['La session dure un an ?', 'non'],
    ['Un lot réservé ESS pour de la sécurité, c’est légal ?', 'non'],
    ['Un marché réservé à l’ESS peut durer 5 ans ?', 'non'],
    ['Le titulaire me demande de renoncer au paiement direct, ça tient ?', 'non'],
    ['La mairie n’a pas répondu à mon DC4 depuis 10 jours, je peux considérer que c’est accepté ?', 'non'],
    ['Marché de 40 000 € HT sur 6 mois avec une mairie, j’ai droit à une avance d’office ?', 'non'],
    ['Marché de 80 000 € HT sur 1 an avec un département, l’avance est obligatoire ?', 'oui'],
    ['Marché de 120 000 € HT sur 1 mois seulement, l’avance est de droit ?', 'non'],
    ['L’office HLM doit me verser une avance pour un marché de 90 000 € HT sur un an ?', 'non'],
    ['L’État me retient 5 % de retenue de garantie, on est une PME. Normal ?', 'non'],
    ['Petite commune de 2 000 habitants, 5 % de retenue de garantie sur ma PME, c’est permis ?', 'oui'],
    ['Je peux remplacer la retenue de garantie par une caution bancaire ?', 'oui'],
    [
      'Appel d’offres ouvert, l’acheteur a laissé 20 jours pour répondre par voie électronique, sans urgence ni préinformation. C’est légal ?',
      'non',
    ],
    ['En appel d’offres, l’acheteur peut-il discuter mon prix ?', 'non'],
    ['En MAPA, elle doit attendre 11 jours avant de signer ?', 'non'],
    ['Le contrat est signé depuis 3 mois, un référé précontractuel est encore possible ?', 'non'],
    [
      'J’ai demandé des documents à la mairie il y a 6 semaines, pas de réponse. Je peux saisir la CADA ?',
      'oui',
    ],
    ['J’ai demandé des documents il y a 10 jours, silence. C’est déjà un refus ?', 'non'],
    ['On peut me donner le mémoire technique du gagnant ?', 'non'],
    ['Le médiateur des entreprises peut obliger la mairie à payer ?', 'non'],
    ['Consultation de juin 2026, les variantes étaient autorisées si l’avis n’en disait rien ?', 'oui'],
    [
      'Consultation de mars 2026 d’une mairie : pouvait-on proposer une variante si l’avis n’en parlait pas ?',
      'non',
    ],
    ['Consultation lancée en septembre 2026 : le prix peut être le seul critère ?', 'non'],
    [
      'Novembre 2026, notre PME doit déjà émettre des factures électroniques à ses clients entreprises ?',
      'non',
    ],
    ['Marché de défense de 80 000 € HT de fournitures, ils peuvent acheter en direct ?', 'oui'],
    ['Marché de la SNCF, 300 000 € HT de services : procédure formalisée obligatoire ?', 'non'],
    ['Un ministère, 141 000 € HT de fournitures, formalisé ?', 'oui'],
    ['Une région, 5,5 millions d’euros HT de travaux lancés en mai 2026, formalisé obligatoire ?', 'oui'],
    ['Une région, 5,5 millions d’euros HT de travaux lancés en juin 2025, formalisé obligatoire ?', 'non'],
    ['Client privé : mon contrat prévoit un paiement à 75 jours date de facture, c’est légal ?', 'non'],
    ['La mairie veut me payer à 45 jours, c’est légal ?', 'non'],
    ['Un hôpital qui paie à 50 jours, c’est légal ?', 'oui'],
    ['Peut-on répondre à deux si on n’a pas de société commune ?', 'oui'],
    ['Je suis mandataire d’un groupement, je peux être mandataire d’un autre sur le même marché ?', 'non'],
    ['L’attestation Urssaf date de 8 mois, elle est encore bonne ?', 'non'],
    ['Attestation de vigilance pour un contrat de 3 000 € HT, obligatoire ?', 'non'],
    [
      'La ville peut modifier le marché de services de 100 000 € HT par un avenant de 8 000 € HT sans remettre en concurrence ?',
      'oui',
    ],
    [
      'La ville peut modifier le marché de services de 100 000 € HT par un avenant de 12 000 € HT en faible montant ?',
      'non',
    ],
    ['Le titulaire peut refuser une reconduction tacite ?', 'non'],
    ['Un acheteur peut demander un chiffre d’affaires de 2 fois le montant du marché ?', 'non'],
    ['C’est obligatoire de mettre les critères dans l’avis ou le règlement ?', 'oui'],
    ['Mon bordereau de prix détaillé peut être donné à un concurrent ?', 'non'],
    [
      'Une structure d’insertion avec 40 % de salariés en insertion peut-elle répondre à un lot réservé ?',
      'non',
    ],
  ])('%s', concludes);
});

test('nearly all of them are concluded', () => {
  expect(counts.asked).toBeGreaterThan(90);
  expect(counts.said / counts.asked).toBeGreaterThan(0.9);
});

describe('a computation is made where it is what is asked', () => {
  test('not where its words come up in passing', async () => {
    const question = 'et si la mairie me paye apres 30 jours je dois reclamer pour avoir des interets ?';
    expect((await converse(opened, [question], TODAY)).answer?.composer).toBe('extractive');
  });

  test('« un marché de nettoyage à 190 000 € HT, la clause sociale est-elle obligatoire ? »', async () => {
    const question =
      'Une commune passe un marché de nettoyage de 190 000 € HT sur trois ans : la clause sociale est-elle obligatoire ?';
    expect((await converse(opened, [question], TODAY)).answer?.composer).toBe('calculator');
  });
});

test('what is kept of a sum is counted where another page comes first', async () => {
  const { answer } = await converse(
    opened,
    [
      'calculez moi au moins combien ils me gardent, le marché c’est 92 000 HT enfin non pardon 96 000 HT avec le premier avenant, retenue 5 %',
    ],
    TODAY,
  );
  expect(JSON.stringify(answer?.blocks).replace(/\s/g, ' ')).toContain('4 800');
});

test('who says that an answer is beside the point is not given its section again', async () => {
  const turns = [
    'ai-je droit à une avance ?',
    'je ne parle pas de l’avance, je parle de la retenue de garantie',
  ];
  const { answer } = await converse(opened, turns, TODAY);
  expect(answer?.citations[0]?.title).toContain('etenue de garantie');
});

describe('a number given to the last computation counts again', () => {
  /** The headline of the last turn. */
  const last = async (...turns: string[]): Promise<string> => {
    const { answer } = await converse(opened, turns, TODAY);
    const [first] = answer?.blocks ?? [];
    return first?.type === 'paragraph' ? first.text.map(({ text }) => text).join('') : '';
  };

  test('the one that was asked, in the middle of a sentence', async () => {
    const said = await last(
      'Une mairie me doit 8000 € TTC avec 25 jours de retard, combien en plus ?',
      'le taux de la bce j’en sais rien, ma femme a regardé elle dit 2,15 pour cent, ça fait combien au final',
    );
    expect(said).toContain('95,62');
  });

  test('the one that was asked, alone, without its sign', async () => {
    const said = await last(
      's’ils payent en retard, 20 jours de retard sur 22000 ttc ça fait combien',
      '2,15',
    );
    expect(said.replace(/\s/g, ' ')).toContain('162,36 €');
  });

  test('an amount with decimals is no rate, and a new subject no number', async () => {
    const asked = 'La mairie me paie avec 45 jours de retard, combien d’intérêts ?';
    expect(await last(asked, '12.500 euros')).not.toMatch(/20,5|12,5\s?%/);
    expect(
      await last(asked, 'Autre question : pour un marché de travaux de 90 000 €, faut-il une publicité ?'),
    ).not.toContain('intérêts');
  });

  test('one that leaves something more to be asked, in the middle of a story', async () => {
    const said = await last(
      'la mairie me doit 18 000 € depuis 3 mois, combien d’intérêts de retard ?',
      'attendez je regarde, la facture je l’ai mise sur Chorus le 12 juin 2026 avec ma belle-fille, et en plus c’est pas 18 000 c’est 18 450 TTC',
      'le taux moi j’en sais rien, mon comptable me dit 2,15, donnez-moi le total',
    );
    expect(said.replace(/\s/g, ' ')).toMatch(/€ d’intérêts de retard et 40 € d’indemnité/);
  });

  test('one in the place of another: « 26 €, pas 24 »', async () => {
    const said = await last(
      'Calcul des heures d’insertion : 110 000 € HT, 70 % de main-d’œuvre, 10 % d’insertion, 24 € de l’heure',
      'Va pour 8 %. Et je rectifie le coût : 26 €, pas 24.',
    );
    expect(said).toMatch(/237\sheures/);
  });

  test('what is before tax stays so, and its VAT is added', async () => {
    const said = await last(
      'On est une collectivité. Quelle avance pour un lot à 110 000 € HT sur 48 mois, pour une PME, on a 14 M€ de dépenses de fonctionnement ?',
      'TVA 20 %, toujours pour l’avance du lot à 110 000 €.',
    );
    expect(said).toMatch(/1\s650/);
  });
});

test('the procedure that was concluded to holds for what is asked next', async () => {
  const { answer } = await converse(
    opened,
    [
      'Communauté de communes, entretien d’espaces verts de 150 000 € HT sur quatre ans : quelle procédure ?',
      'Bien. Et le délai minimum de remise des offres dans ce cas ?',
    ],
    TODAY,
  );
  expect(answer?.citations[0]?.section).not.toMatch(/appel d'offres ouvert/);
});

describe('an invoice paid late is told in several messages', () => {
  const INVOICE =
    'une agglo m’a toujours pas payé une facture de 12 400 € TTC, ça fait 71 jours, j’ai droit à combien d’intérêts ?';
  const countedIn = async (...turns: readonly string[]) => {
    const { answer } = await converse(opened, turns, TODAY);
    return JSON.stringify(answer?.blocks).replace(/\s/g, ' ');
  };

  test('and counted once nothing is missing, whatever was answered between', async () => {
    const said = await countedIn(
      INVOICE,
      'le taux j’en sais rien moi, vous l’avez pas ?',
      'j’ai regardé, ça serait 2,15 % le taux. alors ça donne combien ?',
    );
    expect(said).toContain('284,82 €');
  });

  test('and not by the rate of something else', async () => {
    for (const other of [
      'la retenue de garantie c’est 5 %, le taux, ça fait combien ?',
      'le taux de l’avance est de 10 %, ça fait combien ?',
      'le taux c’est 30 %, ça donne combien ?',
    ])
      expect(await countedIn(INVOICE, 'on a droit à une avance ou pas ?', other), other).not.toMatch(
        /intérêts moratoires.{0,80}€|284,82/,
      );
  });

  test('with the days since the invoice, and not since the last day to pay', async () => {
    const said = await countedIn(
      INVOICE,
      'taux BCE 2,15 %',
      'attention les 71 jours c’est depuis que j’ai déposé la facture sur chorus',
    );
    expect(said).toContain('181,38 €');
    expect(said).toContain('41 jours');
  });

  test('and again when it is said again', async () => {
    const said = await countedIn(
      INVOICE,
      'taux BCE 2,15 %',
      '41 jours de retard',
      '41 jours je viens de le dire !!',
    );
    expect(said).toContain('181,38 €');
  });

  test('and something else that is asked meanwhile is answered', async () => {
    const said = await countedIn(
      INVOICE,
      'taux BCE 2,15 %',
      'une mairie peut m’acheter un buffet à 9 000 € HT sans marché ?',
    );
    expect(said).toContain('60 000 €');
    expect(said).not.toContain('intérêts');
  });
});

describe('a message without a question', () => {
  const said = async (message: string): Promise<string> =>
    plainText((await converse(opened, [message], TODAY)).blocks);

  test('that only tells of a contract in a few words is noted, and no page is guessed for it', async () => {
    const text = await said('on a un contrat de 80 000 avec la région pour des espaces verts');
    expect(text).toContain('C’est noté');
    expect(text).toContain('Que voulez-vous savoir ?');
  });

  test('that asks for something without a sign of it is not', async () => {
    const text = await said(
      'Agente aux bâtiments d’une commune du Jura. Pour le prochain chantier, j’aimerais imposer un chantier propre et du tri. Donnez-moi un canevas, je n’ai pas fait de droit.',
    );
    expect(text).not.toContain('C’est noté');
    expect(text).toContain('chantier propre');
  });
});
