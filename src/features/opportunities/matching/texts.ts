import { euros } from '#src/calculators/texts-amounts.ts';
import { fullMoment } from '#src/platform/french/moments.ts';
import { departmentOf } from '#src/reference/french-places.ts';
import type { ReservedFor } from '../notice/notice.ts';
import type { Family } from './bidder.ts';
import type { Because, Change } from './finding.ts';
import type { Trade } from './trades/trades.ts';

const MOST_NAMED = 3;

/** « A », « A et B », « A, B et C » */
function listed(parts: readonly string[], last = 'et'): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;
}

const trades = (list: readonly Trade[]): string =>
  listed(list.slice(0, MOST_NAMED).map(({ label }) => label));

function places(codes: readonly string[]): string {
  const named = codes.slice(0, MOST_NAMED).map((code) => `${departmentOf(code)?.name ?? code} (${code})`);
  const more = codes.length - named.length;
  return more > 0 ? `${named.join(', ')} et ${more} autre${more > 1 ? 's' : ''}` : listed(named);
}

const RESERVED: Readonly<Record<ReservedFor, string>> = {
  adapted: 'aux entreprises adaptées et aux ESAT',
  insertion: 'aux structures d’insertion (EI, ACI, AI, ETTI)',
  ess: 'aux structures de l’économie sociale et solidaire',
};
const FAMILIES: Readonly<Record<Family, string>> = {
  ess: 'l’économie sociale et solidaire',
  insertion: 'l’insertion',
  handicap: 'le handicap',
  qpv: 'les quartiers prioritaires',
  circular: 'l’économie circulaire',
  diversity: 'les entrepreneurs issus de la diversité',
};
const reserved = (to: readonly ReservedFor[]): string => listed(to.map((one) => RESERVED[one]));
const families = (to: readonly Family[]): string => listed(to.map((one) => FAMILIES[one]));

/** An amount is read, not paid: three digits are enough. */
const about = (amount: number): string => {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 2);
  return euros(Math.round(amount / unit) * unit);
};

type Sized = Extract<Because, { amount: number }>;
const weighed = ({ amount, isYearly, turnover, isGuess }: Sized): string =>
  `environ ${about(amount)}${isYearly ? ' par an' : ''}, pour un chiffre d’affaires ${
    isGuess ? 'que j’estime, d’après votre effectif, à' : 'd’environ'
  } ${about(turnover)}`;

const hoursOrDays = (days: number): string => {
  if (days < 1) return 'moins d’un jour';
  return `${Math.floor(days)} jour${days < 2 ? '' : 's'}`;
};

type Told = { readonly [K in Because['is']]: (because: Because & { readonly is: K }) => string };

/** Each reason, as a sentence to the company. The lot is « il ». */
const REASONS: Told = {
  'trade-said': ({ trade }) => `C’est votre métier : ${trade.label}.`,
  'trade-coded': ({ trade, code }) =>
    `Son titre ne le dit pas, mais son code CPV${code === undefined ? '' : ` (${code})`} est celui de votre métier : ${trade.label}.`,
  'words-shared': () => 'Il parle de ce que vous faites, dans vos mots.',
  'no-trade-asked': () => 'Tous les métiers y sont attendus.',
  'trade-of-partners': ({ trade }) => `Il demande ${trade.label}, que vous confiez à des partenaires.`,
  'trade-beside': ({ trade, own }) =>
    `Il demande ${trade.label} : c’est proche de votre métier (${own.label}), mais votre fiche ne le dit pas.`,
  'trade-other': ({ asked, own }) => {
    const wanted =
      asked.length === 0
        ? 'Je ne reconnais pas votre métier dans ce qu’il demande'
        : `Il demande ${trades(asked)}`;
    return own.length === 0 ? `${wanted}.` : `${wanted} ; votre métier est ${trades(own)}.`;
  },
  'department-own': ({ departments }) => `C’est dans votre territoire : ${places(departments)}.`,
  'department-beside': ({ departments }) =>
    `C’est à côté de votre territoire, pas dedans : ${places(departments)}.`,
  'department-far': ({ departments }) =>
    departments.length === 0
      ? 'C’est hors de votre territoire.'
      : `C’est loin de votre territoire : ${places(departments)}.`,
  'departments-some': ({ missing }) =>
    `Il couvre aussi des départements où vous ne travaillez pas : ${places(missing)}.`,
  everywhere: () => 'Vous travaillez dans toute la France.',
  'whole-country': () => 'Il couvre toute la France ; votre fiche ne cite que quelques départements.',
  overseas: () => 'C’est outre-mer, et votre fiche ne dit pas que vous y travaillez.',
  'place-untold': () => 'Son lieu n’est pas dit.',
  'size-fits': (because) => `Il est à votre taille : ${weighed(because)}.`,
  'size-large': (because) => `Il est gros pour vous seuls : ${weighed(because)}.`,
  'size-beyond': (because) => `Il est hors de portée, même à plusieurs : ${weighed(because)}.`,
  'size-untold': () => 'Je ne peux pas le comparer à votre taille : un montant manque.',
  'reserved-own': ({ to }) => `Il est réservé ${reserved(to)} : vous en êtes.`,
  'reserved-other': ({ to }) => `Il est réservé ${reserved(to)}, dont votre fiche ne dit pas que vous êtes.`,
  'open-own': ({ to }) => `Le rendez-vous s’adresse à vous : ${families(to)}.`,
  'open-other': ({ to }) => `Le rendez-vous s’adresse à d’autres : ${families(to)}.`,
  'open-to-all': ({ isSocial }) =>
    isSocial
      ? 'Il est ouvert à tous, avec une clause sociale : ce que vous êtes y compte.'
      : 'Il est ouvert à toutes les entreprises.',
  'time-left': ({ days, at }) => `Il reste ${hoursOrDays(days)} pour répondre, jusqu’au ${fullMoment(at)}.`,
  'time-short': ({ days, at }) =>
    `Il ferme dans ${hoursOrDays(days)}, le ${fullMoment(at)}, et la réponse demande un dossier complet.`,
  'time-over': ({ at }) => `Il est fermé depuis le ${fullMoment(at)}.`,
  'call-over': () => 'La consultation est terminée.',
  'time-untold': () => 'Sa date limite n’est pas dite : vérifiez-la.',
  'to-come': () => 'La consultation n’est pas encore ouverte : vous avez le temps de vous préparer.',
};

/** A reason in French. */
export const reasonText = (because: Because): string =>
  (REASONS[because.is] as (one: Because) => string)(because);

/** What to do about what nearly fits, where a reason has its own way. */
const WAYS: Partial<Told> = {
  'trade-of-partners': () => 'Répondez avec l’un de vos partenaires, en groupement ou en sous-traitance.',
  'trade-beside': () =>
    'Répondez avec un partenaire dont c’est le métier ; si vous le faites aussi, ajoutez-le à vos activités.',
  'size-large': () => 'Répondez en groupement avec un partenaire, ou proposez-vous en sous-traitance.',
  'departments-some': () => 'Répondez avec un partenaire qui travaille dans les autres départements.',
  'whole-country': () => 'Répondez avec des partenaires qui couvrent le reste du pays.',
  'place-untold': () => 'Demandez à l’acheteur où le contrat s’exécute.',
  overseas: () => 'Répondez avec un partenaire sur place.',
  'reserved-other': ({ to }) =>
    `Seules les structures visées peuvent répondre : proposez-vous à l’une d’elles comme sous-traitant. Si vous en êtes, corrigez votre fiche (lot réservé ${reserved(to)}).`,
};
const BY_CHANGE: Readonly<Record<Change, string>> = {
  partner: 'Répondez avec un partenaire.',
  lot: 'Répondez à un autre lot.',
  territory: 'Si vous pouvez y aller, ajoutez ce département à vos territoires.',
  time: 'Il vous faudrait plus de temps : n’y allez que si votre mémoire technique est prêt.',
};

/** What would make a near lot fit, in French. */
export function changeText(because: Because, change: Change): string {
  const way = WAYS[because.is] as ((one: Because) => string) | undefined;
  return way?.(because) ?? BY_CHANGE[change];
}

/** What is said above reasons. */
export const matchingTexts = {
  /** @param number of the lot, as people say it */
  otherLot: (number: string) => `Le lot ${number} de la même consultation est pour vous.`,
};
