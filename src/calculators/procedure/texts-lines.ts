import type { Buyer, Category } from '#src/calculators/buyers.ts';
import { capitalised, uncapitalised } from '#src/platform/french/capitals.ts';
import type { OwnBody } from '#src/reader/detect-case.ts';
import type { Formalities, Nature, Procedure, Publicity } from './procurement-procedure.ts';
import type { ProcedureWords } from './procurement-procedure-texts.ts';

/** French name of the computation. */
export const PROCEDURE_TITLE = 'Calcul de la procédure et de la publicité';

type PublicBuyer = Exclude<Buyer, 'private'>;

const BUYER_NAMES: Readonly<Record<PublicBuyer, string>> = {
  state: 'l’État',
  'state-agency': 'un établissement public national',
  local: 'une collectivité',
  hospital: 'un hôpital public',
  'social-housing': 'un bailleur social',
  'public-company': 'une SEM, une SPL ou une autre entreprise publique',
  'private-body': 'une association soumise au code',
  network: 'un opérateur de réseaux (eau, énergie, transports, poste)',
  defence: 'la défense',
};

/** Local bodies by their own name: who writes for one may take it for the State. */
const BODY_NAMES: Readonly<Record<OwnBody, string>> = {
  school: 'un collège ou lycée public',
  'care-home': 'un établissement médico-social public',
};

/** « une collectivité », « l’État », « un collège ou lycée public ». */
export const buyerName = (buyer: PublicBuyer, body?: OwnBody): string =>
  body && buyer === 'local' ? BODY_NAMES[body] : BUYER_NAMES[buyer];

/** What the amount without competition is that of: « les fournitures et services ». */
export function kindName({
  category,
  nature,
  defence,
}: {
  category: Category;
  nature: Nature;
  defence: boolean;
}): string {
  const suffix = defence ? ' de défense ou de sécurité' : '';
  if (nature === 'innovative') return `les achats innovants${suffix}`;
  if (defence) return `les marchés${suffix}`;
  if (nature === 'books') return 'les livres non scolaires';
  return category === 'works' ? 'les travaux' : 'les fournitures et services';
}

/** What the European threshold is that of: « les fournitures et services d’une collectivité ». */
export function formalKindName({
  category,
  buyer,
  body,
  defence,
}: {
  category: Category;
  buyer: PublicBuyer;
  body?: OwnBody | undefined;
  defence: boolean;
}): string {
  if (category === 'works') return 'les travaux';
  if (defence) return 'les fournitures et services de défense ou de sécurité';
  const name = buyerName(buyer, body);
  return `les fournitures et services ${/^une? /.test(name) ? 'd’' : 'de '}${name}`;
}

const SHORT: Readonly<Record<Procedure, (w: ProcedureWords) => string>> = {
  direct: (w) => `achat direct possible (sous ${w.exemption})`,
  adapted: (w) => `mise en concurrence obligatoire dès ${w.exemption}, en procédure adaptée (MAPA)`,
  formal: (w) => `procédure formalisée obligatoire dès ${w.formal}`,
};
const SHORT_PUBLICITY: Readonly<Record<Publicity, (w: ProcedureWords) => string>> = {
  none: (w) => `aucune publicité imposée (sous ${w.exemption})`,
  free: () => 'publicité libre, sans annonce officielle imposée',
  adapted: () => 'publicité adaptée, sans BOAMP ni JAL imposés',
  national: (w) => `avis au BOAMP ou dans un JAL (dès ${w.notice})`,
  eu: (w) => `avis au JOUE seul (dès ${w.social ? w.notice : w.formal})`,
  'national-and-eu': (w) => `avis au BOAMP et au JOUE (dès ${w.formal})`,
  unsaid: () => 'publicité à demander à l’acheteur',
};

/** A case and what it leads to, in a few words. */
export const branch = {
  procedure: (name: string, procedure: Procedure, w: ProcedureWords): string =>
    `${name} : ${SHORT[procedure](w)}`,
  publicity: (name: string, publicity: Publicity, w: ProcedureWords): string =>
    `${name} : ${SHORT_PUBLICITY[publicity](w)}`,
} as const;

/** « À 70 000 € HT, cela dépend de la nature de l’achat. Pour … ; pour … . » */
export const dependsHeadline = (amount: string, on: string, branches: readonly string[]): string =>
  `À ${amount}, cela dépend ${on}. ${capitalised(branches.map(uncapitalised).join(' ; '))}.`;

/** « pour une collectivité ou pour l’État » */
export const eitherName = (names: readonly string[]): string => names.join(' ou ');

/** What a slot is called in « cela dépend de … », the question that fills it, and its answers. */
export const slots = {
  category: {
    on: 'de la nature de l’achat',
    question: 'Est-ce pour des travaux, ou pour des fournitures ou services ?',
    branches: { works: 'pour des travaux', 'supplies-services': 'pour des fournitures ou services' },
    choices: {
      works: { label: 'Des travaux', value: 'pour des travaux' },
      'supplies-services': {
        label: 'Des fournitures ou services',
        value: 'pour des fournitures ou services',
      },
    },
  },
  buyer: {
    on: 'de l’acheteur',
    question: 'Qui est l’acheteur ?',
    branches: {},
    choices: {
      local: { label: 'Une mairie ou une collectivité', value: 'pour une mairie' },
      state: { label: 'L’État, un ministère', value: 'pour l’État' },
      'social-housing': { label: 'Un bailleur social', value: 'pour un bailleur social' },
      network: { label: 'Un opérateur de réseaux', value: 'pour un opérateur de réseaux' },
    },
  },
  social: {
    on: 'de la liste de l’annexe 3 du code',
    question:
      'Le code CPV de l’avis figure-t-il à l’annexe 3 (services sociaux et autres services spécifiques) ?',
    branches: {
      ordinary: 'pour un service hors annexe 3',
      social: 'pour un service social ou spécifique de l’annexe 3',
    },
    choices: {
      social: { label: 'Oui, annexe 3', value: 'pour un service de l’annexe 3' },
      ordinary: { label: 'Non, hors annexe 3', value: 'pour un service hors annexe 3' },
    },
  },
  defence: {
    on: 'du régime du marché',
    question: 'Est-ce un marché de défense ou de sécurité ?',
    branches: {
      yes: 'pour un marché de défense ou de sécurité',
      no: 'pour un achat ordinaire de l’État',
    },
    choices: {
      yes: { label: 'Oui, défense ou sécurité', value: 'pour un marché de défense ou de sécurité' },
      no: { label: 'Non, achat ordinaire', value: 'pour un achat ordinaire de l’État' },
    },
  },
  tax: {
    on: 'du montant hors taxes : les seuils se comptent hors taxes',
    question: 'Quel est le montant hors taxes ?',
    below: (limit: string, withTax: string) => ({
      label: `Moins de ${limit}`,
      value: `moins de ${limit} (${withTax})`,
    }),
    from: (limit: string, withTax: string) => ({
      label: `${limit} ou plus`,
      value: `${limit} ou plus (${withTax})`,
    }),
    between: (low: string, high: string, withTax: string) => ({
      label: `De ${low} à moins de ${high}`,
      value: `entre ${low.replace(/(?<!\s)\s*€.*/, '')} et ${high} (${withTax})`,
    }),
  },
  years: {
    on: 'de la durée totale, reconductions comprises',
    question: 'Sur combien d’années en tout, reconductions comprises ?',
    choice: (years: number) => ({
      label: years === 1 ? '1 an' : `${years} ans`,
      value: years === 1 ? 'sur 1 an' : `sur ${years} ans`,
    }),
    branch: (years: string, total: string, orMore: boolean) =>
      orMore ? `à partir de ${years} (${total})` : `sur ${years} (${total})`,
  },
} as const;

/** « moins de 60 000 € HT », « de 60 000 € HT à moins de 90 000 € HT », as a branch and as the amount of a sentence. */
export const amountForms = {
  below: (high: string): string => `moins de ${high}`,
  from: (low: string): string => `${low} ou plus`,
  between: (low: string, high: string): string => `un montant de ${low} à moins de ${high}`,
  withTax: (said: string, high: string): string => `${said} (moins de ${high})`,
  added: (total: string): string => `${total} en tout`,
} as const;

/** The steps of the working. */
export const steps = {
  exemption: (amount: string, limit: string, kind: string, under: boolean): string =>
    under
      ? `${amount} : moins que ${limit}, la limite de l’achat sans publicité ni mise en concurrence pour ${kind}.`
      : `${amount} : au moins ${limit}, la limite de l’achat direct pour ${kind}. Mise en concurrence due.`,
  formal: (limit: string, kind: string, reached: boolean): string =>
    reached
      ? `Seuil européen atteint : ${limit} pour ${kind}. Procédure formalisée.`
      : `Seuil européen non atteint : ${limit} pour ${kind}. Procédure adaptée (MAPA).`,
  priced: (factors: readonly string[], each: string, per: string): string =>
    `${factors.join(' × ')} = ${each} par ${per}.`,
  yearly: (each: string, years: string, total: string): string => `${each} par an × ${years} = ${total}.`,
  added: (parts: readonly string[], total: string, kind: 'operation' | 'alike' | 'split'): string =>
    `${{ operation: 'Travaux d’une même opération, additionnés', alike: 'Achats homogènes, additionnés', split: 'Un même besoin, additionné' }[kind]} : ${parts.join(' + ')} = ${total}.`,
  formalities: (
    { written, filesOnline, data }: Formalities,
    amounts: Readonly<Record<'written' | 'files' | 'data', string>>,
  ): string => {
    const files = {
      no: `dossier en ligne : non imposé`,
      'with-notice': `dossier en ligne : dû si un avis est publié (dès ${amounts.files})`,
      yes: `dossier en ligne : obligatoire (dès ${amounts.files})`,
    }[filesOnline.due];
    const published = {
      no: `données du marché : pas de publication imposée avant ${amounts.data}`,
      'or-listed': `données du marché : publiées, ou dans la liste annuelle (dès ${amounts.data})`,
      published: `données du marché : publiées (dès ${amounts.data})`,
    }[data.due];
    const contract = written.due
      ? `Contrat écrit : obligatoire (dès ${amounts.written})`
      : `Contrat écrit : non imposé avant ${amounts.written}`;
    return `${contract} ; ${files} ; ${published}.`;
  },
  next: (limit: string, brings: Procedure | Publicity): string | undefined => {
    const what: Partial<Record<Procedure | Publicity, string>> = {
      adapted: 'mise en concurrence obligatoire (MAPA)',
      formal: 'procédure formalisée',
      national: 'avis au BOAMP ou dans un JAL',
      eu: 'avis au JOUE',
    };
    return what[brings] && `Palier suivant : ${limit}, ${what[brings]}.`;
  },
} as const;

/** What lacks between a day, or a week, and a year; each choice completes the question. */
export const times = {
  headline: (per: 'jour' | 'semaine'): string =>
    `Il me manque le nombre de ${per === 'jour' ? 'jours' : 'semaines'} par an pour estimer votre besoin et vous dire la procédure.`,
  whole:
    'C’est le besoin de toute la durée du marché qui compte, reconductions comprises : dites aussi sur combien d’années, si vous le savez.',
  question: { jour: 'Combien de jours par an ?', semaine: 'Combien de semaines par an ?' },
  choices: {
    jour: [
      { label: '4 jours × 36 semaines', value: '4 jours par semaine, 36 semaines par an' },
      { label: '5 jours × 47 semaines', value: '5 jours par semaine, 47 semaines par an' },
      { label: '7 jours × 52 semaines', value: '7 jours par semaine, 52 semaines par an' },
    ],
    semaine: [
      { label: '36 semaines (école)', value: '36 semaines par an' },
      { label: '47 semaines', value: '47 semaines par an' },
      { label: '52 semaines', value: '52 semaines par an' },
    ],
  },
} as const;

/** What would change the result. */
export const caveats = {
  kindUnsaid:
    'Compté comme des fournitures ou services. Pour des travaux, les limites de l’achat direct et de la procédure formalisée sont plus hautes : dites-moi « c’est des travaux ».',
  tax: (amount: string): string => `J’ai compté ${amount} hors taxes : les seuils se comptent HT.`,
  withTax: 'Vous donnez un montant TTC : le montant HT est plus bas, et c’est lui qui compte.',
  wholeNeed:
    'Le montant à comparer est l’estimation de tout le besoin (lots, options, reconductions), pas un devis seul. Le découper pour passer sous un seuil est interdit.',
  faculty:
    'C’est une faculté de l’acheteur : il peut mettre en concurrence. Il doit choisir une offre pertinente et ne pas prendre toujours la même entreprise.',
  otherExemptions:
    'Il existe d’autres cas de dispense, sans lien avec le montant : l’acheteur doit dire lequel il utilise.',
  innovative: 'Le caractère innovant est à démontrer à l’acheteur.',
  books: 'Cela vaut pour un acheteur visé par la loi sur le prix du livre, hors livres scolaires.',
  social: 'Vérifiez que le code CPV du service figure bien à l’annexe 3 du code.',
  agency:
    'À vérifier : ce seuil vaut pour un établissement public administratif national. Votre service juridique connaît le statut du vôtre.',
  severalYears: 'Sur plusieurs années, le total est plus haut encore : la procédure reste la même.',
  perhapsSocial:
    'À vérifier : si le code CPV du service est à l’annexe 3 du code (services sociaux et autres services spécifiques), la procédure adaptée (MAPA) reste possible à tout montant, avec une publicité adaptée.',
  freeNoticeBodies:
    'Offices et bailleurs sociaux, SEM, SPL et associations acheteuses choisissent librement la publicité de leurs MAPA.',
  publicBehind:
    'Si cet acheteur est lui-même une collectivité ou un établissement public local, un avis au BOAMP ou dans un JAL peut être dû : vérifiez son statut.',
  defence: 'Ces montants ne valent que si l’avis parle d’un marché « de défense ou de sécurité ».',
  otherCase: (line: string): string => `${line.charAt(0).toUpperCase()}${line.slice(1)}.`,
} as const;
