import { counted } from '#src/platform/french/measures.ts';

/** What staff read of the companies that signed up, or that the team brought in. */
export const companiesTexts = {
  title: 'Entreprises',
  countFor: (count: number): string =>
    count === 0
      ? 'Aucune entreprise n’est encore référencée.'
      : count === 1
        ? 'Une entreprise référencée.'
        : `${count} entreprises référencées.`,
  waitingFor: (count: number): string =>
    count === 0
      ? ''
      : count === 1
        ? 'Une personne attend que l’équipe l’accepte dans la fiche de son entreprise.'
        : `${count} personnes attendent que l’équipe les accepte dans la fiche de leur entreprise.`,
  see: 'Voir les entreprises',
  found: (count: number, all: number): string =>
    count === all ? counted(all, 'entreprise') : `${count} sur ${all}`,
  none: 'Aucune entreprise n’est encore référencée. Elles s’inscrivent en conversation ; vous pouvez aussi importer une liste.',
  noneFound: 'Aucune entreprise ne répond à ces critères.',
  filters: {
    legend: 'Filtrer',
    text: 'Nom, SIRET, mot, téléphone',
    territory: 'Territoire servi',
    family: 'Engagement',
    sector: 'Activité',
    complete: 'Fiche remplie',
    state: 'État de la fiche',
    cases: 'Dossiers avec un expert',
    sort: 'Trier par',
    all: 'Tous',
    allFeminine: 'Toutes',
    regions: 'Régions',
    departments: 'Départements',
    more: 'Plus de critères',
    apply: 'Filtrer',
    clear: 'Tout effacer',
  },
  bands: { low: 'À moins de 50 %', middle: 'De 50 à 89 %', high: 'À 90 % ou plus' },
  states: {
    held: 'tenue par l’entreprise',
    prepared: 'préparée par l’équipe',
    asked: 'demande à accepter',
    'to-check': 'à vérifier',
    checked: 'vérifiée par l’équipe',
    refused: 'refusée par l’équipe',
    suspended: 'suspendue, le temps de vérifier',
  },
  casesWith: { with: 'Avec', without: 'Sans' },
  sorts: {
    updated: 'Dernier changement',
    name: 'Nom',
    complete: 'Fiche la plus remplie',
    created: 'Dernière inscrite',
  },
  columns: {
    name: 'Entreprise',
    siren: 'SIREN',
    seat: 'Commune',
    engagements: 'Engagements',
    activities: 'Activités',
    complete: 'Fiche remplie (%)',
    state: 'État',
    members: 'Personnes',
    cases: 'Dossiers',
    created: 'Référencée le',
    updated: 'Modifiée le',
  },
  noName: '(sans nom)',
  csv: 'Télécharger en CSV',
  json: 'Télécharger en JSON',
  exportHint:
    'Ces fichiers contiennent les entreprises trouvées, avec leurs contacts : ne les gardez pas plus que nécessaire.',
  import: 'Importer une liste',
  pages: 'Pages de la liste',
  page: (page: number, pages: number): string => `Page ${page} sur ${pages}`,
  before: 'Page précédente',
  after: 'Page suivante',
  back: 'Toutes les entreprises',
  gone: 'Cette entreprise n’existe pas, ou plus.',
  file: {
    percent: (percent: number): string => `Fiche remplie à ${percent} %.`,
    missing: (labels: readonly string[]): string => `Il manque : ${labels.join(', ')}.`,
    complete: 'Rien ne manque.',
    fields: 'La fiche',
    field: 'Rubrique',
    value: 'Valeur',
    origin: 'Origine',
    empty: '—',
    edit: 'Corriger',
    add: 'Ajouter',
    editOf: (label: string): string => `Corriger : ${label}`,
    addOf: (label: string): string => `Ajouter : ${label}`,
    save: 'Enregistrer',
    verify: 'Marquer comme vérifié',
    verifyOf: (label: string): string => `Marquer comme vérifié : ${label}`,
    contested: (value: string): string => `La base publique dit : ${value}`,
    at: (origin: string, moment: string): string => `${origin}, ${moment}`,
    byTeam: (name: string, moment: string): string => `noté par ${name} (équipe), ${moment}`,
    verifiedBy: (name: string, moment: string): string => `vérifié par ${name} (équipe), ${moment}`,
    none: '(vide)',
    theirs: 'L’entreprise seule peut répondre.',
    people: 'Personnes',
    noPeople: 'Personne de l’entreprise ne tient encore cette fiche.',
    person: 'Une personne',
    memberStates: {
      member: 'tient la fiche',
      pending: 'demande à la rejoindre',
      refused: 'demande refusée',
    },
    since: (state: string, moment: string): string => `${state}, ${moment}`,
    sameAddress: (address: string): string => `adresse vérifiée : ${address}, la même que celle de la fiche`,
    address: (address: string): string => `adresse vérifiée : ${address}`,
    accept: 'Accepter',
    refuse: 'Refuser',
    acceptOf: (who: string): string => `Accepter ${who}`,
    refuseOf: (who: string): string => `Refuser ${who}`,
    invite: 'Créer un code d’invitation',
    inviteHint:
      'Donnez-le à l’entreprise par un moyen sûr (un numéro ou une adresse que vous connaissez) : qui l’écrit dans la conversation entre dans la fiche.',
    consents: 'Accords',
    noConsents: 'Aucun accord n’a été donné ni refusé.',
    consent: (label: string, given: boolean, version: string): string =>
      `${label} : ${given ? 'oui' : 'non'} (version ${version})`,
    cases: 'Dossiers avec un expert',
    noCases: 'Aucun dossier.',
    case: (number: number): string => `Dossier ${number}`,
    history: 'Historique',
    historyLine: (label: string, value: string, before: string | undefined): string =>
      `${label} : ${value}${before === undefined ? '' : ` (avant : ${before})`}`,
    removed: (label: string, before: string): string => `${label} : retiré (avant : ${before})`,
    created: (moment: string): string => `Fiche créée ${moment}.`,
  },
  origins: {
    fetched: 'base publique',
    declared: 'dit par l’entreprise',
    team: 'noté par l’équipe',
    proven: 'vérifié',
  },
  saved: 'Enregistré.',
  same: 'Rien n’a changé.',
  told: (people: number): string =>
    people === 0
      ? 'Enregistré. Personne ne tient encore cette fiche : personne n’a été prévenu.'
      : people === 1
        ? 'Enregistré. La personne qui tient la fiche est prévenue.'
        : `Enregistré. Les ${people} personnes qui tiennent la fiche sont prévenues.`,
  code: (code: string, days: number): string =>
    `Code : ${code}. L’entreprise écrit « rejoindre ${code} » dans la conversation, dans les ${days} jours. Il sert une fois, et n’est plus montré ensuite.`,
  codeClosed:
    'Cette fiche est suspendue ou refusée, et quelqu’un la tient : transférez-la plutôt, par un code.',
  empty: '(vide)',
  unreadable: 'Cette réponse n’a pas pu être lue.',
  consentIsTheirs: 'Un accord ne se donne ni ne se change à la place de l’entreprise.',
  needed: (label: string): string => `${label} ne peut pas être vidé.`,
  otherSiren: 'Ce SIRET est celui d’une autre entreprise : la fiche garde son SIREN.',
  sirenTaken: 'Une autre fiche existe déjà pour cette entreprise.',
  alone: (label: string): string => `« ${label} » ne va pas avec un autre choix.`,
  nothingToVerify: 'Il n’y a rien à vérifier : la rubrique est vide.',
  changedMeanwhile: (label: string, value: string): string =>
    `« ${label} » a changé pendant que vous écriviez, et vaut maintenant : ${value}. Rien n’a été remplacé. Rechargez la page pour reprendre.`,
} as const;
