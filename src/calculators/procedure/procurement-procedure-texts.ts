import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import type { Formalities, ProcedureResult, Publicity } from './procurement-procedure.ts';

/** What the sentences on a procedure speak of, already in French: amounts with their unit, no-break spaces inside. */
export interface ProcedureWords {
  /** « 52 000 € HT », « moins de 90 000 € HT ». */
  readonly amount: string;
  readonly exemption: string;
  /** The European threshold; undefined when none applies. */
  readonly formal?: string | undefined;
  readonly notice?: string | undefined;
  /** « les fournitures et services », « les achats innovants ». */
  readonly kind: string;
  /** What the European threshold is that of: « les fournitures et services d’une collectivité ». */
  readonly formalKind: string;
  /** The amount is not exact and may lead to several procedures. */
  readonly wide: boolean;
  /** Annex 3: an adapted procedure whatever the amount. */
  readonly social: boolean;
}

type Said = Pick<ProcedureResult, 'procedure' | 'publicity'>;

/** « Oui, … », « Non, … », or the sentence alone. */
export function opened(verdict: Verdict, sentence: string): string {
  if (verdict) return `${verdict === 'oui' ? 'Oui' : 'Non'}, ${sentence}`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const direct = (w: ProcedureWords): string =>
  `sous ${w.exemption} pour ${w.kind}, l’acheteur peut se passer de publicité et de mise en concurrence`;
const directLimit = (w: ProcedureWords): string => `il n’est possible que sous ${w.exemption} pour ${w.kind}`;
const adaptedWhy = (w: ProcedureWords): string =>
  `l’achat direct n’est possible que sous ${w.exemption} pour ${w.kind}`;
const formalWhy = (w: ProcedureWords): string => `elle l’est à partir de ${w.formal} pour ${w.formalKind}`;

/** May it be bought without competition? */
export function directHeadline({ procedure }: Said, w: ProcedureWords, forbidden: boolean): string {
  if (procedure === 'direct')
    return `${forbidden ? 'ce n’est pas interdit : ' : ''}un achat direct est possible à ${w.amount}, car ${direct(w)}.`;
  const start = forbidden
    ? `à ${w.amount}, l’achat direct n’est pas permis`
    : `pas en achat direct à ${w.amount}`;
  const then = w.wide
    ? 'Une mise en concurrence est due.'
    : procedure === 'formal'
      ? `Une procédure formalisée est obligatoire : ${formalWhy(w)}.`
      : 'Une mise en concurrence est due, en procédure adaptée (MAPA).';
  return `${start} : ${directLimit(w)}. ${then}`;
}

/** Must it be put to competition? `tender`: the question says « appel d’offres ». */
export function competitionHeadline({ procedure }: Said, w: ProcedureWords, tender: boolean): string {
  if (procedure === 'direct') return `aucune mise en concurrence n’est imposée à ${w.amount} : ${direct(w)}.`;
  if (w.wide) return `à ${w.amount}, une mise en concurrence est obligatoire : ${adaptedWhy(w)}.`;
  if (procedure === 'formal')
    return `à ${w.amount}, une procédure formalisée, comme l’appel d’offres, est obligatoire : ${formalWhy(w)}.`;
  const strict = !tender
    ? ''
    : w.social
      ? ' L’appel d’offres formalisé n’est pas imposé aux services de l’annexe 3.'
      : ` L’appel d’offres formalisé n’est pas imposé sous ${w.formal}.`;
  return `à ${w.amount}, une mise en concurrence est obligatoire, en procédure adaptée (MAPA) : ${adaptedWhy(w)}.${strict}`;
}

/** Is it a formal procedure? */
export function formalHeadline({ procedure }: Said, w: ProcedureWords): string {
  if (procedure === 'formal')
    return `à ${w.amount}, la procédure formalisée est obligatoire : ${formalWhy(w)}.`;
  if (w.social)
    return `pas de procédure formalisée imposée à ${w.amount} : un service de l’annexe 3 suit une procédure adaptée (MAPA) à tout montant.`;
  const then =
    procedure === 'direct'
      ? ` L’achat direct est même possible sous ${w.exemption}.`
      : ' Une procédure adaptée (MAPA) suffit.';
  return `pas de procédure formalisée imposée à ${w.amount} : elle commence à ${w.formal} pour ${w.formalKind}.${then}`;
}

/** Is it a MAPA, or may it be one? */
export function adaptedHeadline({ procedure }: Said, w: ProcedureWords, may: boolean): string {
  if (procedure === 'formal')
    return `une procédure adaptée (MAPA) ne suffit pas à ${w.amount} : une procédure formalisée est obligatoire, ${formalWhy(w)}.`;
  if (procedure === 'adapted')
    return `à ${w.amount}, c’est une procédure adaptée (MAPA) : ${adaptedWhy(w)}${upTo(w)}.`;
  if (may) return `l’acheteur peut choisir un MAPA à ${w.amount}, sans y être obligé : ${direct(w)}.`;
  return `un MAPA n’est pas imposé à ${w.amount} : ${direct(w)}.`;
}

const upTo = (w: ProcedureWords): string =>
  w.social
    ? ', et un service de l’annexe 3 ne devient jamais formalisé'
    : `, et la procédure formalisée commence à ${w.formal}`;

/** Must it be published? */
export function noticeHeadline({ publicity }: Said, w: ProcedureWords): string {
  const free = w.wide ? '' : ' L’acheteur met en concurrence et choisit librement sa publicité.';
  const sentences: Readonly<Record<Publicity, string>> = {
    none: `aucune publicité n’est imposée à ${w.amount} : ${direct(w)}.`,
    free: w.notice
      ? `à ${w.amount}, aucune annonce au BOAMP ni dans un journal d’annonces légales (JAL) n’est imposée : elle l’est à partir de ${w.notice}.${free}`
      : `à ${w.amount}, aucune annonce au BOAMP ni dans un journal d’annonces légales (JAL) n’est imposée à cet acheteur pour une procédure adaptée.${free}`,
    adapted: `à ${w.amount}, un service de l’annexe 3 demande une publicité adaptée au marché : ni le BOAMP ni un journal d’annonces légales (JAL) ne sont imposés.`,
    national: `à ${w.amount}, un avis est obligatoire, au BOAMP ou dans un journal d’annonces légales (JAL), au choix de l’acheteur : c’est la règle à partir de ${w.notice}.`,
    eu: `à ${w.amount}, un avis est obligatoire, au JOUE (Journal officiel de l’Union européenne) seul : c’est la règle à partir de ${w.social ? w.notice : w.formal}.`,
    'national-and-eu': `à ${w.amount}, un avis est obligatoire, au BOAMP et au JOUE (Journal officiel de l’Union européenne) : c’est la règle à partir de ${w.formal}.`,
    unsaid: `à ${w.amount}, une mise en concurrence est due. La publicité de ce régime se lit dans l’avis ou se demande à l’acheteur : je n’ai pas de règle sûre à vous donner.`,
  };
  return sentences[publicity];
}

/** Which procedure? */
export function procedureHeadline(result: Said, w: ProcedureWords): string {
  const { procedure, publicity } = result;
  if (procedure === 'direct')
    return `à ${w.amount}, un achat direct est possible : ${direct(w)}. Il reste libre de mettre en concurrence.`;
  const name = procedure === 'formal' ? 'procédure formalisée' : 'procédure adaptée (MAPA)';
  return `à ${w.amount} : ${name}. ${w.wide ? 'La publicité dépend du montant exact.' : publicityLine(publicity)}`;
}

/** Must it be written? Must its data, its files be online? */
export const formalityHeadline = {
  written: (due: boolean, from: string, amount: string): string =>
    due
      ? `à ${amount}, un contrat écrit est obligatoire : il l’est à partir de ${from}.`
      : `à ${amount}, le code n’impose pas d’écrit : il l’est à partir de ${from}. Un bon de commande ou un devis signé reste une bonne protection.`,
  data: (due: Formalities['data']['due'], from: string, amount: string): string => {
    if (due === 'no')
      return `à ${amount}, la publication des données du marché n’est pas imposée : elle l’est à partir de ${from}.`;
    if (due === 'published')
      return `à ${amount}, les données essentielles du marché doivent être publiées : c’est la règle à partir de ${from}.`;
    return `à ${amount}, les données de cet achat direct doivent être publiées, ou figurer dans la liste annuelle du premier trimestre : c’est la règle à partir de ${from}.`;
  },
  files: (due: Formalities['filesOnline']['due'], from: string, amount: string): string => {
    if (due === 'no')
      return `à ${amount}, la mise en ligne du dossier n’est pas imposée : elle l’est à partir de ${from}, quand un avis est publié.`;
    if (due === 'yes')
      return `à ${amount}, un avis est publié et le dossier doit être en ligne sur le profil d’acheteur : c’est la règle à partir de ${from}.`;
    return `à ${amount}, le dossier doit être en ligne sur le profil d’acheteur si un avis est publié : c’est la règle à partir de ${from}.`;
  },
} as const;

/** The publicity that is due, in a line. */
export function publicityLine(publicity: Publicity): string {
  const lines: Readonly<Record<Publicity, string>> = {
    none: 'Publicité : aucune n’est imposée.',
    free: 'Publicité : libre et adaptée au marché, au choix de l’acheteur.',
    adapted: 'Publicité : adaptée au marché, sans BOAMP ni journal d’annonces légales imposés.',
    national: 'Publicité : un avis au BOAMP ou dans un journal d’annonces légales (JAL).',
    eu: 'Publicité : un avis au JOUE seul.',
    'national-and-eu': 'Publicité : un avis au BOAMP et au JOUE.',
    unsaid:
      'Publicité : à lire dans l’avis ou à demander à l’acheteur, je n’ai pas de règle sûre pour ce régime.',
  };
  return lines[publicity];
}
