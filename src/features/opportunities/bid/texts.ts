import type { TimeLimit } from '#src/calculators/deadlines/time-limit.ts';
import { frenchNumber } from '#src/knowledge/model/figures.ts';
import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fullMoment, momentInFrench } from '#src/platform/french/moments.ts';
import type { AfterRejection } from './rules/after-rejection.ts';
import type { NextStep, Step } from './rules/envelope.ts';

const STEPS: Readonly<Record<Step, { readonly title: string; readonly text: string }>> = {
  candidacy: {
    title: 'La candidature',
    text: 'DC1 et DC2, ou le DUME, avec la déclaration sur l’honneur et les renseignements demandés. Tout y est ?',
  },
  prices: {
    title: 'Les prix',
    text: 'Les documents de prix, dans les cadres fournis, sans case vide. Ils y sont ?',
  },
  memoir: {
    title: 'Le mémoire technique',
    text: 'Un critère, une réponse, dans l’ordre du règlement. Il est dans le dossier ?',
  },
  agreement: {
    title: 'L’acte d’engagement',
    text: 'S’il est demandé dès le dépôt, il est rempli. Sinon, c’est fait.',
  },
  reserved: {
    title: 'La preuve pour le lot réservé',
    text: 'Agrément, convention ou statut qui montre que vous pouvez y répondre. Elle est jointe ?',
  },
  platform: {
    title: 'La plateforme',
    text: 'Connectez-vous depuis l’ordinateur du dépôt, et faites le dépôt d’essai si elle en propose un. Ça marche ?',
  },
  signature: {
    title: 'La signature',
    text: 'Si le règlement demande de signer, signez un fichier d’essai avec votre certificat. S’il ne le demande pas, c’est fait.',
  },
  deposit: {
    title: 'Le dépôt',
    text: 'Tout est prêt. Déposez le dossier entier, en un seul envoi, et attendez l’accusé de réception. C’est déposé ?',
  },
};

const named = (title: string, buyer: string | undefined): string =>
  buyer ? `« ${title} » (${buyer})` : `« ${title} »`;
const day = ({ last }: TimeLimit): string => frenchDate(last);

/** What is said of answers to calls, from the choice of one to what is learnt of it. */
export const bidTexts = {
  which: 'De quel avis parlez-vous ?',
  unknownNotice: (reference: string): string =>
    `Je n’ai pas l’avis ${reference}. Vérifiez son numéro, ou dites-moi l’acheteur et ce qu’il achète.`,
  gone: 'Je n’ai plus cet avis.',
  over: 'Cette consultation est fermée : je n’ouvre pas de réponse.',
  lotOver: 'Ce lot est fermé : je n’ouvre pas de réponse.',
  privately: 'Ici, d’autres lisent. Écrivez-moi en conversation privée : j’y ouvrirai votre réponse.',
  whichLot: (count: number): string => `Ce marché a ${count} lots. Auquel répondez-vous ?`,
  lot: (label: string, title: string): string => `Lot ${label} : ${title}`,

  opened: (title: string, buyer: string | undefined): string =>
    `C’est ouvert : votre réponse à ${named(title, buyer)}.`,
  lots: (labels: readonly string[]): string =>
    labels.length === 1 ? `Lot ${labels[0]}.` : `Lots ${labels.join(', ')}.`,
  closes: (moment: string): string => `Fermeture : ${moment}.`,
  noClosing: 'La date limite n’est pas précisée dans l’avis : je ne peux pas compter vos jours.',
  files: 'Voici la liste des pièces, le rétroplanning et la trame de mémoire, remplis pour cet avis.',
  someFiles: 'Voici les documents pour cet avis, remplis de ce qu’il dit.',
  days: 'Vos prochains jours :',
  dayLine: (one: { readonly day: string; readonly title: string }): string => `${one.day} : ${one.title}`,
  reserved: 'Le lot est réservé : joignez la preuve que vous pouvez y répondre.',

  calmOpening: (title: string, buyer: string | undefined, closesAt: number, now: number): string =>
    `${named(title, buyer)} ferme ${momentInFrench(closesAt, now)}. On fait les choses une par une.`,
  step: ({ step, place, count }: NextStep): { readonly title: string; readonly text: string } => ({
    title: `${place} sur ${count}. ${STEPS[step].title}`,
    text: STEPS[step].text,
  }),
  platformAt: (url: string): string => `La plateforme : ${url}`,
  safe: (safeAt: number, now: number, hours: number | undefined): string => {
    if (safeAt <= now) return 'L’heure sûre est passée : déposez maintenant.';
    const why =
      hours === undefined
        ? ''
        : ` Au moins ${frenchNumber(hours)} heures avant la fin : un envoi lent, une panne ou un oubli se rattrape encore.`;
    return `Déposez au plus tard ${momentInFrench(safeAt, now)}.${why}`;
  },
  teamNow: 'Une personne de l’équipe peut vous aider maintenant.',
  teamAt: (moment: string): string => `Une personne de l’équipe peut vous aider à partir de ${moment}.`,
  teamAbsent: 'L’équipe est fermée d’ici la fin : appelez l’assistance de la plateforme si elle bloque.',
  onlyLeft: 'Il ne reste que cela. Revenez quand vous voulez.',
  stuck: (step: Step): string =>
    step === 'platform' || step === 'deposit'
      ? 'Gardez une capture de l’écran avec l’heure, prévenez l’assistance de la plateforme et écrivez à l’acheteur avant l’heure limite. Un expert peut vous aider.'
      : 'Laissez ce point et passez au suivant ; un expert peut vous aider.',
  allDone: 'Tout est déposé. Gardez l’accusé de réception : c’est votre preuve.',
  closedNow: (title: string): string => `« ${title} » est fermé.`,

  askDeposited: (title: string): string =>
    `« ${title} » vient de fermer. C’est déposé ? Gardez l’accusé de réception.`,
  askSent: (title: string, buyer: string | undefined): string =>
    `Avez-vous répondu à ${named(title, buyer)} ?`,
  askWon: (title: string, buyer: string | undefined): string => `Avez-vous gagné ${named(title, buyer)} ?`,
  moved: (title: string, closing: string): string => `La date limite de « ${title} » a changé : ${closing}.`,
  changed: (title: string): string => `L’avis auquel vous répondez a changé : « ${title} ».`,
  ended: (title: string): string =>
    `L’acheteur a mis fin à la consultation « ${title} » : plus rien à déposer.`,

  whichBid: 'De quelle réponse parlez-vous ?',
  noted: {
    sent: (call: string): string => `C’est noté : vous avez répondu à ${call}. Gardez l’accusé de réception.`,
    unsent: (call: string): string => `C’est noté : pas de réponse à ${call} cette fois. Je n’en parle plus.`,
    won: (call: string): string =>
      `Bravo ! C’est noté : vous avez gagné ${call}. L’acheteur vous demandera vos attestations : préparez-les, une pièce en retard fait tout perdre.`,
    wait: (call: string): string => `C’est noté : pas encore de réponse pour ${call}.`,
    lost: (call: string): string => `C’est noté, et c’est dommage : ${call}. Voici ce qui compte maintenant.`,
  },
  called: named,
  /** Of a call that is neither answered nor followed here. */
  wonAlone:
    'Bravo, à vous et à votre équipe ! L’acheteur vous demandera vos attestations : préparez-les, une pièce en retard fait tout perdre.',
  lostAlone: 'C’est dommage : répondre demande du travail, et chaque réponse prépare la suivante.',
  lostNext:
    'Demandez par écrit à l’acheteur les motifs du rejet, le nom de l’entreprise choisie et les avantages de son offre. Pour contester, les délais sont courts : parlez-en vite à un expert.',
  askCall: 'Voulez-vous que je le note ? Donnez-moi le numéro de l’avis, ou l’acheteur et ce qu’il achète.',
  whichCall: 'De quel avis parlez-vous ? Touchez-le, et je le note.',
  askCallAgain: 'Donnez-moi le numéro de l’avis, ou l’acheteur et ce qu’il achète.',
  notNoted: 'D’accord, je ne note rien.',
  stillOpen: {
    won: (call: string): string =>
      `Pour moi, ${call} est encore ouvert : aucune offre n’y est choisie. L’avez-vous déjà gagné ?`,
    lost: (call: string): string =>
      `Pour moi, ${call} est encore ouvert : aucune offre n’y est choisie. A-t-on déjà refusé la vôtre ?`,
  },
  callUnknown:
    'Je ne trouve pas cet avis : je n’ai rien noté. Essayez avec son numéro, ou demandez à une personne de l’équipe.',
  already: {
    won: (call: string): string => `C’est déjà noté : vous avez gagné ${call}. Encore bravo !`,
    lost: (call: string): string => `C’est déjà noté : ${call} ne vous est pas revenu.`,
  },
  willAsk: 'Je vous demanderai des nouvelles, deux fois au plus.',
  mustTell: (formal: boolean | undefined): string[] => {
    if (formal === true)
      return [
        'La lettre de rejet devait dire, sans que vous le demandiez, les motifs du rejet. Envoyée après l’attribution, elle donne aussi le nom de l’entreprise choisie, les raisons de ce choix et la date à partir de laquelle l’acheteur peut signer.',
      ];
    if (formal === false)
      return [
        'L’acheteur devait vous prévenir. Les motifs, le nom de l’entreprise choisie et les avantages de son offre se demandent par écrit.',
      ];
    return [
      'L’acheteur devait vous prévenir. La procédure n’est pas précisée dans l’avis : en procédure formalisée, la lettre dit déjà les motifs ; en procédure adaptée, ils se demandent par écrit.',
    ];
  },
  letter: 'La lettre qui demande les motifs est prête : envoyez-la par la plateforme.',
  askDay: 'Quel jour la lettre de rejet vous a-t-elle été envoyée ? Je compte le délai encore ouvert.',
  dayUnread: 'Je n’ai pas lu de date. Écrivez-la comme « le 3 décembre », ou touchez « Reçue aujourd’hui ».',
  dayToCome: 'Cette date n’est pas passée. Quel jour la lettre vous a-t-elle été envoyée ?',
  limits: (
    { formal, standstill, reasons }: AfterRejection,
    rejectedOn: IsoDate,
    today: IsoDate,
  ): string[] => {
    const told: string[] = [`Lettre du ${frenchDate(rejectedOn)}.`];
    if (formal === false)
      told.push(
        'En procédure adaptée, l’acheteur peut signer sans attendre : pour contester, c’est aujourd’hui.',
      );
    if (standstill)
      told.push(
        standstill.last < today
          ? `Si la procédure est formalisée, l’acheteur a pu signer après le ${day(standstill)}.`
          : `${formal ? 'L’acheteur' : 'Si la procédure est formalisée, l’acheteur'} ne peut pas signer avant la fin du ${day(standstill)}, si la lettre est partie par voie électronique : pour saisir le juge avant la signature, comptez jusqu’au ${frenchDate(standstill.prudent)}.`,
      );
    if (reasons)
      told.push(
        `Si vous demandez les motifs aujourd’hui, l’acheteur doit répondre au plus tard le ${day(reasons)}.`,
      );
    told.push('Notre équipe ne remplace pas un avocat ; elle peut vous orienter.');
    return told;
  },
  askLesson:
    'Et vous, qu’est-ce que vous changeriez la prochaine fois ? Dites-le en une phrase : je le remettrai dans votre prochain mémoire.',
  lessonKept: 'C’est gardé : je vous le remettrai en tête de votre prochaine trame de mémoire.',
  noLesson: 'Très bien. Bon courage pour la suite.',
  none: 'Je n’ai pas de réponse ouverte à votre nom. Montrez-moi un avis, et touchez « Répondre ».',
  mine: 'Vos réponses ouvertes :',
  mineLine: (title: string, closesAt: number | undefined): string =>
    closesAt === undefined ? title : `${title}, fermeture le ${fullMoment(closesAt)}`,
  goOn: 'Continuer',
} as const;
