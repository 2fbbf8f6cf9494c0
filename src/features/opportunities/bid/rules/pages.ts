import type { ReservedFor } from '#src/features/opportunities/notice/notice.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';

/** A section of a page, as it is indexed: « guides/avance#ai-je-droit-a-une-avance ». */
export type PageKey = string;

const section = (page: string, heading: string): PageKey => `guides/${page}#${slugify(heading)}`;

/** To whom lots are reserved, by page. */
const RESERVED: Readonly<Record<ReservedFor, PageKey>> = {
  adapted: section(
    'marches-reserves-handicap-insertion',
    'Qui peut répondre à un marché réservé au handicap ?',
  ),
  insertion: section(
    'marches-reserves-handicap-insertion',
    "Qui peut répondre à un marché réservé à l'insertion ?",
  ),
  ess: section('lots-reserves-ess-jei', "Faut-il être de l'ESS pour répondre à un lot réservé ?"),
};

/** The sections of knowledge that the cards stand on. */
export const PAGES = {
  may: section('qui-peut-repondre', 'Qui peut répondre à un marché public ?'),
  reserved: RESERVED,
  turnover: section(
    'capacites-et-chiffre-affaires',
    "Quel chiffre d'affaires minimal un acheteur peut-il exiger ?",
  ),
  lean: section(
    'capacites-et-chiffre-affaires',
    "Puis-je m'appuyer sur les capacités d'une autre entreprise pour candidater ?",
  ),
  papers: section('declaration-et-preuves', 'Quels papiers dois-je joindre à ma candidature ?'),
  hours: section('repondre-ou-non', 'Combien de temps faut-il pour préparer une réponse à un marché ?'),
  together: section(
    'groupement-cotraitance',
    'Comment répondre à un marché avec un collègue ou une autre entreprise ?',
  ),
  consortium: section(
    'consortium-negociation-grands-projets',
    "Comment monter un consortium d'entreprises engagées pour un gros marché ?",
  ),
  reservedTogether: section(
    'lot-reserve-partenaires-et-calcul',
    'Une entreprise ordinaire peut-elle répondre en groupement à un lot réservé ?',
  ),
  questions: section(
    'questions-et-visites',
    "Comment poser une question à l'acheteur pendant la consultation, et jusqu'à quand ?",
  ),
  deposit: section('depot-des-plis', "Une offre arrivée après l'heure limite est-elle éliminée ?"),
  rejection: section('apres-le-rejet', 'Que faire le jour où je reçois une lettre de rejet ?'),
  adaptedReasons: section(
    'apres-le-rejet',
    "En procédure adaptée, sous quel délai l'acheteur doit-il me donner les motifs du rejet ?",
  ),
  formalReasons: section('apres-le-rejet', 'Que doit contenir la lettre de rejet dans un marché formalisé ?'),
} as const;
