import type { Personal } from '#src/features/unanswered/rules/bare-wording.ts';
import type { WhyNotTold } from '#src/features/unanswered/rules/may-tell.ts';
import type { GroupState } from '#src/features/unanswered/rules/select.ts';
import type { Miss } from '#src/features/unanswered/store/missed.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count < 2 ? one : many}`;
export const people = (count: number): string => plural(count, 'personne', 'personnes');

export const missNames: Readonly<Record<Miss, string>> = {
  refused: 'Sans réponse',
  doubted: 'Doute',
  disliked: 'Mal notée',
  handed_over: 'Passée à un expert',
};

export const stateNames: Readonly<Record<GroupState, string>> = {
  open: 'Sans réponse aujourd’hui',
  answered: 'Répond maintenant',
  told: 'Prévenues',
  dismissed: 'Écartée',
};

const personalNames: Readonly<Record<Personal, string>> = {
  amount: 'un montant',
  contact: 'un numéro de téléphone ou une adresse de mail ou de site',
  address: 'une adresse',
  number: 'un long numéro (SIRET, compte…)',
  place: 'un nom de lieu',
  name: 'un nom',
};

const whyNotNames: Readonly<Record<WhyNotTold, (count: number) => string>> = {
  group: (count) => `${plural(count, 'question posée', 'questions posées')} là où d’autres lisent`,
  channel: (count) =>
    `${plural(count, 'question posée', 'questions posées')} sur le site, qui ne peut pas prévenir`,
  unreachable: (count) => `${plural(count, 'question', 'questions')} de qui n’est plus joignable`,
  stopped: (count) => `${plural(count, 'question', 'questions')} de qui ne veut plus être prévenu`,
  told: (count) => `${plural(count, 'question', 'questions')} de qui a déjà été prévenu`,
  knows: (count) => `${plural(count, 'question', 'questions')} de qui a déjà eu cette réponse`,
  held: (count) => `${plural(count, 'question', 'questions')} de qui parle avec un expert`,
};

/** What staff read of the questions that had no good answer. */
export const questionsTexts = {
  title: 'Questions sans réponse',
  intro:
    'Ce que l’on a demandé sans obtenir de bonne réponse, groupé par sens. Les mots sont ceux des personnes : ils restent ici et partent avec leurs conversations.',
  see: 'Voir les questions',
  home: (open: number, answered: number): string =>
    [
      open === 0
        ? 'Aucune question n’attend.'
        : `${plural(open, 'sujet attend', 'sujets attendent')} une réponse.`,
      answered === 0 ? '' : `${plural(answered, 'sujet a', 'sujets ont')} maintenant une réponse.`,
    ]
      .filter(Boolean)
      .join(' '),
  found: (count: number): string => (count === 0 ? 'Aucun sujet' : plural(count, 'sujet', 'sujets')),
  none: 'Aucune question ne correspond. Ce qui vient d’être demandé apparaît ici en quelques minutes.',
  back: 'Toutes les questions',
  gone: 'Ces questions ne sont plus là : leurs conversations ont été effacées.',
  filters: {
    legend: 'Choisir les questions',
    words: 'Mots',
    miss: 'Pourquoi',
    state: 'État',
    from: 'Du',
    to: 'Au',
    all: 'Tout',
    apply: 'Montrer',
    reset: 'Tout montrer',
  },
  pager: 'Pages de la liste',
  previous: 'Précédente',
  next: 'Suivante',
  columns: { question: 'Question', why: 'Pourquoi', people: 'Personnes', dates: 'Dates', state: 'État' },
  dates: (first: string, last: string): string => (first === last ? `le ${first}` : `du ${first} au ${last}`),
  asked: (questions: number, who: number): string =>
    `${plural(questions, 'question', 'questions')} de ${people(who)}.`,
  answeredNow: (count: number, all: number): string =>
    count === all
      ? 'Les pages répondent maintenant à toutes ces questions.'
      : `Les pages répondent maintenant à ${count} de ces ${all} questions.`,
  toldCount: (count: number): string => `${people(count)} ${count < 2 ? 'prévenue' : 'prévenues'}.`,
  waiting: (count: number): string =>
    `${people(count)} ${count < 2 ? 'sera prévenue' : 'seront prévenues'} aux heures des experts, quelques-unes à la fois.`,
  questions: 'Les questions',
  more: (count: number): string => `et ${plural(count, 'autre', 'autres')}`,
  answered: 'répond maintenant',
  doubts: 'Ce que la Hotline a proposé',
  offered: (labels: readonly string[]): string =>
    `Proposé : ${labels.map((label) => `« ${label} »`).join(', ')}.`,
  chosen: (label: string | undefined): string => (label ? `Choisi : « ${label} ».` : 'Rien n’a été choisi.'),
  ratings: 'Pourquoi la réponse n’a pas convenu',
  noReason: (count: number): string =>
    `${plural(count, 'personne n’a', 'personnes n’ont')} pas dit pourquoi.`,
  page: {
    title: 'Écrire la réponse',
    hint: 'Un brouillon de page s’ouvre dans son éditeur, avec ces formulations sous « On demande aussi ». Celles qui contiennent un nom, un lieu, un montant ou un numéro sont laissées de côté. Rien n’est en service avant que vous le disiez.',
    make: 'Faire un brouillon',
    open: 'Ouvrir la page commencée',
    noQuestion: 'Question à écrire',
  },
  wording: {
    title: 'Ajouter une formulation à une page',
    hint: 'Récrivez la question sans nom, sans lieu et sans montant : elle sera lue par la Hotline pour tout le monde, et gardée quand la conversation ne le sera plus.',
    text: 'Formulation',
    section: 'Section',
    near: 'Les plus proches',
    add: 'Ajouter et mettre en service',
    sure: 'Je l’ai relue : ajouter quand même',
    empty: 'Écrivez une formulation.',
    long: (most: number): string => `Une formulation tient en ${most} signes.`,
    warning: (held: readonly Personal[]): string =>
      `Cette formulation semble contenir ${held.map((one) => personalNames[one]).join(', ')}. Récrivez-la, ou confirmez que cela ne désigne personne.`,
    known: 'Cette section connaît déjà cette formulation.',
    noSection: 'Cette section n’existe plus. Rechargez la page.',
    added: (heading: string): string => `Ajouté à « ${heading} » et mis en service.`,
    refused: 'La page a une faute : corrigez-la dans son éditeur, puis réessayez. Rien n’a changé.',
    changed: 'Quelqu’un vient de changer cette page. Réessayez : rien n’a été remplacé.',
    notWritable: 'Ce serveur n’a pas le droit d’écrire dans le dossier des connaissances. Rien n’a changé.',
  },
  tell: {
    title: 'Prévenir qui avait demandé',
    nobody:
      'Il n’y a personne à prévenir : aucune de ces questions sans réponse n’en a une maintenant, ou chacun le sait déjà.',
    intro: (count: number): string =>
      `${people(count)} ${count < 2 ? 'lira' : 'liront'} ceci, une seule fois, là où ${count < 2 ? 'elle a' : 'elles ont'} demandé, aux heures des experts. Rien ne part sans votre clic.`,
    others: 'Ne seront pas prévenues',
    alike: (count: number): string =>
      count < 2 ? 'Pour 1 personne' : `Pour ${count} personnes, chacune avec sa propre question`,
    button: (count: number): string => `Prévenir ${people(count)}`,
    done: (count: number): string =>
      `C’est demandé : ${people(count)} ${count < 2 ? 'sera prévenue' : 'seront prévenues'} aux heures des experts.`,
    changed: 'Ce qui serait dit a changé depuis que vous avez ouvert cette page. Rechargez-la pour relire.',
    whyNot: (why: WhyNotTold, count: number): string => whyNotNames[why](count),
    sources: 'Sources',
  },
  dismiss: 'Écarter ce sujet',
  dismissed: 'Écarté : il ne compte plus parmi les questions qui attendent.',
  takeBack: 'Reprendre ce sujet',
  takenBack: 'Repris.',
  unreadable: 'Cette demande n’a pas pu être lue.',
  /** Names of the work, where one was given up. */
  gathering: 'le rassemblement des questions sans réponse',
  telling: 'l’annonce des réponses trouvées',
};
