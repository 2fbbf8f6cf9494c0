import { describe, expect, it } from 'vitest';
import {
  closePropositions,
  otherCases,
  propositionConflicts,
} from '#src/commands/knowledge/proposition-conflicts.ts';
import { endingFigures } from '#src/knowledge/check/ending-figures.ts';
import { checkFigureUse } from '#src/knowledge/check/figure-use.ts';
import { checkHeader } from '#src/knowledge/check/header.ts';
import { checkLinks, checkOrphans } from '#src/knowledge/check/links.ts';
import { nearDuplicates } from '#src/knowledge/check/near-duplicates.ts';
import { checkOpening } from '#src/knowledge/check/opening.ts';
import { readability } from '#src/knowledge/check/readability.ts';
import { checkSubject } from '#src/knowledge/check/subject.ts';
import { readFigures } from '#src/knowledge/model/figures.ts';
import { EMPTY_GLOSSARY, readGlossary } from '#src/knowledge/model/glossary.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { documentFrom, passagesFrom } from '#support/knowledge/passages.ts';
import { FIGURES, GLOSSARY } from '#support/knowledge/samples.ts';

const { figures } = readFigures(FIGURES, 'figures.yaml');
const { glossary } = readGlossary(GLOSSARY, 'glossary.yaml');
const messages = (problems: readonly { message: string }[]) => problems.map(({ message }) => message);

describe('sections that say yes and no to the same thing', () => {
  const saying = (proposition: string, verdict: string, more = '') =>
    `## ${proposition} ${verdict} ${more} ?\n\nUne règle.\n\nProposition : ${proposition}\nVerdict : ${verdict}\n${more}`;
  const conflicts = (...bodies: string[]) => propositionConflicts(passagesFrom(...bodies)).length;

  it.each([
    ['in the same words', 'permis — sous-traiter le marché', 'oui', 'permis — sous-traiter le marché', 'non'],
    [
      'in another order',
      'permis — signer le marché en ligne',
      'oui',
      'permis — en ligne, signer le marché',
      'non',
    ],
    ['one as forbidden', 'permis — négocier les offres', 'oui', 'interdit — négocier les offres', 'oui'],
    ['one as left undone', 'obligatoire — signer l’offre', 'oui', 'permis — ne pas signer l’offre', 'oui'],
    ['compulsory and not permitted', 'obligatoire — allotir', 'oui', 'permis — allotir', 'non'],
  ])('are found %s', (_, one, verdict, other, otherVerdict) => {
    expect(conflicts(saying(one, verdict), saying(other, otherVerdict))).toBe(1);
  });

  it.each([
    ['agree in other words', 'permis — négocier', 'oui', '', 'interdit — négocier', 'non', ''],
    [
      'are told of two cases',
      'permis — négocier',
      'oui',
      'Cas : procédure = MAPA',
      'permis — négocier',
      'non',
      'Cas : procédure = appel d’offres',
    ],
    [
      'hold one after the other',
      'permis — négocier',
      'oui',
      'Depuis : 2026-01-01',
      'permis — négocier',
      'non',
      'Jusqu’au : 2025-12-31',
    ],
    ['are of two regimes', 'permis — négocier', 'oui', '', 'permis — négocier', 'non', 'Régime : defence'],
    ['are merely optional', 'obligatoire — allotir', 'non', '', 'permis — allotir', 'oui', ''],
  ])('are not, when they %s', (_, one, verdict, more, other, otherVerdict, otherMore) => {
    expect(conflicts(saying(one, verdict, more), saying(other, otherVerdict, otherMore))).toBe(0);
  });

  it('name both pages and both verdicts', () => {
    const [problem] = propositionConflicts(
      passagesFrom(saying('permis — négocier le prix', 'oui'), saying('interdit — négocier le prix', 'oui')),
    );
    expect(problem).toMatchObject({ path: 'guides/page-2.md', severity: 'error' });
    expect(problem?.message).toContain('« permis — négocier le prix » : non, contredit');
    expect(problem?.message).toContain('(guides/page-1.md:8)');
  });

  it('are only reported when the words are nearly the same', () => {
    const passages = passagesFrom(
      saying('permis — négocier le prix final du marché public', 'oui'),
      saying('permis — négocier le prix initial du marché public final', 'non'),
    );
    expect(propositionConflicts(passages)).toEqual([]);
    expect(closePropositions(passages).map(({ severity }) => severity)).toEqual(['warning']);
  });
});

describe('one rule said in two pages', () => {
  const rule = (statement: string, cases: string, article = 'L2113-12') =>
    `## ${statement} ${cases} ?\n\nOui.\n\nProposition : permis — ${statement}\nVerdict : oui\n${cases && `Cas : ${cases}\n`}Références : ${article}`;
  const lost = (...bodies: string[]) => messages(otherCases(passagesFrom(...bodies)));

  it('is said with the same cases, in any order', () => {
    const one = rule('réserver un lot au handicap', 'acheteur = État ; procédure = MAPA');
    expect(lost(one, rule('au handicap réserver un lot', 'procédure = MAPA ; acheteur = État'))).toEqual([]);
    expect(lost(one, rule('réserver un lot au handicap', 'acheteur = État'))).toEqual([
      expect.stringContaining('Une règle dite deux fois l’est avec les mêmes exceptions'),
    ]);
  });

  it('is one where nearly the same words stand on the same article', () => {
    const one = rule('réserver un lot entier au handicap', 'acheteur = État');
    expect(lost(one, rule('réserver un lot au handicap', ''))).toHaveLength(1);
    expect(lost(one, rule('réserver un lot au handicap', '', 'L2113-13'))).toEqual([]);
  });
});

describe('figures that end', () => {
  const register = (until: string, more = '') =>
    readFigures(
      `- id: plan\n  label: Part du plan\n  unit: "%"\n  values:\n    - { value: 30, until: "${until}" }\n${more}`,
      'figures.yaml',
    ).figures;
  const told = (until: string, { quoted = 'plan', more = '' } = {}) =>
    messages(endingFigures(register(until, more), { quoted: new Set([quoted]), today: '2026-11-28' }));

  it('are told of before they do, and after', () => {
    expect(told('2027-01-31')).toEqual([
      'le chiffre « plan » ne vaut que jusqu’au 31 janvier 2027 : cherchez ce qui lui succède',
    ]);
    expect(told('2025-12-31')).toEqual([expect.stringContaining('ne vaut plus depuis le 31 décembre 2025')]);
  });

  it('are not when the end is far, a value follows, or no page quotes them', () => {
    expect(told('2027-12-31')).toEqual([]);
    expect(told('2027-01-31', { more: '    - { value: 40, from: "2027-02-01" }\n' })).toEqual([]);
    expect(told('2027-01-31', { quoted: 'other' })).toEqual([]);
  });
});

describe('figures that sections share', () => {
  const section = (text: string, fields = '') => documentFrom(`## Une question ?\n\n${text}\n\n${fields}`);
  const register = readFigures(FIGURES.replace('id: dispense', 'id: dispense-seuil'), 'figures.yaml').figures;
  const found = (...texts: string[]) =>
    messages(
      checkFigureUse(
        texts.map((text) => section(text)),
        register,
      ),
    );

  it('put the exact value on one side of a threshold', () => {
    expect(found('À partir de {{dispense-seuil}}.', 'Moins de {{dispense-seuil}}.')).toEqual([]);
    expect(found('Plus de {{dispense-seuil}}.', 'Au plus {{dispense-seuil}}.')).toEqual([]);
    expect(
      found('À partir de {{dispense-seuil}}.', 'Dès {{dispense-seuil}}.', 'S’il dépasse {{dispense-seuil}}.'),
    ).toEqual([
      '« Une question ? » : « dépasse {{dispense-seuil}} » ne range pas la valeur exacte du même côté que « À partir de {{dispense-seuil}} » (guides/page.md:8)',
    ]);
  });

  it('have a value while the section holds', () => {
    const old = section('Sous {{dispense}}.', 'Jusqu’au : 2020-01-01');
    expect(messages(checkFigureUse([old], figures))).toEqual([
      '« Une question ? » : le chiffre « dispense » n’a aucune valeur pendant que cette section vaut ; elle ne serait jamais servie',
    ]);
  });

  it('are not told by their former value in an example', () => {
    const held = 'Depuis : 2026-04-01';
    const one = (example: string) =>
      checkFigureUse([section(`Sous {{dispense}}.\n\nExemple : ${example}`, held)], figures).length;
    expect(one('au-dessus de 60 000 €, l’acheteur publie.')).toBe(0);
    expect(one('au-dessus de 40 000 €, l’acheteur publie.')).toBe(1);
  });

  it('do not bear one name with two values', () => {
    const twice = `${FIGURES}- id: autre-avance
  label: Montant au-dessus duquel une avance est due
  unit: "€ HT"
  regime: ordinary
  values:
    - { value: 60000 }
`;
    expect(messages(checkFigureUse([], readFigures(twice, 'figures.yaml').figures))).toEqual([
      '« autre-avance » et « avance-seuil » portent le même nom et n’ont pas la même valeur',
    ]);
  });
});

describe('a short answer read alone', () => {
  const opening = (text: string) => messages(checkOpening(documentFrom(`## Une question ?\n\n${text}`)));

  it.each([
    'Elle doit arriver avant la date limite du marché.',
    'Dans ce cas, l’acheteur doit vous répondre par écrit.',
    'Le texte ci-dessous est à faire valider par un juriste.',
    'L’acheteur publie dans les cas suivants, tous prévus :',
    'Au plus tard demain.',
  ])('does not lean on what is around it: « %s »', (text) => {
    expect(opening(text)).toHaveLength(1);
  });

  it.each([
    'Il faut déposer avant la date limite du marché.',
    'Oui, mais seulement si le marché le prévoit par écrit.',
    'Le plafond d’une PME est plus bas que celui des autres.',
  ])('may open so: « %s »', (text) => {
    expect(opening(text)).toEqual([]);
  });
});

describe('a short answer', () => {
  const subject = (text: string) =>
    checkSubject(passagesFrom(`## Puis-je céder ma créance ?\n\n${text}`)).length;

  it('names what it speaks of', () => {
    expect(subject('Oui, une créance se cède à une banque.')).toBe(0);
    expect(subject('Oui, par un document que remet la mairie.')).toBe(1);
  });
});

describe('a header', () => {
  const full = {
    reviewed_on: '2026-11-24',
    review_by: '2027-06-30',
    owner: 'Équipe',
    sources: '[{ label: Code }]',
  };
  const header = (meta: Record<string, string>) =>
    checkHeader(documentFrom('## Une question ?\n\nOui.', meta));

  it('says when the page was read, until when, by whom, and from what', () => {
    expect(header(full)).toEqual([]);
    expect(header({})).toHaveLength(4);
    expect(header({ ...full, review_by: '2026-11-01' })).toHaveLength(1);
  });

  it('is not asked of somebody else’s document', () => {
    expect(header({ kind: 'document' })).toEqual([]);
  });
});

describe('links', () => {
  const one = (text: string) => documentFrom(`## Un ?\n\n${text}`, {}, 'guides/un.md');
  const two = documentFrom('## Deux jours ?\n\nRéponse.', {}, 'guides/deux.md');
  const dead = (text: string) => checkLinks([one(text), two], EMPTY_GLOSSARY).length;

  it.each([
    ['a page beside it', '[voir](deux.md)', 0],
    ['a page from the root', '[voir](/guides/deux)', 0],
    ['a question of a page', '[voir](deux.md#deux-jours)', 0],
    ['a question of its own page', '[voir](#un)', 0],
    ['a site', '[voir](https://boamp.fr)', 0],
    ['a page that is gone', '[voir](trois.md)', 1],
    ['a question that is gone', '[voir](deux.md#trois-jours)', 1],
  ])('may lead to %s', (_, text, count) => {
    expect(dead(text)).toBe(count);
  });

  it('of the glossary lead to terms and articles that exist', () => {
    const read = readGlossary(`${GLOSSARY}    related: [rien]\n    articles: [R9999-9]\n`, 'glossary.yaml');
    expect(messages(checkLinks([], read.glossary))).toEqual([
      '« DCE » : le terme lié « rien » n’existe pas dans le glossaire',
      '« DCE » : l’article « R9999-9 » n’existe pas',
    ]);
  });

  it('or a wording, or a term of the glossary, lead to each section', () => {
    const orphans = (body: string, other = two) =>
      checkOrphans([documentFrom(body, {}, 'guides/un.md'), other], glossary).filter(
        ({ path }) => path === 'guides/un.md',
      ).length;
    expect(orphans('## Une question ?\n\nRéponse.')).toBe(1);
    expect(orphans('## Une question ?\n\nRéponse.\n\nOn demande aussi : autrement')).toBe(0);
    expect(orphans('## Où est le DCE ?\n\nRéponse.')).toBe(0);
    const linking = documentFrom('## Deux ?\n\n[voir](un.md#une-question)', {}, 'guides/deux.md');
    expect(orphans('## Une question ?\n\nRéponse.', linking)).toBe(0);
  });
});

describe('reading', () => {
  const read = (text: string) => readability([documentFrom(`## Une question ?\n\n${text}`)], glossary);

  it('counts long sentences, letting the reader breathe at a colon', () => {
    expect(read(`${'mot '.repeat(26)}.`).long).toHaveLength(1);
    expect(read(`${'mot '.repeat(14)}: ${'mot '.repeat(14)}.`).long).toEqual([]);
  });

  it('names turns that put who acts last', () => {
    expect(messages(read('Le marché est attribué par la commission.').passive)).toEqual([
      '« Une question ? » : tournure passive : « est attribué par »',
    ]);
    expect(read('La reconduction est tacite par défaut.').passive).toEqual([]);
  });

  it('names acronyms that neither the glossary nor the text explains, and stiff turns', () => {
    const jargon = (text: string) => read(text).jargon.length;
    expect(jargon('Lisez le DCE.')).toBe(0);
    expect(jargon('Le rapport du CSPS.')).toBe(1);
    expect(jargon('Le coordonnateur de sécurité (CSPS).')).toBe(0);
    expect(jargon('Nonobstant le dossier.')).toBe(1);
  });
});

describe('answers that say nearly the same', () => {
  const filler = [...'abcdefgh'].map(
    (one) => `## ${one}zert ${one}yuiop ?\n\n${one}qsdf ${one}ghjk ${one}wxcv.`,
  );
  const answer = 'La retenue de garantie se remplace par une caution bancaire.';

  it('are named in pairs, when they hold together', () => {
    const twins = [
      `## La retenue de garantie ?\n\n${answer}`,
      `## Retenue de garantie, caution ?\n\n${answer}`,
    ];
    expect(nearDuplicates(passagesFrom(...twins, ...filler))).toHaveLength(1);
    const apart = [`${twins[0]}\n\nRégime : defence`, twins[1] ?? ''];
    expect(nearDuplicates(passagesFrom(...apart, ...filler))).toEqual([]);
    expect(nearDuplicates(passagesOf([documentFrom(filler.join('\n\n'))]))).toEqual([]);
  });
});
