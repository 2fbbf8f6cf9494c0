/** What is said of whether somebody speaks for a company: to its people, and to who disputes it. */
export const holdingTexts = {
  // To the people of a file.
  waits:
    'Avant cela, l’équipe vérifie que vous parlez bien pour cette entreprise. D’ici là, son nom n’est donné à aucun acheteur et aucune demande de contact n’est transmise, ni vers elle ni de sa part. Je vous dis ici ce que l’équipe décide.',
  hint: 'Pour l’aider : indiquez votre site (« modifier site internet ») et confirmez une adresse mail de ce site. Sinon, l’équipe vous appellera peut-être.',
  agreedWaits:
    'C’est noté : vous acceptez de paraître dans l’annuaire. L’équipe vérifie d’abord que vous parlez bien pour cette entreprise ; votre fiche paraîtra aussitôt après, et je vous le dirai ici. D’ici là, elle n’est montrée à personne.',
  alreadyAgreed:
    'Votre accord pour l’annuaire est noté. L’équipe vérifie que vous parlez bien pour cette entreprise : d’ici là, votre fiche n’est montrée à aucun acheteur. Elle paraîtra d’elle-même ensuite, et je vous le dirai ici.',
  refused: (reason: string | undefined): string =>
    `L’équipe n’a pas pu établir que vous parlez pour cette entreprise${because(reason)} Votre fiche n’est montrée à aucun acheteur. Corrigez-la si besoin (« ma fiche »), puis redemandez.`,
  disputed: (reason: string | undefined): string =>
    `L’équipe a retiré votre fiche de l’annuaire, le temps de vérifier qui parle pour cette entreprise${because(reason)} Je vous dis ici la suite ; pour en parler, demandez un expert.`,
  reviewButton: 'Demander une nouvelle vérification',
  reviewed: 'C’est demandé : l’équipe regarde de nouveau votre fiche, et je vous dis ici ce qu’elle décide.',
  reviewTooSoon:
    'L’équipe a répondu il y a moins d’un jour. Redemandez demain, ou demandez un expert si elle s’est trompée.',
  nothingToReview: 'Votre fiche n’attend rien de l’équipe.',
  approvedListed: (name: string, url: string): string =>
    `L’équipe a vérifié que vous parlez pour ${name}. Votre fiche paraît maintenant dans l’annuaire : ${url}`,
  approved: (name: string): string =>
    `L’équipe a vérifié que vous parlez pour ${name}. Vous pouvez maintenant paraître dans l’annuaire, si vous le voulez.`,
  refusedNow: (name: string, reason: string): string =>
    `L’équipe n’a pas pu établir que vous parlez pour ${name} : ${reason} Votre fiche n’est montrée à aucun acheteur. Corrigez-la si besoin (« ma fiche »), puis redemandez une vérification.`,
  suspendedNow: (name: string, reason: string): string =>
    `L’équipe retire la fiche de ${name} de l’annuaire, le temps de vérifier qui parle pour cette entreprise. ${reason} Pour en parler, demandez un expert.`,
  disputedNow: (name: string, reason: string): string =>
    `Quelqu’un dit que la fiche de ${name} n’est pas tenue par l’entreprise : l’équipe la retire de l’annuaire, le temps de vérifier. ${reason} Pour en parler, demandez un expert.`,
  asksAgain:
    'Vous avez changé le nom ou le SIRET : l’équipe vérifie de nouveau que vous parlez pour cette entreprise. D’ici là, votre fiche n’est plus montrée aux acheteurs.',
  movedAway: (company: string): string =>
    `L’équipe a établi qu’une autre personne parle pour ${company} : ce numéro et ce que dit de lui le registre ont quitté votre fiche. Tout le reste est à vous et y demeure : vos contacts, vos réponses, vos conversations, vos dossiers et vos documents. Rien n’en a été transmis.`,
  movedAwayNext:
    'Si votre entreprise a un autre SIRET, ajoutez-le : « modifier SIRET ». Si l’équipe se trompe, demandez un expert.',
  movedHere: (company: string): string =>
    `L’équipe a établi que vous parlez pour ${company} : la fiche est maintenant la vôtre. Elle contient seulement ce que dit le registre ; rien de la personne qui la tenait avant (contacts, conversations, dossiers, documents) ne vous est transmis, ni rien de vous à elle.`,
  company: (name: string | undefined, siren: string): string => {
    const number = siren.replace(/(\d{3})(?=\d)/g, '$1\u00a0');
    return name ? `${name} (SIREN\u00a0${number})` : `l’entreprise dont le SIREN est ${number}`;
  },
  /** Instead of a name that a file does not have. */
  yours: 'votre entreprise',
  theirs: 'cette entreprise',
  movedReason: 'L’équipe a établi qu’une autre personne parle pour cette entreprise.',
  movedHereNext: 'Complétez-la quand vous voulez : « ma fiche ».',
  mailSubject: 'La vérification de votre entreprise',
  noIntroduction:
    'Votre entreprise n’est pas encore vérifiée par l’équipe : d’ici là, je ne transmets pas de demande de contact, ni vers elle ni de sa part. Je vous dis ici dès que c’est fait.',

  // To who disputes it.
  disputeButton: 'Ce n’est pas nous',
  disputeHeldButton: 'Cette fiche n’est pas à nous',
  disputeBuyerButton: 'Ce n’est pas cette entreprise',
  disputeWhich:
    'De quelle entreprise parlez-vous ? Écrivez « ce n’est pas nous » suivi de son SIREN ou de son SIRET.',
  disputeUnknown: 'Aucune fiche n’existe ici pour cette entreprise : personne ne parle en son nom.',
  disputeKept:
    'C’est transmis à l’équipe, qui vérifie qui parle pour cette entreprise. Je vous dis ici ce qu’elle décide. Rien de vous n’est dit à la personne qui tient la fiche.',
  disputeAgain: 'C’est déjà transmis à l’équipe, qui regarde. Je vous dis ici ce qu’elle décide.',
  disputeTooMany:
    'Vous avez signalé plusieurs fiches aujourd’hui : l’équipe les regarde. Pour une autre, demandez un expert.',
  settled: {
    dismissed: (name: string): string =>
      `L’équipe a vérifié qui parle pour ${name} : la fiche reste à la personne qui la tient. Si vous pensez que c’est une erreur, demandez un expert.`,
    disputed: (name: string): string =>
      `L’équipe a retiré la fiche de ${name} de l’annuaire, le temps de vérifier qui parle pour cette entreprise. Je vous dis ici la suite.`,
    refused: (name: string): string =>
      `L’équipe n’a pas pu établir que la personne qui tient la fiche de ${name} parle pour cette entreprise : la fiche n’est montrée à aucun acheteur.`,
    moved: (name: string): string =>
      `L’équipe a vérifié : la fiche de ${name} n’est plus à la personne qui la tenait.`,
  },
};

const because = (reason: string | undefined): string => (reason ? ` : ${reason}` : '.');
