/** What the sign-up dialog says; the questions themselves are in knowledge/programme/referencement.yaml. */

export const answerWords = {
  yes: 'Oui',
  no: 'Non',
  sector: (label: string, cpv: string): string => `${label} (CPV ${cpv})`,
  everywhere: 'Toute la France',
  radius: (km: number, around: string): string => `${km} km autour de ${around}`,
};

export const formButtons = {
  back: 'Précédent',
  skip: 'Passer',
  later: 'Plus tard',
  cancel: 'Annuler',
  edit: 'Modifier',
  confirm: 'Confirmer',
  resume: 'Reprendre',
  done: 'C’est tout',
  erase: 'Oui, tout effacer',
  keep: 'Non, continuer',
  sure: 'Oui, c’est ça',
  notSure: 'Non',
};

export const dialogTexts = {
  several: 'Plusieurs réponses sont possibles.',
  noted: (facts: readonly string[]): string => `Noté. ${facts.join(' ; ')}.`,
  fact: (label: string, value: string): string => `${label} : ${value}`,
  mayChange: 'Si quelque chose est faux, dites « modifier ».',
  sureName: (said: string): string => `Est-ce bien le nom de votre entreprise : « ${said} » ?`,
  sureAnswer: (said: string, label: string): string => `Est-ce bien votre réponse (${label}) : « ${said} » ?`,
  stuck: 'Si rien ne convient, écrivez « passer » ; « aide » pour une explication.',
  stuckRequired:
    'J’ai besoin de cette réponse pour la suite. Écrivez « aide » pour une explication, ou « plus tard » pour y revenir.',
  notFinished: 'Il reste quelques questions avant d’enregistrer. « résumé » montre ce qui est déjà rempli.',
  soFar: 'Voici ce qui est déjà rempli :',
  nothingYet: 'Rien n’est encore rempli.',
  summaryWord: 'résumé',
  skipWord: 'passer',
  laterWord: 'plus tard',
  backWord: 'précédent',
  helpWord: 'aide',
  chosen: (labels: string): string => `Choisi : ${labels}.`,
  more: 'Autre chose ? Sinon, « c’est tout ».',
  now: (value: string): string =>
    `Votre réponse actuelle : ${value}. Écrivez la nouvelle, ou « passer » pour la garder.`,
  editWord: 'modifier',
  noBack: 'C’est la première question : il n’y a rien avant.',
  cannotSkip: 'Cette réponse est nécessaire pour votre fiche.',
  consentNeeded:
    'Sans cet accord, votre fiche ne peut pas être enregistrée. Répondez « oui » pour la garder, « plus tard » pour y réfléchir, ou « annuler » pour tout effacer.',
  noSector:
    'Je n’ai pas trouvé de secteur qui corresponde : je garde vos mots, et l’équipe les classera. « modifier activités » pour le dire autrement.',
  noHelp: 'Répondez comme vous le diriez à un collègue ; « passer » si vous ne savez pas.',
  summaryTitle: 'Voici votre fiche. Tout est juste ?',
  summaryAsk: 'Confirmez pour l’enregistrer, ou dites ce qu’il faut changer : « modifier le téléphone ».',
  fetched: (value: string): string => `${value} (base publique des entreprises)`,
  team: (value: string): string => `${value} (noté par l’équipe)`,
  proven: (value: string): string => `${value} (vérifié)`,
  contested: (value: string, said: string): string =>
    `${value} (vous corrigez la base publique, qui dit : ${said})`,
  notYet: (label: string): string => `Il manque une réponse nécessaire : ${label}.`,
  choosing: 'Que voulez-vous modifier ? Dites-le, ou choisissez :',
  unknownField: 'Je n’ai pas reconnu cette rubrique.',
  later:
    'C’est gardé. Écrivez « reprendre » quand vous voulez, ici ou sur une messagerie liée : nous repartirons de la même question.',
  leaving: 'Voulez-vous effacer toutes vos réponses ?',
  erased: 'C’est fait : vos réponses sont effacées.',
  unchanged: 'Rien n’est changé.',
  notErased: 'Vos réponses sont gardées.',
  yesNo: 'Répondez par oui ou par non.',
  summaryUnknown:
    'Je n’ai pas compris. Écrivez « je confirme », ou ce qu’il faut changer : « modifier le téléphone ».',
  resumed: 'Reprenons votre référencement.',
  waiting: 'Pour votre référencement :',
  pausedHint: 'Votre référencement est en pause. Écrivez « reprendre » pour continuer.',
  setAside: 'Votre inscription est gardée : « reprendre » quand vous voulez.',
};

/** What a form says in its own words, because it is not the sign-up. */
export type DialogVoice = Pick<
  typeof dialogTexts,
  | 'summaryTitle'
  | 'summaryAsk'
  | 'summaryUnknown'
  | 'cannotSkip'
  | 'later'
  | 'resumed'
  | 'waiting'
  | 'pausedHint'
  | 'setAside'
  | 'notYet'
>;

export const lookupTexts = {
  found: (name: string, facts: readonly string[]): string =>
    `La base publique des entreprises connaît ce SIRET : ${[name, ...facts].join(' ; ')}. Si quelque chose est faux, dites « modifier » : votre réponse passera devant.`,
  foundEss: 'Elle vous indique comme entreprise de l’économie sociale et solidaire.',
  foundSiae: 'Elle vous indique comme structure d’insertion conventionnée.',
  closed: (whole: boolean): string =>
    whole
      ? 'D’après la base publique, cette entreprise a cessé son activité. Si c’est une erreur, continuez : l’équipe vérifiera. Sinon, « précédent » pour donner un autre SIRET.'
      : 'D’après la base publique, cet établissement est fermé. Si l’entreprise a déménagé, « précédent » pour donner le SIRET du nouvel établissement. Si c’est une erreur, continuez.',
  unknown:
    'La base publique ne connaît pas ce SIRET : l’entreprise est peut-être toute récente, ou le numéro est celui d’une autre. Vérifiez-le, « précédent » pour le corriger ; sinon, continuons.',
  ambiguous: (name: string | undefined, establishments: number): string =>
    `La base publique connaît l’entreprise${name ? ` (${name})` : ''}, mais je n’ai pas retrouvé cet établissement parmi les ${establishments} qu’elle indique. « précédent » pour donner un autre SIRET ; sinon, continuons.`,
  trouble:
    'La base publique des entreprises ne répond pas en ce moment : je vous pose les questions moi-même.',
};
