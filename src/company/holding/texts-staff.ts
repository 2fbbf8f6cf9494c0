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
