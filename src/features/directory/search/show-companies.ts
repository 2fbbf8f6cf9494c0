import { type Block, type Choice, paragraph } from '#src/channel/blocks.ts';
import { button, choices, listOf } from '#src/channel/make-blocks.ts';
import type { Form } from '#src/company/form/form.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import { directoryButtons } from '#src/features/directory/chat/request.ts';
import type { CompanySearch } from '#src/features/directory/rules/asks-companies.ts';
import type { Criteria } from '#src/features/directory/rules/criteria.ts';
import { KIND_FIELDS } from '#src/features/directory/rules/families.ts';
import { type Match, type Reason, searchCards } from '#src/features/directory/rules/match.ts';
import type { PublicCard, PublicFamily, PublicTerritory } from '#src/features/directory/rules/public-card.ts';
import { type Weighed, weighIn } from '#src/features/directory/rules/weigh-in.ts';
import { askedWords, territoryWords, directoryTexts as texts } from '#src/features/directory/texts.ts';
import { departmentOf, REGION_SUD } from '#src/reference/french-places.ts';
import { sectorOf } from '#src/reference/sectors.ts';

/** Companies that one message names; the others are on the page. */
const SHOWN = 5;
const BUTTONS = 3;
/** Those for which one thing is missing that are shown beside those that answer. */
const BESIDE = 2;
/** Gives what is needed to the team. */
export const NEED_BUTTON = button(directoryButtons.need, texts.needButton);

const labelOf = (form: Form, field: string, id: string): string =>
  form.fields.find((one) => one.id === field)?.choices.find((choice) => choice.id === id)?.label ?? id;

const sectorLabels = (ids: readonly string[]): string[] => ids.flatMap((id) => sectorOf(id)?.label ?? []);

/** « Insertion, Entreprise d'insertion (EI) ». */
export function familyLabel(form: Form, { family, kinds }: Pick<PublicFamily, 'family' | 'kinds'>): string {
  const field = KIND_FIELDS[family]?.kind;
  const named = field ? kinds.filter((id) => id !== 'other').map((id) => labelOf(form, field, id)) : [];
  return [labelOf(form, 'engagements', family), ...named].join(', ');
}

/** Where a company works, in words. */
export function territoryLabel({ everywhere, radius, regions, departments }: PublicTerritory): string {
  if (everywhere) return territoryWords.everywhere;
  if (radius) return territoryWords.radius(radius.km, radius.around);
  const named = departments.map((code) => territoryWords.department(departmentOf(code)?.name ?? code, code));
  return [...regions.map((one) => (one === REGION_SUD ? territoryWords.sud : one)), ...named].join(', ');
}

/** The name of a company's trades. */
export const tradesOf = (card: PublicCard): string[] => sectorLabels(card.sectors);

/** Why a company answers, as people read it. */
export function reasonWords(form: Form, card: PublicCard, reason: Reason): string {
  switch (reason.type) {
    case 'sector':
      return texts.reasons.does(sectorLabels(reason.sectors));
    case 'offer':
      return texts.reasons.offer(card.offer);
    case 'trade':
      return texts.reasons.does([reason.trade]);
    case 'trade-beside':
      return texts.reasons.doesBeside(reason.trade);
    case 'beside':
      return texts.reasons.beside(
        reason.departments.map((code) => territoryWords.department(departmentOf(code)?.name ?? code, code)),
      );
    case 'everywhere':
      return texts.reasons.everywhere;
    case 'place':
      return texts.reasons.place(reason.place);
    case 'radius':
      return texts.reasons.radius(reason.km, reason.around);
    case 'family':
      return texts.reasons.family(
        familyLabel(form, { family: reason.family, kinds: reason.kind ? [reason.kind] : [] }),
        reason.isVerified,
      );
    default:
      return reason satisfies never;
  }
}

/** What was understood of a search, in a few words: people see it when it is not what they meant. */
export function criteriaWords(form: Form, { sectors, stems, families, places }: Criteria): string {
  return askedWords([
    ...(sectors.length > 0 ? sectorLabels(sectors) : stems.length > 0 ? [stems.join(' ')] : []),
    ...families.map(({ family, kind }) => familyLabel(form, { family, kinds: kind ? [kind] : [] })),
    ...places.map(({ name }) => (name === REGION_SUD ? territoryWords.sud : name)),
  ]);
}

/** What a search found, as it is said: the blocks, and the companies that they show, by their keys, in order. */
export interface Found {
  readonly blocks: readonly Block[];
  readonly keys: readonly string[];
}

/** The answer to a search, with the reasons, or what to do when there is nothing. */
export function searchResult(
  form: Form,
  cards: readonly PublicCard[],
  search: CompanySearch,
  pageUrl: (criteria: Criteria) => string,
  { weighed = [], isNeed = false }: NeedFound = {},
): Found {
  const listed = searchCards(cards, search.criteria);
  const { found, partial, near } = weighIn(cards, search.criteria, listed, weighed);
  const answers = found.length > 0 ? found : near.length > 0 ? [...near, ...partial] : partial;
  const shown = answers.slice(0, SHOWN);
  const beside = found.length > 0 ? near.slice(0, BESIDE) : [];
  const onPage = new Set(
    (listed.found.length > 0 ? listed.found : listed.partial).map(({ card }) => card.key),
  );
  const left = answers.slice(SHOWN).filter(({ card }) => onPage.has(card.key)).length;
  return {
    blocks: searchBlocks(form, search, { found, shown, left, beside, isNeed }, pageUrl),
    keys: [...shown, ...beside].map(({ card }) => card.key),
  };
}

/** What is known of a need beside the words of a search. */
export interface NeedFound {
  /** How companies answer it by finer rules, as far as the public knows them. */
  readonly weighed?: readonly Weighed[];
  /** Whether it may be given to the team: its words are those of who buys. */
  readonly isNeed?: boolean | undefined;
}

/** What a search found, as it is shown. */
interface Shown {
  readonly found: readonly Match[];
  /** Those that answer; else those that answer part of it. */
  readonly shown: readonly Match[];
  /** How many more the page lists, which knows no finer rules. */
  readonly left: number;
  /** Those for which one thing is missing, where others answer. */
  readonly beside: readonly Match[];
  readonly isNeed: boolean;
}

function searchBlocks(
  form: Form,
  { criteria, unknownPlace }: CompanySearch,
  { found, shown, left, beside, isNeed }: Shown,
  pageUrl: (criteria: Criteria) => string,
): Block[] {
  const asked = criteriaWords(form, criteria);
  const place: Block[] = unknownPlace
    ? [{ type: 'note', tone: 'warning', text: [{ text: texts.unknownPlace(unknownPlace) }] }]
    : [];
  const expert: Choice[] = [...(isNeed ? [NEED_BUTTON] : []), EXPERT_BUTTON];
  if (shown.length === 0)
    return [
      paragraph(texts.none(asked)),
      ...place,
      paragraph(texts.noneNext),
      { type: 'choices', choices: expert },
    ];
  return [
    paragraph(found.length > 0 ? texts.found(found.length, asked) : texts.partly(asked)),
    { type: 'list', items: shown.map((match) => [{ text: matchLine(form, match) }]) },
    ...place,
    ...(left > 0 ? [paragraph(texts.more(left, pageUrl(criteria)))] : []),
    ...(beside.length > 0
      ? [paragraph(texts.near), listOf(beside.map((match) => matchLine(form, match)))]
      : []),
    paragraph(texts.honest),
    {
      type: 'choices',
      choices: [...[...shown, ...beside].slice(0, BUTTONS).map(({ card }) => contactButton(card)), ...expert],
    },
  ];
}

function matchLine(form: Form, { card, reasons, missing }: Match): string {
  const said = reasons.map((reason) => reasonWords(form, card, reason));
  const lacks = missing.map((one) => texts.missingNames[one]);
  const town = card.town && `${card.town.name}, ${card.town.department}`;
  return texts.line(card.name, town, [...said, ...(lacks.length > 0 ? [texts.missing(lacks)] : [])]);
}

/** Which of these companies is meant: their names, with a button for each. */
export const whichBlocks = (cards: readonly PublicCard[]): Block[] => [
  paragraph(cards.length > 0 ? texts.which : texts.whichNone),
  ...(cards.length > 0
    ? [listOf(cards.map(({ name, town }) => (town ? `${name} (${town.name}, ${town.department})` : name)))]
    : []),
  choices(...cards.slice(0, SHOWN).map(contactButton), EXPERT_BUTTON),
];

const contactButton = ({ key, name }: PublicCard): Choice => ({
  id: `contact-${key}`,
  label: texts.contactButton(name.length > 40 ? `${name.slice(0, 39)}…` : name),
  kind: 'action',
  value: directoryButtons.contact(key),
});

/** All that the public would read of a company, line by line. */
export function previewLines(form: Form, card: PublicCard): string[] {
  const { preview } = texts;
  const trades = tradesOf(card);
  return [
    preview.name(card.name),
    ...(card.town ? [preview.town(`${card.town.name} (${card.town.department})`)] : []),
    ...(trades.length > 0 ? [preview.does(trades)] : []),
    ...(card.offer ? [preview.offer(card.offer)] : []),
    ...(card.territory ? [preview.territory(territoryLabel(card.territory))] : []),
    ...card.families.map((one) => preview.family(familyLabel(form, one), one.isVerified)),
  ];
}
