/** What is said of whether somebody speaks for a company: to its people, to who disputes it, and to the team. */
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

/** What the team reads of it, in /staff. */
export const staffHoldingTexts = {
  toDo: (all: number, agreed: number): string => {
    const wait =
      all === 1
        ? 'Une entreprise attend que vous vérifiiez qui parle pour elle'
        : `${all} entreprises attendent que vous vérifiiez qui parle pour elles`;
    const wish =
      agreed === 0
        ? 'aucune n’a encore accepté de paraître dans l’annuaire'
        : agreed === 1
          ? 'une a accepté de paraître dans l’annuaire'
          : `${agreed} ont accepté de paraître dans l’annuaire`;
    return `${wait} ; ${wish}.`;
  },
  toDoWhy:
    'Toute personne qui tape un SIRET peut remplir une fiche. Tant que l’équipe n’a pas vérifié, y compris pour les fiches d’avant, l’entreprise n’est ni dans l’annuaire ni nommée aux acheteurs.',
  seeToDo: 'Voir les entreprises à vérifier',
  disputes: 'Fiches contestées',
  disputesHint:
    'Quelqu’un dit que la personne qui tient la fiche ne parle pas pour l’entreprise. La fiche reste comme elle est jusqu’à votre décision.',
  disputesMore: (shown: number, all: number): string => `Les ${shown} plus anciennes, sur ${all}.`,
  disputeLine: (name: string, from: string): string => `${name} : ${from}`,
  origins: {
    company: 'une personne qui dit être de l’entreprise',
    holder: 'la personne qui a reçu une demande de contact dit que ce n’est pas son entreprise',
    buyer: 'un acheteur mis en relation dit que ce n’est pas cette entreprise',
    staff: 'noté par l’équipe',
  },
  open: 'Ouvrir la fiche',
  states: {
    pending: 'à vérifier',
    approved: 'vérifiée par l’équipe',
    refused: 'refusée par l’équipe',
    disputed: 'suspendue, le temps de vérifier',
  },
  title: 'Qui parle pour cette entreprise ?',
  since: (state: string, moment: string): string => `${state}, ${moment}`,
  nobody: 'Personne de l’entreprise ne tient cette fiche : il n’y a rien à vérifier.',
  why: (reason: string): string => `Dit à l’entreprise : « ${reason} »`,
  columns: { what: 'Quoi', register: 'Registre public', said: 'Dit par la personne' },
  tableCaption: 'Le registre à côté de ce qui est déclaré',
  registerOff:
    'Le registre public n’est pas consulté ici (COMPANY_API_URL) : vérifiez le SIRET sur annuaire-entreprises.data.gouv.fr.',
  registerTrouble:
    'Le registre public ne répond pas : la colonne montre ce qu’il disait à l’inscription. Rechargez la page plus tard.',
  registerUnknown: 'Le registre public ne connaît pas ce SIRET.',
  registerClosed: 'Le registre public dit que cet établissement est fermé.',
  noSiret: 'La fiche n’a pas de SIRET : le registre ne dit rien d’elle.',
  differs: 'différent',
  empty: '—',
  rows: {
    siret: 'SIRET',
    name: 'Nom',
    seat: 'Commune',
    'legal-form': 'Forme juridique',
    created: 'Création',
    headcount: 'Effectif',
  } as Readonly<Record<string, string>>,
  who: 'Qui le demande',
  whoLine: (who: string, channels: string, moment: string): string =>
    `${who}${channels ? `, par ${channels}` : ''}, ${moment}`,
  by: (channels: string): string => `par ${channels}`,
  mail: (address: string): string => `adresse confirmée : ${address}`,
  noMail: 'pas d’adresse confirmée',
  site: (site: string): string => `Site déclaré : ${site}`,
  noSite: 'Aucun site déclaré.',
  ofSite: 'domaine du site déclaré',
  sameDomain: 'Indice : adresse confirmée, domaine égal à celui du site déclaré.',
  sameDomainHint:
    'C’est un indice, pas une preuve : rien n’est lu sur ce site. Appelez l’entreprise à un numéro que vous trouvez vous-même.',
  consentYes: 'Elle a accepté de paraître dans l’annuaire : l’approuver la publie aussitôt.',
  consentNo: 'Elle n’a pas accepté de paraître dans l’annuaire : l’approuver ne publie rien.',
  approve: 'Approuver',
  refuse: 'Refuser',
  suspend: 'Suspendre',
  dismiss: 'Classer la contestation',
  reason: 'Ce que l’entreprise lira (obligatoire pour refuser ou suspendre)',
  reasonNeeded: 'Dites pourquoi, en une phrase que l’entreprise lira.',
  reasonLong: 'C’est trop long : 500 signes au plus.',
  approvedDone: (published: boolean): string =>
    published
      ? 'Approuvée : la fiche paraît dans l’annuaire, et ses personnes sont prévenues.'
      : 'Approuvée : ses personnes sont prévenues.',
  refusedDone: 'Refusée : ses personnes sont prévenues, avec la raison.',
  suspendedDone: 'Suspendue : la fiche n’est plus dans l’annuaire, et ses personnes sont prévenues.',
  dismissedDone: 'Classée : qui contestait ici est prévenu ; à vous de répondre à un mail ou à un appel.',
  stale: 'La fiche a changé pendant que vous lisiez : rien n’est fait. Rechargez la page pour reprendre.',
  nothing: 'Rien ne change : c’est déjà fait.',
  disputeTitle: 'Contestations',
  noDispute: 'Aucune contestation en cours.',
  noteDispute: 'Noter une contestation reçue par mail ou au téléphone',
  disputeWords: 'Qui conteste, et ce qui est dit',
  disputeWordsNeeded: 'Écrivez qui conteste, et ce qui est dit.',
  noteDisputeButton: 'Noter la contestation',
  disputeNoted: 'C’est noté : la contestation est à surveiller.',
  move: 'Transférer la fiche',
  moveHint:
    'Seuls le SIREN et ce que dit le registre partent dans une fiche neuve. Les contacts, accords, conversations, dossiers et documents restent à la personne qui tenait la fiche, qui ne les perd pas. Les deux sont prévenues. Les codes d’invitation de l’ancienne fiche ne servent plus.',
  moveTo: 'À qui ?',
  moveToPerson: (who: string, why: string, ...more: readonly string[]): string =>
    [`${who} (${why})`, ...more].join(', '),
  moveWhy: { asks: 'demande à rejoindre', disputes: 'conteste la fiche' },
  moveToCode: 'À l’entreprise, par un code que je lui donne',
  moveButton: 'Transférer la fiche',
  moveConfirm: 'Je confirme avoir vérifié à qui est cette entreprise',
  moveConfirmNeeded: 'Cochez la case : un transfert ne se défait pas d’un clic.',
  moveNoSiren: 'Cette fiche n’a pas de SIREN : il n’y a rien à transférer.',
  moveNobody: 'Cette personne n’est plus là, ou tient déjà cette fiche. Rechargez la page.',
  moved: 'Transférée : les deux personnes sont prévenues.',
  movedCode: (code: string, days: number): string =>
    `Transférée : la personne qui tenait la fiche est prévenue. Code : ${code}. L’entreprise écrit « rejoindre ${code} » dans la conversation, dans les ${days} jours. Il sert une fois, et n’est plus montré ensuite.`,
  events: {
    pending: 'de nouveau à vérifier',
    approved: 'approuvée',
    refused: 'refusée',
    disputed: 'suspendue',
    dismissed: 'contestation classée',
    moved: 'transférée',
  },
  eventsTitle: 'Décisions',
  event: (what: string, by: string | undefined, moment: string): string =>
    `${what}${by === undefined ? '' : ` par ${by}`}, ${moment}`,
} as const;
