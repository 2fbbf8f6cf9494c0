import type {
  NoticeKind,
  OpportunityKind,
  PublisherKind,
} from '#src/features/opportunities/notice/notice.ts';
import type { WrittenFields } from '#src/features/opportunities/sources/files/written.ts';
import type { StaffAct } from '#src/features/opportunities/store/publishing.ts';
import type { WrittenLine } from '#src/features/opportunities/written-table.ts';
import { counted } from '#src/platform/french/measures.ts';

/** The fields of an opportunity, as the form and the model of the table name them. */
export const fieldLabels: Readonly<Record<keyof WrittenFields, string>> = {
  reference: 'Référence',
  title: 'Titre',
  kind: 'Type',
  publisher: 'Publié par',
  publisherKind: 'Qualité',
  description: 'Description',
  buyer: 'Acheteur',
  nature: 'Nature',
  cpv: 'CPV',
  departments: 'Départements',
  commune: 'Commune',
  low: 'Montant minimum',
  high: 'Montant maximum',
  closingDay: 'Date limite',
  closingTime: 'Heure limite',
  reserved: 'Réservé',
  clauses: 'Clauses',
  url: 'Lien',
  contact: 'Contact',
  mail: 'Mail',
  phone: 'Téléphone',
};

/** What is said under a field. */
export const fieldHints: Partial<Readonly<Record<keyof WrittenFields, string>>> = {
  title: 'Ce qui est demandé, en une ligne : c’est ce qui dit d’abord le métier.',
  buyer: 'S’il n’est pas celui qui publie.',
  cpv: 'Facultatif. Huit chiffres ; plusieurs codes séparés par une virgule.',
  departments: 'Numéros ou noms, séparés par une virgule : « 59, 62 », une région, ou « France ».',
  low: 'En euros hors taxes.',
  high: 'En euros hors taxes. Un seul montant : le même des deux côtés.',
  closingTime: 'Heure de Paris.',
  url: 'L’adresse de la page ou du dossier.',
};

/** Kinds of opportunities: those that the programme names first. */
export const kindNames: Readonly<Record<OpportunityKind, string>> = {
  'private-contract': 'Contrat privé',
  'business-convention': 'Convention d’affaires',
  'call-for-interest': 'Appel à manifestation d’intérêt',
  'call-for-projects': 'Appel à projets',
  'large-investment': 'Grand projet d’investissement',
  'public-contract': 'Marché public',
  other: 'Autre',
};

export const publisherNames: Readonly<Record<PublisherKind, string>> = {
  cci: 'CCI',
  cma: 'CMA',
  cress: 'CRESS',
  principal: 'Donneur d’ordres',
  'local-authority': 'Collectivité',
  state: 'État',
  fabrique: 'La Fabrique',
  other: 'Autre',
};

export const natureNames: Readonly<Record<string, string>> = {
  '': 'Non précisée',
  services: 'Services',
  travaux: 'Travaux',
  fournitures: 'Fournitures',
};
export const reservedNames: Readonly<Record<string, string>> = {
  '': 'À personne : ouvert à tous',
  'entreprises adaptées et ESAT': 'Entreprises adaptées et ESAT',
  'structures d’insertion': 'Structures d’insertion (SIAE)',
  'entreprises adaptées et ESAT, structures d’insertion': 'EA, ESAT et structures d’insertion',
  'économie sociale et solidaire': 'Économie sociale et solidaire',
};
export const clauseNames: Readonly<Record<string, string>> = {
  '': 'Aucune, ou non précisé',
  sociale: 'Clause sociale',
  environnementale: 'Clause environnementale',
  'sociale, environnementale': 'Clauses sociale et environnementale',
};

/** What became of a notice. */
export const noticeKindNames: Readonly<Record<NoticeKind, string>> = {
  initial: 'Ouvert',
  rectificatif: 'Corrigé',
  annulation: 'Annulé',
  attribution: 'Attribué',
  intention: 'À venir',
  renewal: 'Contrat qui finit',
  written: 'Ouvert',
};

const acts: Readonly<Record<StaffAct, string>> = {
  written: 'écrite',
  corrected: 'corrigée',
  ended: 'annulée',
  published: 'publiée',
};

const verdicts: Readonly<Record<WrittenLine['verdict'], string>> = {
  new: 'Nouvelle.',
  corrects: 'Corrige une opportunité déjà écrite.',
  same: 'Déjà écrite, inchangée.',
  ended: 'Déjà annulée : cette ligne n’y change rien.',
  again: 'Une ligne plus bas a la même référence : c’est elle qui compte.',
  wrong: 'À corriger',
};

/** What staff read of notices and of what they write. */
export const writtenPageTexts = {
  write: 'Écrire une opportunité',
  correct: 'Corriger une opportunité',
  correctIt: 'Corriger',
  intro:
    'Seuls le titre, le type et « Publié par » sont nécessaires ; plus il y en a, mieux elle ira à qui elle convient.',
  groups: {
    what: 'Ce qui est demandé',
    who: 'Qui la publie',
    where: 'Où',
    how: 'Combien et jusqu’à quand',
    whom: 'Pour qui',
    contact: 'Lien et contact',
  },
  choose: 'Choisir…',
  asName: 'D’après le nom',
  save: 'Enregistrer',
  saved: 'Enregistrée.',
  unchanged: 'Rien n’a changé.',
  corrected: 'Corrigée : qui la suit en sera prévenu.',
  changed:
    'Quelqu’un l’a changée entre-temps : ouvrez-la dans un autre onglet pour voir comment, puis corrigez ici ce qui reste à corriger. Rien de ce que vous avez tapé n’est perdu.',
  gone: 'Cet avis n’existe pas, ou a été effacé un an après sa clôture.',
  notWritten: 'Cet avis ne vient pas de l’équipe : il se corrige à sa source.',
  ended: 'Elle est annulée : écrivez-en une autre.',
  draftBack: 'Ce que vous aviez commencé à taper est revenu.',
  draftDrop: 'Repartir de zéro',
  fits: 'À qui convient-elle ?',
  fitsOf: 'À qui convient-il ?',
  see: (title: string): string => `Voir ${title}`,
  back: 'Retour aux opportunités',
  backToNotice: 'Retour à l’avis',
  end: 'Annuler cette opportunité',
  endIntro: 'Elle ne sera plus proposée. Qui la suit sera prévenu, avec cette raison.',
  endWhy: 'Pourquoi',
  endButton: 'Annuler l’opportunité',
  endNeedsWhy: 'Dites pourquoi : c’est ce que liront celles qui la suivent.',
  endDone: 'Annulée.',
  cancelled: (why: string): string => (why === '' ? 'Annulée.' : `Annulée : ${why}`),
  facts: {
    kind: 'Type',
    state: 'État',
    publisher: 'Publié par',
    buyer: 'Acheteur',
    lots: 'Lots',
    places: 'Lieu',
    amount: 'Montant',
    closing: 'Date limite',
    reserved: 'Réservé',
    clauses: 'Clauses',
    link: 'Lien',
    contact: 'Contact',
    seen: 'Lu dans',
    acts: 'Fait par',
    description: 'Description',
  },
  wholeCountry: 'Toute la France',
  noClosing: 'non dite',
  otherPlaces: (count: number): string => `et ${counted(count, 'autre')}`,
  lot: (number: string, title: string): string => `Lot ${number} : ${title}`,
  act: (act: StaffAct, name: string, moment: string): string =>
    `${acts[act]}${name === '' ? '' : ` par ${name}`}, ${moment}`,
  sources: { boamp: 'BOAMP', ted: 'TED', approch: 'APProch', decp: 'DECP', written: 'écrite par l’équipe' },
  written: 'Opportunités écrites',
  writtenIntro: 'Ce que l’équipe a écrit ou déposé, les dernières changées d’abord.',
  noneWritten: 'Aucune opportunité écrite. Écrivez-en une, ou déposez un tableau.',
  notices: 'Chercher un avis',
  noticesIntro: (most: string): string =>
    `Par numéro parmi tous ; par mots parmi les ${most} derniers venus ou changés.`,
  words: 'Numéro ou mots',
  search: 'Chercher',
  noneFound: 'Aucun avis ne correspond.',
  found: (count: number, isCut: boolean): string =>
    isCut ? `Les ${count} premiers` : counted(count, 'avis trouvé', 'avis trouvés'),
  lastOnes: 'Les derniers venus ou changés',
  columns: {
    title: 'Avis',
    kind: 'Type',
    publisher: 'Par',
    closing: 'Date limite',
    state: 'État',
    published: 'Publication',
  },
  published: 'publiée',
  closedState: 'Fermé',
  pager: 'Pages des avis',
  newest: 'Les plus récents',
  older: 'Plus anciens',
  drop: 'Déposer un tableau d’opportunités',
  dropIntro:
    'Un tableau CSV, une opportunité par ligne, aux colonnes du modèle. Rien n’est enregistré avant que vous ayez vu ce que donne chaque ligne. Redéposer le même tableau corrige ce qui y a changé.',
  model: 'Télécharger le modèle (CSV)',
  modelName: 'modele-opportunites.csv',
  file: 'Choisir le tableau, ou le glisser ici',
  preview: 'Voir ce qu’il donne',
  tooBig: 'Ce fichier dépasse 2 Mo : coupez-le en plusieurs.',
  summary: (counts: {
    readonly made: number;
    readonly corrected: number;
    readonly wrong: number;
    readonly other: number;
  }): string =>
    [
      counted(counts.made, 'nouvelle'),
      counted(counts.corrected, 'corrigée'),
      counted(counts.other, 'sans effet', 'sans effet'),
      counted(counts.wrong, 'à corriger', 'à corriger'),
    ].join(', '),
  bringIn: (count: number, wrong: number): string =>
    wrong === 0
      ? `Enregistrer ${counted(count, 'ligne')}`
      : `Enregistrer ${counted(count, 'ligne')} (les lignes à corriger sont laissées)`,
  nothing: 'Ce tableau n’apporte rien de nouveau.',
  line: (line: number, title: string, verdict: WrittenLine['verdict'], mistakes: string): string =>
    `Ligne ${line}${title === '' ? '' : `, « ${title} »`} : ${mistakes === '' ? verdicts[verdict] : mistakes}`,
  groupWrong: (count: number): string => `À corriger dans le tableau (${count})`,
  groupGood: (count: number): string => `Lignes qui seront enregistrées (${count})`,
  groupOther: (count: number): string => `Lignes sans effet (${count})`,
  broughtIn: (made: number, corrected: number): string =>
    `${counted(made, 'opportunité ajoutée', 'opportunités ajoutées')}, ${counted(corrected, 'corrigée')}.`,
  seeWritten: 'Voir les opportunités écrites',
  unreadable: 'Cette demande n’a pas pu être lue.',
};
