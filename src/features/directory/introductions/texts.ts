import { newsMail } from '#src/company/members/texts.ts';

/** What is said while a buyer asks to be put in touch with a company, and to that company. */
export const introductionTexts = {
  askName: (company: string): string =>
    `Je transmets votre demande à ${company}, qui accepte ou non. Qui êtes-vous ? Prénom et nom.`,
  askOrganisation: 'Pour quelle organisation ? Une mairie, une entreprise, une association…',
  askNeed: 'Quel est votre besoin, en une ou deux phrases ? L’entreprise le lira avant de répondre.',
  askAddress:
    'À quelle adresse mail l’entreprise pourra-t-elle vous répondre ? Je vous envoie un code pour la vérifier. Elle ne l’aura que si elle accepte.',
  askReach:
    'À quelle adresse mail ou à quel numéro l’entreprise pourra-t-elle vous répondre ? Elle ne l’aura que si elle accepte.',
  codeSent: (address: string, minutes: number): string =>
    `J’envoie un code de dix signes à ${address}. Écrivez-le ici dans les ${minutes} minutes.`,
  summary: (company: string): string => `Voici ce que je transmets à ${company} :`,
  summaryName: (name: string): string => `De la part de : ${name}`,
  summaryOrganisation: (name: string): string => `Organisation : ${name}`,
  summaryNeed: (need: string): string => `Besoin : ${need}`,
  summaryReach: (reach: string, isProven: boolean): string =>
    `Donné seulement si elle accepte : ${reach}${isProven ? ' (adresse vérifiée)' : ''}`,
  send: 'Envoyer la demande',
  drop: 'Annuler',
  dropped: 'C’est annulé : rien n’est transmis.',
  nothingBegun:
    'Aucune demande de contact n’est en cours ici. Cherchez une entreprise, puis demandez son contact.',
  waiting: 'Votre demande de contact n’est pas finie :',
  needEmpty: 'Dites votre besoin en mots : ce que vous cherchez, où et pour quand. Sans adresse ni numéro.',
  sent: (company: string, until: string): string =>
    `C’est envoyé à ${company}. Elle a jusqu’au ${until} pour répondre ; je vous le dis ici dès qu’elle le fait.`,
  sentByMail: 'Si cette page est fermée, la réponse part aussi à votre adresse mail.',
  sentPageOnly: 'Revenez sur cette page, dans ce navigateur, pour lire sa réponse.',
  cancelButton: 'Annuler la demande',
  cancelled: 'C’est annulé : l’entreprise n’a pas vos coordonnées, et n’en aura pas.',
  ended: 'Cette demande a déjà reçu une réponse, ou n’attend plus.',
  gone: 'Cette entreprise n’est pas, ou n’est plus, dans l’annuaire.',
  own: 'C’est votre propre entreprise.',
  silent: (company: string): string =>
    `${company} ne prend pas de demandes de contact en ce moment. Une personne de l’équipe peut chercher avec vous.`,
  noContact: (company: string): string =>
    `${company} n’a pas de contact à donner en ce moment. Une personne de l’équipe peut chercher avec vous.`,
  again: (company: string): string =>
    `Vous avez déjà demandé le contact de ${company} il y a peu. Une nouvelle demande se fait un mois après.`,
  tooMany: (most: number): string =>
    `Vous avez fait ${most} demandes de contact en un jour : c’est le plus que je transmets. Revenez demain, ou demandez une personne de l’équipe.`,
  tooManyInAll:
    'Beaucoup de demandes de contact ont été faites aujourd’hui : je n’en transmets plus avant demain. Une personne de l’équipe peut vous aider.',
  busy: (company: string): string =>
    `${company} a déjà plusieurs demandes sans réponse : je n’en ajoute pas. Réessayez dans quelques jours.`,

  // To the company.
  asks: (organisation: string, name: string): string =>
    `${organisation} (${name}) souhaite vous contacter, après vous avoir trouvés dans l’annuaire.`,
  need: (need: string): string => `Son besoin : « ${need} »`,
  whatIsGiven: (contact: readonly string[]): string =>
    `Si vous acceptez, je lui donne votre contact (${contact.join(', ')}), et vous recevez le sien. Si vous refusez, elle n’aura rien.`,
  until: (day: string): string => `Sans réponse d’ici au ${day}, la demande s’arrête d’elle-même.`,
  accept: 'Accepter',
  refuse: 'Refuser',
  mute: 'Refuser, et ne plus recevoir de demandes',
  acceptedByCompany: (organisation: string): string => `C’est accepté. Voici le contact de ${organisation} :`,
  refusedByCompany: 'C’est refusé : rien de vous n’est transmis.',
  contactMissing:
    'Votre fiche n’a ni téléphone ni adresse à donner. Complétez-la (« ma fiche »), puis acceptez.',
  muted:
    'Vous ne recevrez plus de demandes de contact. Votre fiche reste dans l’annuaire. Pour en reprendre : « reprendre les demandes de contact ».',
  unmuted: 'Vous recevez de nouveau les demandes de contact.',
  notYours: 'Cette demande n’est pas pour votre entreprise.',
  decided: 'Une personne de votre entreprise a déjà répondu à cette demande.',
  cancelledByBuyer: (organisation: string): string =>
    `${organisation} a annulé sa demande de contact : il n’y a rien à faire.`,

  // To the buyer, at the end.
  contacts: (company: string): string => `${company} accepte votre demande. Voici son contact :`,
  refused: (company: string): string =>
    `${company} ne donne pas suite à votre demande. Ses coordonnées et les vôtres restent où elles sont.`,
  unanswered: (company: string): string =>
    `${company} n’a pas répondu dans le délai : votre demande est close. Ses coordonnées et les vôtres restent où elles sont.`,
  void: (company: string): string => `${company} n’est plus dans l’annuaire : votre demande est close.`,
  next: 'Vous pouvez chercher une autre entreprise ici, ou demander à une personne de l’équipe.',
  name: (name: string): string => `Nom : ${name}`,
  reach: (reach: string): string => `Contact : ${reach}`,
  unproven: (reach: string): string => `Contact : ${reach} (donné par cette personne, non vérifié)`,
};

/** The mails of introductions, for those whose channel shows nothing when it is closed. */
export const introductionMail = {
  askSubject: 'Une demande de contact pour votre entreprise',
  answerSubject: 'Réponse à votre demande de contact',
  givenSubject: 'Le contact que vous avez accepté',
  ask: (lines: readonly string[], link: string): string =>
    [
      'Bonjour,',
      ...lines,
      'Pour accepter ou refuser, ouvrez cette page (le lien est pour vous, ne le transmettez pas) :',
      link,
      'Pour ne plus paraître dans l’annuaire, écrivez « retirez-moi de l’annuaire » dans la conversation.',
      newsMail.signature,
    ].join('\n\n'),
};

/** What somebody is told who asks where their wishes for a contact stand. */
export const introductionStatusTexts = {
  asked: (company: string, until: string): string =>
    `Votre demande de contact à ${company} attend sa réponse, au plus tard le ${until}.`,
  toAnswer: (count: number): string =>
    count === 1
      ? 'Une demande de contact attend la réponse de votre entreprise.'
      : `${count} demandes de contact attendent la réponse de votre entreprise.`,
};
