import type { HiddenText } from './hidden-text.ts';

/** What staff are told of a text that a reader would not see; it is neither indexed nor shown. */
const KINDS: Readonly<Record<HiddenText['kind'], string>> = {
  invisible: 'caractères invisibles retirés',
  comment: 'commentaire caché, ignoré',
  element: 'texte caché aux lecteurs, ignoré',
  image: 'image ignorée, et le texte qui la décrit',
  title: 'titre caché d’un lien, ignoré',
  'look-alike': 'lettres d’un autre alphabet dans un mot, remplacées',
  encoded: 'suite de caractères codés, ignorée',
};

const found = ({ kind, excerpt }: HiddenText): string =>
  excerpt ? `${KINDS[kind]} : « ${excerpt} »` : KINDS[kind];

/** « a », « b » et 2 autres. */
const list = (words: readonly string[], more: number): string =>
  `${words.map((word) => `« ${word} »`).join(', ')}${more > 0 ? ` et ${more} autre${more > 1 ? 's' : ''}` : ''}`;

/** Warnings on knowledge files, for staff. */
export const hiddenText = {
  found,
  onPage: (page: number, hidden: HiddenText): string => `page ${page} : ${found(hidden)}`,
  order: (heading: string, excerpt: string): string =>
    `« ${heading} » : phrase adressée à une machine (ou en anglais), jamais citée : « ${excerpt} »`,
  title: (title: string): string =>
    `titre remplacé par le nom du fichier : il s’adresse à une machine, donne des coordonnées ou n’en finit pas (« ${title} »)`,
  contacts: (contacts: readonly string[], more: number): string =>
    `coordonnées masquées dans les réponses : ${list(contacts, more)}. Pour les montrer, déclarez-les dans « sources », après les avoir vérifiées`,
  verdict: (heading: string): string =>
    `« ${heading} » : un document ne décide pas d’un oui ou d’un non, sa « Proposition » est ignorée`,
  unknownArticles: (articles: readonly string[], more: number): string =>
    `articles qui n’existent pas dans le code de la commande publique, ou sans le nom de leur code, jamais cités comme références : ${list(articles, more)}`,
  nothingLeft: 'rien à citer dans ce fichier une fois retiré ce qui est caché ou adressé à une machine',
  pdfPage: (page: number, excerpt: string): string =>
    `page ${page} : texte invisible à l’écran, ignoré : « ${excerpt} »`,
  pdfMixed: (page: number): string =>
    `page ${page} : texte visible et texte caché ne se séparent pas, la page entière est ignorée`,
  pdfScan: (page: number): string =>
    `page ${page} : texte reconnu sur une image ; vérifiez qu’il dit la même chose qu’elle`,
};

/** What is read in an answer where a document gave an address or a number that nobody vouches for. */
export const removedContact = '(coordonnées retirées)';
