import type { EntryState } from '#src/knowledge/desk/entry.ts';
import type { VersionAct } from '#src/knowledge/store/versions.ts';
import { counted } from '#src/platform/french/measures.ts';

/** The states of a file, as staff read them. */
export const stateNames: Readonly<Record<EntryState, string>> = {
  refused: 'refusé',
  expired: 'expiré',
  partial: 'lu en partie',
  'to-review': 'à revoir',
  prepared: 'brouillon',
  waiting: 'en attente de lecture',
  served: 'en service',
  withdrawn: 'retiré',
};

const acts: Readonly<Record<VersionAct, string>> = {
  found: 'trouvée dans le dossier',
  published: 'mise en service',
  restored: 'remise en service',
  withdrawn: 'retirée',
};

/** What staff read of the knowledge: its list, and a page or a document of it. */
export const knowledgePagesTexts = {
  title: 'Connaissances',
  countFor: (pages: number, documents: number): string =>
    `${counted(pages, 'page')} et ${counted(documents, 'document')}.`,
  wrong: (count: number): string =>
    count === 0
      ? ''
      : count === 1
        ? 'Un fichier est refusé, et il faut le corriger.'
        : `${count} fichiers sont refusés, et il faut les corriger.`,
  toReview: (count: number): string =>
    count === 0 ? '' : count === 1 ? 'Une page est à revoir.' : `${count} pages sont à revoir.`,
  see: 'Voir les connaissances',
  intro:
    'Tout ce dont la Hotline se sert pour répondre. Corrigez une page, essayez ce qu’elle répondrait, puis mettez-la en service : les réponses suivent en quelques secondes.',
  notWritable:
    'Ce serveur n’a pas le droit d’écrire dans le dossier des connaissances : vous pouvez préparer et essayer un changement, puis télécharger le fichier pour le faire déposer.',
  newPage: 'Écrire une nouvelle page',
  drop: {
    title: 'Déposer un document',
    hint: (megabytes: number): string =>
      `PDF, Word, PowerPoint, tableur, texte… ${megabytes} Mo au plus. Rien n’est en service avant que vous l’ayez dit.`,
    zone: 'Glissez un fichier ici, ou choisissez-le :',
    file: 'Fichier',
    name: 'Titre, tel qu’il sera cité',
    nameHint: 'Vide, il sera pris du nom du fichier.',
    send: 'Lire ce fichier',
  },
  filters: {
    legend: 'Chercher dans les connaissances',
    text: 'Titre, chemin, responsable',
    state: 'État',
    kind: 'Genre',
    all: 'Tous',
    pages: 'Pages',
    documents: 'Documents',
    registers: 'Chiffres, mots, formulaires',
    order: 'Ordre',
    orders: {
      path: 'Par dossier',
      changed: 'Changés en dernier',
      review: 'À revoir d’abord',
      answers: 'Les plus cités',
      harm: 'Les plus gênants d’abord',
    },
    apply: 'Montrer',
    reset: 'Tout montrer',
  },
  found: (count: number, all: number): string =>
    count >= all ? counted(count, 'fichier') : `${count} sur ${all}`,
  none: 'Le dossier des connaissances est vide.',
  noneFound: 'Aucun fichier ne répond à ces critères.',
  columns: {
    title: 'Titre',
    state: 'État',
    owner: 'Responsable',
    reviewed: 'Relue',
    reviewBy: 'À relire avant',
    answers: 'Réponses',
    changed: 'Dernier changement',
  },
  servesOlder: 'La version d’avant répond encore.',
  more: (count: number): string => `et ${counted(count, 'autre remarque', 'autres remarques')}`,
  days: (count: number): string =>
    count <= 0 ? 'aujourd’hui' : count === 1 ? 'hier' : `il y a ${count} jours`,
  pager: 'Pages de la liste',
  next: 'Suivants',
  previous: 'Précédents',
  back: 'Toutes les connaissances',
  gone: 'Cette page n’existe pas dans les connaissances.',
  answersOn: (count: number): string =>
    count === 0
      ? 'Aucune réponse donnée ne s’appuie dessus.'
      : count === 1
        ? 'Une réponse donnée s’appuie dessus.'
        : `${count} réponses données s’appuient dessus.`,
  inService: 'En service.',
  notInService: 'Rien n’est en service sous ce nom.',
  preparedBy: (name: string, moment: string): string => `Brouillon de ${name}, ${moment}.`,
  preparedOld:
    'La version en service a changé depuis que ce brouillon a été commencé : regardez la différence avant de le mettre en service.',
  editor: {
    label: 'Texte de la page',
    registerLabel: 'Texte du fichier',
    hint: 'Une question par titre « ## », la réponse courte ensuite, puis les détails. Les chiffres s’écrivent {{identifiant}}.',
    problems: 'À corriger',
    preview: 'Ce que la page répond',
    previews: {
      'figures.yaml': 'Ce que les réponses diraient',
      'canned-answers.yaml': 'Ce que les experts insèrent',
      'programme/referencement.yaml': 'Les questions, telles qu’elles sont posées',
      'programme/diagnostic-flash.yaml': 'Les questions, telles qu’elles sont posées',
    } as Readonly<Record<string, string>>,
    noAnswer: 'Aucune section : la page ne répond à rien.',
    noPreview: {
      'figures.yaml': 'Aucune réponse ne change.',
      'glossary.yaml':
        'Ces mots aident à comprendre les questions : essayez-en une une fois le fichier en service.',
    } as Readonly<Record<string, string>>,
    registerHints: {
      'figures.yaml':
        'Une valeur ne se remplace pas : fermez l’ancienne par « until » et ajoutez la nouvelle.',
    } as Readonly<Record<string, string>>,
    registerHint:
      'Gardez les identifiants (« id ») : d’autres fichiers les lisent. Un changement sert dès le message suivant.',
    publish: 'Mettre en service',
    save: 'Garder en brouillon',
    drop: 'Abandonner le brouillon',
    difference: 'Ce qui change',
    download: 'Télécharger le fichier',
  },
  ask: {
    title: 'Essayer une question',
    hint: 'La Hotline répond comme dans la conversation : avec ce qui est en service, puis avec ce changement.',
    withdrawn: 'Comme si ce fichier était retiré',
    label: 'Question',
    send: 'Essayer',
  },
  reading: 'Ce qui a été lu',
  replace: {
    title: 'Remplacer par un autre fichier',
    file: 'Nouveau fichier, du même format',
    send: 'Lire ce fichier',
  },
  withdraw: {
    title: 'Retirer',
    hint: 'La Hotline ne pourra plus citer ce fichier. Ses versions restent ici, et vous pourrez le remettre en service.',
    send: 'Retirer du service',
  },
  versions: {
    title: 'Versions',
    none: 'Aucune version n’a encore été enregistrée d’ici.',
    line: (number: number, act: VersionAct, by: string, moment: string): string =>
      `Version ${number}, ${acts[act]}${by === '' ? '' : ` par ${by}`}, ${moment}`,
    current: 'en service',
    compare: 'Comparer avec ce qui est en service',
    before: 'Ce qu’elle a changé',
    beforeOf: (number: number): string => `Ce qu’elle a changé : version ${number}`,
    compareOf: (number: number): string => `Comparer avec ce qui est en service : version ${number}`,
    restore: 'Remettre en service',
    restoreOf: (number: number): string => `Remettre en service : version ${number}`,
    download: 'Télécharger',
    downloadOf: (number: number): string => `Télécharger : version ${number}`,
    notKept: 'Son contenu n’est plus gardé.',
  },
  fresh: {
    title: 'Nouvelle page',
    name: 'Titre de la page',
    folder: 'Dossier',
    folders: { guides: 'Guides', programme: 'Programme', clauses: 'Clauses' },
    begin: 'Commencer',
    noTitle: 'Donnez un titre à la page.',
  },
  unreadable: 'Cette demande n’a pas pu être lue.',
  tooBig: (megabytes: number): string => `Ce fichier est trop lourd : ${megabytes} Mo au plus.`,
  said: {
    published: 'C’est en service : les réponses suivent dans quelques secondes.',
    restored: 'La version est remise en service.',
    withdrawn: 'Retiré : ce fichier ne sera plus cité dans quelques secondes.',
    saved: 'Gardé en brouillon. Rien n’a changé dans les réponses.',
    dropped: 'Brouillon abandonné.',
    refused: (count: number): string =>
      count === 1
        ? 'Une faute empêche de mettre en service : elle est dite ci-dessous. Rien n’a changé.'
        : `${count} fautes empêchent de mettre en service : elles sont dites ci-dessous. Rien n’a changé.`,
    changedMeanwhile: (who: string | undefined): string =>
      `${who ?? 'Quelqu’un'} a changé ce fichier depuis que vous l’avez ouvert. Rien n’a été remplacé, et votre texte est toujours là : voici ce qui diffère.`,
    withdrawnMeanwhile:
      'Ce fichier a été retiré depuis que vous l’avez ouvert. Rien n’a été fait, et votre texte est toujours là.',
    notWritable:
      'Ce serveur n’a pas le droit d’écrire dans le dossier des connaissances. Téléchargez le fichier et faites-le déposer : rien n’est perdu.',
    comparedByText: 'Ce qui diffère dans le texte qui a été lu de ce fichier :',
    nothingRead: 'Aucun texte n’a été lu de ces deux versions : téléchargez-les pour les comparer.',
    same: 'Les deux textes sont les mêmes.',
    others: (names: string, moment: string): string =>
      `${names} a aussi cette page ouverte, depuis ${moment}. Parlez-vous avant de la mettre en service.`,
  },
};
