import { type Block, paragraph } from '#src/channel/blocks.ts';
import type { Role } from '#src/knowledge/model/document.ts';
import { forPurchase } from '#src/reader/purchases/asked-again.ts';
import type { Kind } from '#src/reader/purchases/objects.ts';
import type { Bought } from '#src/reader/told.ts';

/** French sentences of the answers. Typed functions, so that a caller can't forget a part. */

/** « du 12 mars 2026 », « de février 2026 », « d’août 2025 » */
const ofDate = (said: string): string =>
  said.startsWith('le ') ? `du ${said.slice(3)}` : /^[aeiouéo]/i.test(said) ? `d’${said}` : `de ${said}`;

/** Whose rules an answer gives: those of the launch, or of a contract whose consultation came before. */
export const forRulesOf = ({ said, of }: { said: string; of?: 'contract' | undefined }): string =>
  of === 'contract'
    ? `Réponse pour un marché ${ofDate(said)}. Sa consultation a été lancée avant : si une règle a changé entre les deux, c’est celle du lancement qui compte.`
    : `Réponse pour une consultation ${ofDate(said)}, d’après les règles de ce moment-là.`;

/** Before what a page says to a company, where a buyer asks. */
export const writtenForCompany =
  'Ce qui suit est écrit pour l’entreprise : « vous » y est celle que vous choisissez, ou votre titulaire.';

/** « A, B et C » */
const listOf = (values: readonly string[]): string =>
  values.length > 1 ? `${values.slice(0, -1).join(', ')} et ${values.at(-1)}` : (values[0] ?? '');

/** « 60 000 € HT depuis le 1er avril 2026 »: the values that share a period, then the period. */
export const figuresSince = (values: readonly string[], from: string, until: string | undefined): string =>
  `${listOf(values)} ${until ? `du ${from} au ${until}` : `depuis le ${from}`}`;

/** « Chiffres en vigueur : … ; … » */
export const figuresInForce = (periods: readonly string[]): string =>
  `Chiffres en vigueur : ${periods.join(' ; ')}.`;

/** @param at the page of a PDF, or the slide of a presentation, where it has them */
export const fromDocument = (
  title: string,
  at: {
    readonly page?: number | undefined;
    readonly slide?: number | undefined;
    readonly recognised?: boolean | undefined;
  },
): string => {
  const page = at.page ? `, page ${at.page}` : '';
  const slide = at.slide ? `, diapositive ${at.slide}` : '';
  return `D’après le document « ${title} »${page}${slide}${at.recognised ? ' (lu par reconnaissance)' : ''} :`;
};

/** Words of a computed answer. */
export const computed = {
  source: 'Calcul de la Hotline',
  working: 'Le calcul, pas à pas :',
};

/** The figures' register as a source. */
export const registerTitle = 'Registre des chiffres de la Hotline';

/** What is said when a person asks about the last answer itself. */
/** To who asks whether the last answer holds in another procedure. */
export const forProcedure = {
  said: 'Voici ce que ma source dit de la procédure :',
  same: 'Ma source ne fait pas de différence selon la procédure : MAPA ou appel d’offres, elle dit la même chose.',
  reminder: 'Pour rappel :',
};

export const aboutAnswer = {
  article: (articles: readonly string[]): string =>
    articles.length === 1
      ? `Ma réponse s’appuie sur l’article ${articles[0]}.`
      : `Ma réponse s’appuie sur les articles ${articles.slice(0, -1).join(', ')} et ${articles.at(-1)}.`,
  noArticle: 'Ma réponse ne s’appuie pas sur un article de loi, mais sur la page citée.',
  source: (title: string, section: string): string =>
    `Elle vient de la page « ${title} », à la question « ${section} ».`,
  sure: (validity: string | undefined): string =>
    `Je m’en tiens à ce que disent mes sources${validity ? ` (${validity.charAt(0).toLowerCase()}${validity.slice(1)})` : ''}. Si votre cas a une particularité, faites-le vérifier par un expert avant de vous engager.`,
  reminder: 'Pour rappel :',
  concluded: (question: string): string => `Vous demandiez : « ${question} ». En une phrase :`,
  depends:
    'Je ne peux pas dire « oui » ou « non » à coup sûr : cela dépend de votre cas. Donnez-moi ce qui compte (qui achète, quoi, pour combien), ou demandez l’avis d’un expert.',
  nothingSaid:
    'Je n’ai pas répondu à votre dernière question : je n’avais rien de sûr. Redites-la autrement, en une phrase, ou demandez à parler à un expert.',
  notUnderstood: 'Je n’ai pas encore répondu : je n’étais pas sûr de votre question.',
};

/** To who finds an answer hard, or wants more of it. */
export const saidAgain = {
  inShort: 'Plus simplement :',
  words: 'Les mots à connaître :',
  stillHard:
    'Ce n’est pas encore clair ? Dites-moi quel mot ou quelle étape vous arrête, ou parlez-en à un expert.',
  reminder: 'Pour rappel :',
  more: (page: string): string => `La page « ${page} » répond aussi à ces questions :`,
};

/** What earlier messages said, of which the answer is: « l’État, travaux ». */
export const carriedSlots = (slots: readonly string[]): string =>
  `Je tiens compte de ce que vous avez dit : ${slots.join(', ')}. Dites-moi si cela a changé.`;

/** Who speaks, as it was said. */
export const speakerNames: Readonly<Record<Role | 'buyer', string>> = {
  buyer: 'vous êtes l’acheteur',
  holder: 'vous êtes titulaire ou candidat, pas sous-traitant',
  subcontractor: 'vous êtes sous-traitant',
  member: 'vous êtes membre d’un groupement',
};

const KINDS: Readonly<Record<Kind, string>> = {
  works: 'travaux',
  services: 'services',
  supplies: 'fournitures',
};

/** « Pour la cantine : services, une collectivité, 180 000 € » */
const purchase = ({ said, kind }: Bought, slots: readonly string[]): string => {
  const known = [...(kind ? [KINDS[kind]] : []), ...slots];
  return known.length > 0 ? `${atHead(said)} : ${known.join(', ')}` : atHead(said);
};

/** « les espaces verts (services) » */
export const nameOfBought = ({ said, kind }: Bought): string => (kind ? `${said} (${KINDS[kind]})` : said);

const atHead = (said: string): string => forPurchase(said).replace(/^p/, 'P');

/** For which of several purchases an answer is, and what was counted. */
export const ofPurchase = (object: Bought, slots: readonly string[]): string =>
  `${purchase(object, slots)}. Dites-moi si cela a changé.`;

/** To somebody who told of several purchases, and asked nothing yet. */
export const notedEach = (
  each: readonly { readonly object: Bought; readonly slots: readonly string[] }[],
): readonly Block[] => [
  paragraph('C’est noté.'),
  { type: 'list', items: each.map(({ object, slots }) => [{ text: `${purchase(object, slots)}.` }]) },
  paragraph('Que voulez-vous savoir, et pour lequel ?'),
];

/** To somebody who said who they are, and nothing else yet. */
export const introduced =
  'C’est noté. Que voulez-vous savoir sur les marchés ? Dites-moi, si vous le savez, qui achète, quoi et pour combien.';

/** To somebody who told of their contract, and asked nothing yet. */
export const told = (slots: readonly string[]): string =>
  `C’est noté : ${slots.join(', ')}. J’en tiendrai compte. Que voulez-vous savoir ?`;

export const seeAlso = 'À savoir aussi :';

/** What people may wish, as a button says it: its words are heard for that wish. */
export const wishLabels: ReadonlyMap<string, string> = new Map([
  ['expert.call-back', 'Je voudrais être rappelé par un expert'],
  ['expert.status', 'Où en est ma demande ?'],
  ['expert.take-back', 'Je n’ai plus besoin d’expert'],
  ['appointment.book', 'Je voudrais prendre rendez-vous'],
  ['appointment.move', 'Je voudrais déplacer mon rendez-vous'],
  ['referencing.start', 'Je veux m’inscrire'],
  ['referencing.resume', 'Reprendre mon inscription'],
  ['referencing.update', 'Changer quelque chose dans ma fiche'],
  ['referencing.show', 'Ma fiche'],
  ['referencing.leave', 'Retirer ma fiche de chez vous'],
  ['alerts.start', 'Je veux recevoir des alertes'],
  ['alerts.stop', 'Arrêter les alertes'],
  ['alerts.tune', 'Changer mes alertes'],
  ['alerts.hours', 'Choisir l’heure de mes alertes'],
  ['alerts.show', 'Voir mes alertes'],
  ['alerts.slower', 'Recevoir les alertes moins souvent'],
  ['alerts.faster', 'Recevoir les alertes plus souvent'],
  ['alerts.pause', 'Mettre les alertes en pause'],
  ['alerts.only', 'Limiter mes alertes à un métier ou à un lieu'],
  ['alerts.add', 'Ajouter un métier ou un lieu à mes alertes'],
  ['alerts.leave-out', 'Enlever un métier ou un lieu de mes alertes'],
  ['alerts.why', 'Pourquoi ai-je reçu cette alerte ?'],
  ['privacy.erase', 'Supprimez mes données'],
  ['privacy.export', 'Recevoir une copie de mes données'],
  ['privacy.consent', 'Mes accords'],
  ['directory.search', 'Je cherche une entreprise partenaire dans l’annuaire'],
  ['directory.contact', 'Mettez-moi en relation avec une entreprise de l’annuaire'],
  ['handout.get', 'Recevoir un document prêt à remplir'],
  ['handout.correct', 'Corriger le document que vous avez préparé'],
  ['training.apply', 'Candidater à la session d’entraînement'],
  ['training.ask-status', 'Où en est ma candidature à la session ?'],
  ['space.find', 'Retrouver mon espace sur cet appareil'],
  ['space.not-me', 'Fermer mon espace dans ce navigateur'],
  ['space.new', 'Ouvrir une nouvelle conversation'],
  ['link.channels', 'Relier mon compte Telegram ou Slack'],
  ['help', 'Savoir ce que vous pouvez faire pour moi'],
  ['identity', 'Qui êtes-vous ?'],
]);

export const refusal = {
  noEvidence: 'Je n’ai pas de réponse sûre à cette question dans mes sources, et je préfère ne pas deviner.',
  notInDocument: (title: string): string =>
    `Je n’ai pas trouvé cela dans le document « ${title} », et je préfère ne pas deviner.`,
  nearestInDocument:
    'Je n’ai pas de réponse sûre à cette question. Voici ce que je trouve de plus proche ; à vous de voir si cela y répond.',
  unknownValue: (said: string): string =>
    `Je connais cette règle, mais pas le chiffre qui valait pour une consultation de ${said}. Je préfère ne pas deviner.`,
  doubt: 'Je ne suis pas sûr de votre question. Vous voulez savoir…',
  perhaps: (question: string): string => `Si je vous comprends bien, vous demandez : « ${question} »`,
  orElse: 'Ce n’est pas cela ? Touchez ce que vous voulez savoir, ou dites-le autrement :',
  near: 'Je ne suis pas sûr de votre question. Ce que je sais de plus proche :',
  touchYours: 'Touchez votre question pour la réponse entière, ou dites-la autrement :',
  wishDoubt:
    'Je ne suis pas sûr d’avoir compris ce que vous voulez. Touchez ce qui convient, ou redites-le en une phrase :',
  nearest: (questions: readonly string[]): string =>
    `Ce que je connais de plus proche : ${questions.map((question) => `« ${question} »`).join(', ')}.`,
  expert: 'Vous pouvez reformuler votre question, ou demander à parler à un expert.',
  offTopic:
    'Cette question sort de mon domaine : je réponds sur les marchés publics et privés, le référencement et l’accompagnement de la Fabrique des Marchés Responsables.',
  unknownArticle: (article: string): string =>
    `Je ne trouve pas l’article ${article} dans la liste des articles que je connais. Le numéro est peut-être mal noté : vérifiez-le sur Légifrance, ou dites-moi de quoi il parle.`,
  notFrench:
    'Je réponds seulement en français. Pouvez-vous poser votre question en français ? (I can only answer in French.)',
  empty:
    'Je n’ai pas reçu de question lisible. Écrivez-la en quelques mots, par exemple : « Ai-je droit à une avance ? »',
  questionRead: 'Votre message est long : j’ai répondu à la question que vous y posez, sans lire le reste.',
  tooLong:
    'Votre message est très long : je n’en ai lu que le début. Si vous avez collé un document, posez une question précise sur ce que vous voulez savoir.',
};

export const buttons = {
  expert: 'Parler à un expert',
};

export const definitionSource = 'Glossaire de la Hotline';

/** The opening of a definition: « DCE (dossier de consultation des entreprises). » */
export const definitionOpening = (term: string, expansion: string | undefined): string =>
  expansion ? `${term} : ${expansion}.` : '';

/** Why some requests are refused whatever is known. */
export const forbidden = {
  forgery:
    'Je ne peux pas aider à fabriquer ou à modifier un document officiel : un faux peut coûter le marché et une condamnation. Si votre attestation est périmée, demandez-en une nouvelle à l’organisme qui la délivre.',
  bribe:
    'Je ne peux pas aider à cela : offrir un avantage pour obtenir un marché est un délit, pour celui qui donne comme pour celui qui reçoit.',
  collusion:
    'Je ne peux pas aider à cela : s’entendre entre concurrents sur les prix ou les lots est interdit et fait exclure des marchés. Répondre ensemble, à visage découvert, se fait en groupement.',
  solicitation:
    'Un élu ou un agent ne peut rien vous demander pour un marché : ne payez pas, gardez les messages et parlez-en à un avocat. Je peux aussi noter que vous voulez parler à un expert de l’équipe.',
  rivalPrice:
    'Je ne connais pas les prix de vos concurrents et je ne peux pas les donner. Je peux vous dire quels documents d’un marché signé sont communicables, et comment les demander.',
  privateData:
    'Je ne donne pas de coordonnées personnelles. Pour joindre un acheteur, écrivez-lui par son profil d’acheteur ou par le contact indiqué dans l’avis.',
};
