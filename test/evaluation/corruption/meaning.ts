import type { Block } from '#src/channel/blocks.ts';
import { composeExtractive, type Draft } from '#src/features/answers/compose/extractive.ts';
import { verdictOn } from '#src/features/answers/verdict/verdict.ts';
import { regimeServes } from '#src/knowledge/model/regime.ts';
import { MONTHS } from '#src/platform/calendar/iso-date.ts';
import { toEvidence } from '#src/retrieval/passages/evidence.ts';
import { pick, shuffled } from './random.ts';
import { editEach, plain, sentencesOf, sourceWords } from './text.ts';
import type { Corruption, Group } from './ways.ts';

const inGroup =
  (group: Group) =>
  (corrupt: Corruption): { group: Group; corrupt: Corruption } => ({ group, corrupt });
const verdict = inGroup('verdict');
const regime = inGroup('regime');
const date = inGroup('date');

const flippedOpening: Corruption = ({ draft }) => {
  const first = draft.blocks.find((block) => block.type === 'paragraph');
  const flipped = editEach(draft, /^(Oui|Non)(?=[ ,.;:])/g, ([word]) => (word === 'Oui' ? 'Non' : 'Oui'));
  return flipped.filter((changed) => {
    const at = changed.blocks.findIndex((block, index) => block !== draft.blocks[index]);
    return draft.blocks[at] === first;
  });
};

/** A yes or a no in front of an answer that has none. */
const addedOpening: Corruption = ({ draft, evidences: [evidence], understanding }, _, random) => {
  const at = draft.blocks.findIndex((block) => block.type === 'paragraph');
  const block = draft.blocks[at];
  if (block?.type !== 'paragraph' || /^\P{L}*(?:oui|non)/iu.test(block.text[0]?.text ?? '')) return [];
  const own = evidence && verdictOn(evidence, understanding);
  const word =
    pick(
      ['Oui', 'Non'].filter((one) => one.toLowerCase() !== own),
      random,
    ) ?? '';
  const cites = block.text.find((span) => span.cites)?.cites;
  const opened: Block = {
    ...block,
    text: [{ text: `${word}. `, ...(cites ? { cites } : {}) }, ...block.text],
  };
  return [{ ...draft, blocks: draft.blocks.map((one, index) => (index === at ? opened : one)) }];
};

/** Negations taken out and put in. */
const NEGATIONS: readonly [RegExp, string][] = [
  [/\bn['’](est|a|ont|existe|entre|exige|ouvre|oblige|exclut) (?:pas|jamais|plus) /g, '$1 '],
  [
    /\bne (peut|peuvent|doit|doivent|pouvez|vaut|joue|change|suffit|compte|part|dure) (?:pas|jamais|plus) /g,
    '$1 ',
  ],
  [/ne s['’]applique(nt)? pas/g, "s'applique$1"],
  [/(?<!ne |se )\b(peut|peuvent|doit|doivent|pouvez|devez) (?!pas|que|être)/g, 'ne $1 pas '],
  [/(?<!n['’])\best (obligatoire|possible|permis|libre|tenu|exclu|due?)\b/g, 'n’est pas $1'],
  [/(?<!ne )\bs['’]applique(nt)? /g, 'ne s’applique$1 pas '],
];
const negated: Corruption = ({ draft }) =>
  NEGATIONS.flatMap(([pattern, words]) =>
    editEach(draft, pattern, ([found]) => found.replace(new RegExp(pattern.source), words)),
  );

const CONTRARIES: readonly [string, string][] = [
  ['obligatoire', 'facultative'],
  ['interdit', 'autorisé'],
  ['jamais', 'toujours'],
  ['avant', 'après'],
  ['augmente', 'baisse'],
  ['minimum', 'maximum'],
  ['public', 'privé'],
  ['gratuit', 'payant'],
  ['accepter', 'refuser'],
  ['possible', 'impossible'],
];
const contrary: Corruption = ({ draft }) =>
  CONTRARIES.flatMap(([one, other]) => [
    ...editEach(draft, new RegExp(String.raw`(?<!\p{L})${one}(?!\p{L})`, 'gu'), () => other, {
      notes: false,
    }),
    ...editEach(draft, new RegExp(String.raw`(?<!\p{L})${other}(?!\p{L})`, 'gu'), () => one, {
      notes: false,
    }),
  ]);

/** An answer made of a page of a regime that the question is not about. */
const foreignPassage: Corruption = ({ understanding }, { passages, figures }, random) => {
  const foreign = passages.filter(
    (passage) => passage.shortAnswer && !regimeServes(passage.regime, understanding.case.regime),
  );
  return shuffled(foreign, random, 1).flatMap((passage) => {
    const evidence = toEvidence(passage, figures, understanding.date);
    if (!evidence) return [];
    return [{ understanding, evidences: [evidence], draft: composeExtractive(understanding, [evidence]) }];
  });
};

/** Words beside a place that would make a swap say the same thing twice. */
const BESIDE = 40;

const swaps =
  (pairs: readonly (readonly [RegExp, string])[]): Corruption =>
  ({ draft, understanding, evidences }) => {
    const asked = `${understanding.question} ${evidences[0]?.passage.heading ?? ''}`.toLowerCase();
    return pairs.flatMap(([pattern, words]) =>
      editEach(draft, pattern, ({ input = '', index = 0 }) => {
        const near = input.slice(Math.max(0, index - BESIDE), index + BESIDE).toLowerCase();
        const name = words.trim().split(/[ ’]/).at(-1)?.slice(0, 8).toLowerCase() ?? '';
        // Said of what is asked, or beside the same words, it would be true.
        return near.includes(name) || (name === 'défense' && asked.includes(name)) ? undefined : words;
      }),
    );
  };

const movedCitation: Corruption = (sample, _, random): Draft[] => {
  const { draft, evidences } = sample;
  const numbers = evidences.map((_one, index) => index + 1);
  return draft.blocks.flatMap((block, at) => {
    if (block.type !== 'paragraph') return [];
    return block.text.flatMap((span, spanAt) => {
      if (!span.cites || sentencesOf(span.text).every((one) => one.split(' ').length < 6)) return [];
      const other = pick(
        numbers.filter((n) => !span.cites?.includes(n)),
        random,
      );
      if (!other) return [];
      const text = block.text.map((one, index) => (index === spanAt ? { ...one, cites: [other] } : one));
      return [
        { ...draft, blocks: draft.blocks.map((one, index) => (index === at ? { ...block, text } : one)) },
      ];
    });
  });
};

const MONTH = MONTHS.join('|');
const DAY = new RegExp(String.raw`(?<![\d])(\d{1,2}|1er) (${MONTH})( 20\d\d)?`, 'g');
const YEAR = /(?<![\d\u00A0-])(?:19|20)\d\d(?![\d-])/g;
const MONTH_YEAR = new RegExp(String.raw`(?<!\d |1er )\b(${MONTH})( 20\d\d)`, 'g');
const fresh = (text: string, known: string): string | undefined => (known.includes(text) ? undefined : text);

const movedDay: Corruption = (sample, _, random) => {
  const known = sourceWords(sample);
  return editEach(sample.draft, DAY, ([, day = '', month = '', year = '']) =>
    fresh(`${2 + ((Number.parseInt(day, 10) + Math.floor(random() * 20)) % 27)} ${month}${year}`, known),
  );
};
const movedMonth: Corruption = (sample, _, random) => {
  const known = sourceWords(sample);
  return [
    ...editEach(sample.draft, DAY, ([, day, month, year = '']) =>
      fresh(
        `${day} ${pick(
          MONTHS.filter((one) => one !== month),
          random,
        )}${year}`,
        known,
      ),
    ),
    ...editEach(sample.draft, MONTH_YEAR, ([, month, year]) =>
      fresh(
        `${pick(
          MONTHS.filter((one) => one !== month),
          random,
        )}${year}`,
        known,
      ),
    ),
  ];
};
const movedYear: Corruption = ({ draft }, _, random) =>
  editEach(draft, YEAR, ([year = '']) => String(Number(year) + (random() < 0.5 ? 1 : -1)));

/** The day that another date of the passages has. */
const otherDay: Corruption = (sample, _, random) => {
  const found = [...sourceWords(sample).matchAll(DAY)].map(([whole]) => whole);
  return editEach(sample.draft, DAY, ([whole = '']) =>
    pick(
      found.filter((one) => one !== plain(whole)),
      random,
    ),
  );
};

/** Figures of another time under a question of today, and of today under a question of 2025. */
const otherValidity: Corruption = (sample, { figures }) => {
  const { understanding } = sample;
  const passage = sample.evidences[0]?.passage;
  return ['2025-06-15', '2024-03-01', '2027-06-15'].flatMap((day) => {
    const [then, now] = [day, understanding.date].map((one) => passage && toEvidence(passage, figures, one));
    if (!then || !now || JSON.stringify(then.figures) === JSON.stringify(now.figures)) return [];
    const asked = { ...understanding, date: day };
    return [
      { understanding, evidences: [then], draft: composeExtractive(understanding, [then]) },
      { understanding: asked, evidences: [now], draft: composeExtractive(asked, [now]) },
    ];
  });
};

/** Wrong verdicts, rules of another regime or another time. */
export const MEANING_WAYS = {
  'verdict-flipped': verdict(flippedOpening),
  'verdict-added': verdict(addedOpening),
  'sentence-negated': verdict(negated),
  'word-contrary': verdict(contrary),
  'regime-other-passage': regime(foreignPassage),
  'regime-word': regime(
    swaps([
      [/ de défense(?: (?:ou|et) de sécurité)?(?=[ ,.;])/g, ''],
      [/ de défense(?: (?:ou|et) de sécurité)?(?=[ ,.;])/g, ' ordinaire'],
      [/(?<=\b[Uu]n marché)(?: public)?(?= (?!de défense))/g, ' de défense'],
      [/\b([Uu]n|[Ll]['’]) ?acheteur\b(?! qui)/g, 'un acheteur de la défense'],
      [/\b[Uu]ne (?:mairie|collectivité|commune)\b/g, 'une entité adjudicatrice'],
      [/(?<=\b[Vv]otre marché)(?= )/g, ' de concession'],
      [/(?<=\b[Cc]lient)s? privée?s?/g, ' public'],
    ]),
  ),
  'buyer-swapped': regime(
    swaps([
      [/\bl['’]État\b/g, 'les collectivités'],
      [/\b[Uu]ne (?:mairie|collectivité|commune)\b/g, 'un hôpital'],
      [/\bles collectivités(?: territoriales)?\b/g, 'l’État'],
      [/\b(?:[Uu]n hôpital|un établissement public de santé)\b/g, 'une commune'],
      [/\bune PME\b/g, 'une grande entreprise'],
      [/\b[Ll]e titulaire\b/g, 'le sous-traitant'],
      [/\b[Ll]e sous-traitant\b/g, 'le titulaire'],
    ]),
  ),
  'category-swapped': regime(
    swaps([
      [/\b(?:des |en |de )?travaux\b/g, 'des fournitures'],
      [/\bfournitures\b/g, 'travaux'],
      [/\bservices\b/g, 'travaux'],
    ]),
  ),
  'citation-moved': regime(movedCitation),
  'day-moved': date(movedDay),
  'month-moved': date(movedMonth),
  'year-moved': date(movedYear),
  'day-from-same-page': date(otherDay),
  'validity-of-another-time': date(otherValidity),
};
