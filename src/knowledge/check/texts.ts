import type { Proposition } from '#src/knowledge/model/document.ts';
import { counted } from '#src/platform/french/measures.ts';

const said = ({ modality, statement, verdict }: Proposition): string =>
  `« ${modality} — ${statement} » : ${verdict}`;
const decimal = (value: number): string => value.toFixed(1).replace('.', ',');

const casesSaid = (cases: string): string => (cases ? `« Cas : ${cases} »` : 'sans « Cas »');

/** What `knowledge check` says of the pages taken together. */
export const knowledgeTexts = {
  missingInHeader: (field: string): string =>
    `en-tête : « ${field} » manque (dernière relecture, prochaine relecture, responsable et sources sont à remplir)`,
  reviewedAfter: 'en-tête : « review_by » doit venir après « reviewed_on »',
  leansOn: (heading: string, words: string): string =>
    `« ${heading} » : la réponse courte se lit seule, et « ${words} » renvoie à autre chose`,
  opensList: (heading: string): string =>
    `« ${heading} » : la réponse courte annonce une suite (elle finit par « : »), alors qu’elle se lit seule`,
  namesNothing: (heading: string): string =>
    `« ${heading} » : la réponse courte se lit seule, et ne nomme pas ce dont elle parle`,
  tooShort: (heading: string): string =>
    `« ${heading} » : la réponse courte est trop brève pour se lire seule`,
  deadLink: (heading: string, target: string): string =>
    `« ${heading} » : le lien « ${target} » ne mène à aucune page ni à aucune question du dossier`,
  deadTerm: (term: string, related: string): string =>
    `« ${term} » : le terme lié « ${related} » n’existe pas dans le glossaire`,
  deadArticle: (term: string, article: string): string =>
    `« ${term} » : l’article « ${article} » n’existe pas`,
  orphan: (heading: string): string =>
    `« ${heading} » : rien n’y mène. Ajoutez « On demande aussi : … », un lien depuis une autre page, ou un mot du glossaire dans la question`,
  noValue: (heading: string, figure: string): string =>
    `« ${heading} » : le chiffre « ${figure} » n’a aucune valeur pendant que cette section vaut ; elle ne serait jamais servie`,
  staleExample: (heading: string, value: string, figure: string): string =>
    `« ${heading} » : l’exemple dit « ${value} », une ancienne valeur de « ${figure} »`,
  sameLabel: (figure: string, other: string): string =>
    `« ${figure} » et « ${other} » portent le même nom et n’ont pas la même valeur`,
  boundary: (heading: string, words: string, other: string, otherWords: string): string =>
    `« ${heading} » : « ${words} » ne range pas la valeur exacte du même côté que « ${otherWords} » (${other})`,
  contraryVerdicts: (pair: {
    heading: string;
    proposition: Proposition;
    other: string;
    otherProposition: Proposition;
    sure: boolean;
  }): string =>
    `« ${pair.heading} » : ${said(pair.proposition)}, ${pair.sure ? 'contredit' : 'est presque'} ${said(pair.otherProposition)} (${pair.other})`,
  otherCases: (pair: {
    heading: string;
    proposition: Proposition;
    other: string;
    cases: string;
    otherCases: string;
  }): string =>
    `« ${pair.heading} » : ${said(pair.proposition)}, ${casesSaid(pair.cases)} ; ${pair.other} le dit ${casesSaid(pair.otherCases)}. Une règle dite deux fois l’est avec les mêmes exceptions`,
  notInForce: (heading: string, article: string, day: string): string =>
    `« ${heading} » : l’article « ${article} » n’est pas en vigueur le ${day}, d’après le code importé`,
  figureEnds: (figure: string, day: string): string =>
    `le chiffre « ${figure} » ne vaut que jusqu’au ${day} : cherchez ce qui lui succède`,
  figureEnded: (figure: string, day: string): string =>
    `le chiffre « ${figure} » ne vaut plus depuis le ${day} : les sections qui le citent ne sont plus servies pour aujourd’hui`,
  longSentence: (heading: string, words: number, sentence: string): string =>
    `« ${heading} » : phrase de ${words} mots : « ${sentence} »`,
  passive: (heading: string, words: string): string => `« ${heading} » : tournure passive : « ${words} »`,
  jargon: (heading: string, words: string): string =>
    `« ${heading} » : « ${words} » n’est ni dans le glossaire, ni expliqué sur place`,
  alike: (heading: string, other: string, otherHeading: string, likeness: number): string =>
    `« ${heading} » : ressemble à ${Math.round(likeness * 100)} % à « ${otherHeading} » (${other})`,
  overdue: (on: string): string => `à relire depuis le ${on}`,
  unquoted: (figure: string): string => `le chiffre « ${figure} » n’est cité par aucune page`,
  readability: (r: {
    sentences: number;
    words: number;
    long: number;
    limit: number;
    passive: number;
    jargon: number;
  }): string =>
    `Lisibilité : ${decimal(r.words)} mots par phrase en moyenne ; sur ${r.sentences} phrases, ${r.long} de plus de ${r.limit} mots, ${r.passive} au passif ; ${counted(r.jargon, 'mot')} du métier hors glossaire.`,
  likeness: (alike: number, close: number): string =>
    `Ressemblances : ${counted(alike, 'paire')} de réponses proches, ${counted(close, 'paire')} de propositions proches aux verdicts contraires.`,
  upkeep: (overdue: number, unquoted: number): string =>
    `Entretien : ${counted(overdue, 'page')} à relire, ${counted(unquoted, 'chiffre')} qu’aucune page ne cite.`,
  seeReport: 'Le détail : knowledge check --report.',
};
