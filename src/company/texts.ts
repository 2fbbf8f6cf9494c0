/** What is said of a company's file and of those who speak for it. */
export const companyTexts = {
  anonymous:
    'Ici, je ne sais pas qui vous êtes, ou d’autres personnes lisent : écrivez-moi en privé pour vous référencer.',
  diagnosed: (profile: string): string => `Diagnostic flash : ${profile}`,
  noForm: 'Aucun référencement n’est en cours. Écrivez « inscription » pour en commencer un.',
  registered: (name: string): string => `C’est fait : ${name} est référencée à la Fabrique. Merci !`,
  complete: (percent: number): string => `Fiche remplie à ${percent} %.`,
  addNext: (labels: readonly string[]): string => `À ajouter ensuite : ${labels.join(', ')}.`,
  howToChange:
    'Pour changer quelque chose, dites-le : « changez notre téléphone ». « ma fiche » la montre, « inviter un collègue » ouvre la fiche à quelqu’un d’autre.',
  fileTitle: (name: string): string => `La fiche de ${name} :`,
  changed: (label: string, value: string): string => `C’est noté. ${label} : ${value}.`,
  removed: (label: string): string => `C’est noté. ${label} : vide.`,
  nothingChanged: 'Rien n’est changé.',
  otherSiren:
    'Ce SIRET est celui d’une autre entreprise. Votre fiche garde le sien ; une autre entreprise se référence à part.',
  emailUnchecked: 'Ici, je ne peux pas envoyer de mail : votre adresse est gardée, sans être vérifiée.',
  emailSent: (address: string, minutes: number): string =>
    `J’envoie un code de dix signes à ${address}. Écrivez-le ici dans les ${minutes} minutes, quand vous l’avez ; nous continuons sans attendre.`,
  emailProven: 'Votre adresse est vérifiée : elle permettra de retrouver votre fiche.',
  duplicate:
    'Une fiche existe déjà pour cette entreprise. Vous pouvez demander à la rejoindre : une personne qui la tient devra accepter. Rien de son contenu n’est montré avant.',
  sameDevice:
    'Si c’est vous, sur un autre appareil : vérifiez ici l’adresse mail de la fiche, elle s’ouvrira.',
  checkMailButton: 'Vérifier mon adresse',
  joinButton: 'Demander à la rejoindre',
  otherSiretButton: 'Donner un autre SIRET',
  asked: 'Votre demande est faite. Dès qu’une personne de l’entreprise l’accepte, je vous le dis ici.',
  askedBefore:
    'Votre demande est déjà faite, ou a été refusée il y a peu. L’équipe peut vous aider : demandez un expert.',
  already: 'Vous faites déjà partie de cette fiche.',
  gone: 'Je n’ai pas trouvé cette fiche : elle n’existe plus, ou le SIRET est à redonner.',
  joined: (name: string): string =>
    `Vous faites maintenant partie de la fiche de ${name}. Écrivez « ma fiche » pour la voir.`,
  refused: (name: string): string => `Votre demande de rejoindre ${name} n’a pas été acceptée.`,
  asks: (who: string, name: string): string =>
    `${who} demande à rejoindre la fiche de ${name}. L’acceptez-vous ? Cette personne pourra la voir et la modifier.`,
  someone: 'Une personne',
  yes: 'Accepter',
  no: 'Refuser',
  accepted: (who: string): string => `C’est fait : ${who} fait partie de la fiche.`,
  declined: (who: string): string => `C’est noté : ${who} n’en fait pas partie.`,
  decided: 'Cette demande a déjà reçu une réponse.',
  notYetFile:
    'Votre fiche n’est pas encore enregistrée : finissez d’abord votre référencement. Écrivez « reprendre ».',
  noFile: 'Vous n’avez pas encore de fiche. Écrivez « inscription » pour vous référencer.',
  invitation: (code: string, hours: number): string =>
    `Code d’invitation : ${code}. Votre collègue m’écrit « rejoindre ${code} » dans les ${hours} heures. Il ne sert qu’une fois, et vous confirmerez son arrivée.`,
  wrongCode:
    'Ce code n’existe pas, a déjà servi ou n’est plus valable. Demandez-en un autre à votre collègue.',
  codeClosed:
    'L’équipe vérifie encore qui parle pour cette entreprise : votre code n’ouvre pas sa fiche. Pour en parler, demandez un expert.',
  tooMany: 'Trop d’essais : attendez dix minutes avant d’écrire un autre code.',
  waitingFor: (who: string): string => `${who} demande à rejoindre cette fiche.`,
  pending: 'Votre demande de rejoindre une fiche attend encore une réponse.',
  inviteButton: 'Inviter un collègue',
  editButton: 'Modifier',
  contactLeft: (name: string): string =>
    `La fiche de ${name} n’a plus ni téléphone ni adresse : la personne qui en était le contact est partie. Indiquez un autre contact, pour que l’équipe et les acheteurs puissent vous joindre.`,
  historyTitle: 'Les derniers changements de la fiche :',
  historyLine: (on: string, label: string, now: string, before: string | undefined): string =>
    `${on} : ${label} : ${now}${before === undefined ? '' : ` (avant : ${before})`}`,
  noHistory: 'Rien n’a changé dans la fiche depuis qu’elle est faite.',
  origins: { fetched: 'base publique', declared: 'déclaré', team: 'noté par l’équipe', proven: 'vérifié' },
  duplicatePrepared:
    'L’équipe a déjà préparé une fiche pour cette entreprise. Demandez à la rejoindre : l’équipe vérifiera que vous en faites partie. Si elle vous a donné un code, écrivez « rejoindre » puis ce code.',
  askedTeam:
    'Votre demande est faite. L’équipe vérifie que vous faites partie de cette entreprise, et je vous le dis ici.',
  prepared:
    'L’équipe a préparé cette fiche pour vous. Vérifiez-la, et dites si vous acceptez qu’elle soit gardée.',
  consentButton: 'Donner ma réponse',
  sameAddress:
    'Cette adresse mail est aussi celle d’une personne qui tient déjà la fiche. Est-ce vous, sur un autre appareil, ou êtes-vous une autre personne ?',
  sameYes: 'C’est moi',
  sameNo: 'Une autre personne',
  sameGone:
    'Je ne peux plus vous reconnaître par cette adresse. Demandez à rejoindre la fiche, ou demandez un expert.',
  sameJoined: (name: string): string =>
    `C’est fait : vous retrouvez ici la fiche de ${name}. Écrivez « ma fiche » pour la voir.`,
  openedElsewhere:
    'Votre fiche vient d’être ouverte depuis un autre appareil, avec un code envoyé à votre adresse mail. Si ce n’est pas vous, dites-le à l’équipe : écrivez « je veux parler à quelqu’un ».',
  teamChanged: (label: string, value: string, before: string | undefined): string =>
    `L’équipe a mis à jour votre fiche. ${label} : ${value}${before === undefined ? '' : ` (avant : ${before})`}. Si c’est faux, dites-le : « modifier ${label.toLowerCase()} ».`,
  teamRemoved: (label: string, before: string): string =>
    `L’équipe a retiré de votre fiche : ${label} (${before}). Si c’est faux, dites-le : « modifier ${label.toLowerCase()} ».`,
  teamVerified: (label: string, value: string): string =>
    `L’équipe a vérifié votre fiche. ${label} : ${value}.`,
  reminder: (last: boolean): string =>
    last
      ? 'Votre référencement n’est pas terminé, et vos réponses sont gardées. C’est mon dernier rappel : « reprendre » pour finir, « annuler » pour tout effacer.'
      : 'Votre référencement n’est pas terminé : il reste quelques questions. Écrivez « reprendre » quand vous voulez, ou « annuler » pour tout effacer.',
};

/** Where a case that a company has with an expert stands, as the team reads it. */
export const caseStateNames: Readonly<Record<string, string>> = {
  open: 'À prendre',
  claimed: 'Pris, sans réponse encore',
  waiting_expert: 'Attend votre réponse',
  waiting_company: 'Attend l’entreprise',
  closed: 'Clos',
};
