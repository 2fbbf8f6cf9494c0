import { describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { answerCheck } from '#src/features/answers/verify/answer-check.ts';
import { clauseNamed, clauseReply, knownOf } from '#src/features/handouts/chat/clause.ts';
import { clausesOf, composeClause, fillClause } from '#src/features/handouts/chat/compose-clause.ts';
import { checkClause } from '#src/knowledge/check/clause.ts';
import { CLAUSE_PARTS } from '#src/knowledge/model/document.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { understand } from '#src/reader/understand.ts';
import { SHIPPED_BASE, SHIPPED_CLAUSES, SHIPPED_FIGURES } from '#support/knowledge/shipped-knowledge.ts';

const TODAY = '2026-11-25';
const NOW = Date.parse(`${TODAY}T09:00:00Z`);
const ALL = clausesOf(SHIPPED_CLAUSES);
const at = { figures: SHIPPED_FIGURES, date: TODAY };
const filledFor = (id: string, said: string) => {
  const clause = ALL.find((one) => one.id === `clauses/${id}`);
  return clause && fillClause(clause, knownOf(said, SHIPPED_FIGURES, TODAY), at);
};
const textFor = async (said: string) => {
  const clause = clauseNamed(said, SHIPPED_BASE);
  const reply =
    clause && (await clauseReply(clause, said, { base: SHIPPED_BASE, check: answerCheck, now: NOW }));
  return { reply, text: plainText(reply?.blocks ?? []).replace(/\u00A0/g, ' ') };
};

describe('The clauses that the hotline comes with', () => {
  it('are at least 25, each with all that a buyer needs of one', () => {
    expect(ALL.length).toBeGreaterThanOrEqual(25);
    for (const { id, sections } of ALL)
      expect([id, new Set(sections.flatMap(({ parts }) => parts ?? []))]).toEqual([
        id,
        new Set(CLAUSE_PARTS),
      ]);
  });

  it.each([
    'nettoyage',
    'restauration',
    'travaux',
    'textile',
    'informatique',
    'mobilier',
    'transport',
    'événementiel',
    'espaces verts',
  ])('have an environmental one for « %s »', (purchase) => {
    const named = clauseNamed(`une clause environnementale pour un marché de ${purchase}`, SHIPPED_BASE);
    expect(named?.template.fits).toContain(purchase);
  });

  it.each(ALL.map(({ id }) => [id]))('%s passes the check of every answer when it is filled', (id) => {
    const said =
      'une clause pour le lot 2 du marché de la ville de Lyon, 300 000 € HT sur 3 ans, 60 % de main-d’œuvre, 5 % d’insertion, 35 € de l’heure';
    const filled = filledFor(id.slice('clauses/'.length), said);
    const answer = filled && composeClause(filled, understand(said, undefined, TODAY), answerCheck);
    expect(answer?.kind).toBe('answer');
    expect(answer?.citations[0]?.documentId).toBe(id);
    expect(answer?.citations.flatMap(({ articles }) => articles).length).toBeGreaterThan(0);
  });
});

describe('A clause asked for in chat', () => {
  it('comes filled with what is known, the rest marked, and asks for what the computation lacks', async () => {
    const { reply, text } = await textFor('une clause d’insertion pour un marché de nettoyage à 300 k€');
    expect(text).toContain('Objet du marché : nettoyage');
    expect(text).toContain('Montant estimé : 300 000 €\n');
    expect(text).toContain('Acheteur : [à compléter : acheteur]');
    expect(text).toContain('Heures = 300 000 € HT × [à compléter : part de main-d’œuvre, en %]');
    expect(text).toContain('Je suppose que le montant donné est hors taxes');
    expect(text).toContain('au moins [à compléter : nombre d’heures] heures de travail');
    expect(text).toMatch(/Pouvez-vous me donner la part de main-d’œuvre.*\?$/s);
    expect(text).toContain('Base légale : articles L2112-2 et L2112-2-1');
    expect(reply?.files?.map(({ name }) => name)).toEqual(['clause-insertion-heures.docx']);
    expect(reply?.blocks.some(({ type }) => type === 'sources')).toBe(true);
  });

  it('gives no rate, no hourly cost and no number of hours that nobody told', async () => {
    const { text } = await textFor('une clause d’insertion pour un marché de nettoyage à 300 k€');
    expect(text).not.toMatch(/\d ?%|€ de l’heure|\d+ heures/);
  });

  it('counts the hours when all is told, and puts them in its text', async () => {
    const { text } = await textFor(
      'une clause d’insertion pour le lot 2 du marché de nettoyage de la ville de Lyon, 300 000 € HT, 60 % de main-d’œuvre, 5 % d’insertion, 35 € de l’heure',
    );
    expect(text).toContain('Pour le lot 2, le titulaire confie au moins 257 heures de travail');
    expect(text).toContain('Acheteur : ville de Lyon');
  });

  it('takes an amount with tax for what it is', async () => {
    const { text } = await textFor('une clause d’insertion pour un marché de nettoyage à 300 000 € TTC');
    expect(text).toContain('Montant estimé : 300 000 € TTC');
    expect(text).toContain('Heures = [à compléter : montant HT]');
  });

  it('is none of those of ordinary contracts for a defence contract', async () => {
    const { reply } = await textFor('une clause d’insertion pour un marché du ministère des armées');
    expect(reply).toBeUndefined();
  });

  it('is not given when its text says a figure that neither page, register nor computation holds', () => {
    const said = 'une clause d’insertion pour un marché de nettoyage';
    const filled = filledFor('insertion-heures', said);
    if (!filled) throw new Error('no clause');
    const wrong = {
      ...filled,
      wording: [...filled.wording, '« Le titulaire réserve au moins 7 % des heures. »'],
    };
    expect(composeClause(wrong, understand(said, undefined, TODAY), answerCheck)).toBeUndefined();
    expect(composeClause(filled, understand(said, undefined, TODAY), answerCheck)).toBeDefined();
  });
});

describe('The check of a clause', () => {
  const page = (extra: string, body: string) =>
    parsePage(
      'clauses/essai.md',
      `---\ntitle: Essai\nkind: clause\naudience: buyer\nregime: ordinary\nclause:\n  asked_as: [clause essai]\n${extra}---\n\n${body}`,
    );

  it('names the parts that are missing and the blank that is nowhere', () => {
    const { document } = page(
      '  variables:\n    - { label: lot, from: lot, blank: "numéro" }\n',
      '## Quel texte ?\n\nÉcrivez ceci.\n\n- « Le titulaire fait [autre chose]. »\n\nPartie : texte\nRéférences : L2112-2\n',
    );
    const messages = document ? checkClause(document).map(({ message }) => message) : [];
    expect(messages).toContain('il manque une section « Partie : contrôle »');
    expect(messages).toContain('le blanc « [numéro] » n’est pas dans le texte');
  });

  it('refuses a part that does not exist, and a value that nothing reads', () => {
    expect(page('', '## Quoi ?\n\nCeci.\n\nPartie : fin\n').problems[0]?.message).toContain(
      '« Partie » vaut',
    );
    const { problems } = page('  variables:\n    - { label: lot, from: couleur }\n', '## Quoi ?\n\nCeci.\n');
    expect(problems[0]?.message).toContain('valeur inattendue');
  });
});
