import type { Act, ObjectKind } from './acts.ts';

/** The acts by what they are about, as the filter lists them, each with its name. */
export const actGroups: readonly {
  readonly name: string;
  readonly acts: Partial<Readonly<Record<Act, string>>>;
}[] = [
  {
    name: 'Connexion',
    acts: {
      sign_in: 'se connecte',
      sign_out: 'se déconnecte',
      sign_in_refused: 'connexion refusée',
      access_refused: 'accès refusé à un espace',
      name_changed: 'change de nom',
      link_made: 'crée un lien d’accès local',
    },
  },
  {
    name: 'Dossiers',
    acts: {
      queue_read: 'lit la file des dossiers',
      case_read: 'ouvre un dossier',
      case_claimed: 'prend un dossier',
      case_replied: 'répond à l’entreprise',
      case_corrected: 'corrige ou retire une réponse',
      case_noted: 'écrit une note',
      case_transferred: 'transmet un dossier',
      case_returned: 'rend un dossier à l’assistant',
      case_closed: 'clôt un dossier',
      case_reopened: 'rouvre un dossier',
      case_deadline_set: 'change la date limite',
      draft_made: 'tire un brouillon d’un dossier',
      introductions_read: 'lit les mises en relation',
      figures_exported: 'exporte les chiffres',
      file_read: 'ouvre un fichier',
    },
  },
  {
    name: 'Entreprises',
    acts: {
      companies_read: 'lit la liste des entreprises',
      companies_exported: 'exporte la liste des entreprises',
      company_read: 'ouvre une fiche',
      company_changed: 'corrige une fiche',
      company_verified: 'marque une rubrique vérifiée',
      company_code_given: 'crée un code pour rejoindre une fiche',
      member_accepted: 'accepte une personne sur une fiche',
      member_refused: 'refuse une personne sur une fiche',
      holder_approved: 'approuve qui tient une fiche',
      holder_refused: 'refuse qui tient une fiche',
      holder_disputed: 'suspend une fiche, le temps de vérifier',
      dispute_dismissed: 'classe une contestation',
      dispute_noted: 'note une contestation',
      company_moved: 'transfère une fiche',
      import_previewed: 'essaie une liste à importer',
      companies_imported: 'importe une liste',
    },
  },
  {
    name: 'Sessions d’entraînement',
    acts: {
      session_read: 'ouvre une session',
      session_opened: 'crée une session',
      session_changed: 'modifie une session',
      session_closed: 'ferme les candidatures',
      session_reopened: 'rouvre les candidatures',
      applicants_exported: 'exporte les candidatures',
      application_read: 'ouvre une candidature',
      application_admitted: 'admet une entreprise',
      application_held: 'met une entreprise en liste d’attente',
      application_refused: 'refuse une candidature',
      event_read: 'ouvre un rendez-vous ou une formation',
      event_published: 'publie un rendez-vous ou une formation',
      event_changed: 'modifie un rendez-vous ou une formation',
      event_cancelled: 'annule un rendez-vous ou une formation',
      presence_noted: 'note une présence',
      booking_cancelled: 'annule une réservation',
    },
  },
  {
    name: 'Équipe',
    acts: {
      watch_read: 'lit la page de l’équipe',
      letter_retried: 'relance un message non remis',
      message_relaunched: 'relance un message mis de côté',
      job_retried: 'relance une tâche',
      held_sent: 'envoie ce qu’une reprise avait retenu',
      held_dropped: 'abandonne ce qu’une reprise avait retenu',
      hours_changed: 'change les horaires',
      duty_read: 'lit qui est d’astreinte',
      duty_changed: 'change qui est d’astreinte',
      knowledge_accepted: 'accepte un dossier de connaissances réduit',
      knowledge_read: 'lit la liste des connaissances',
      page_read: 'ouvre une page des connaissances',
      page_prepared: 'prépare une page ou un document',
      page_dropped: 'abandonne un brouillon de page',
      page_published: 'met une page ou un document en service',
      page_restored: 'remet une ancienne version en service',
      page_withdrawn: 'retire une page ou un document',
      questions_read: 'lit les questions sans réponse',
      question_read: 'ouvre un groupe de questions',
      question_drafted: 'commence une page à partir de questions',
      question_dismissed: 'écarte un groupe de questions',
      question_taken_back: 'reprend un groupe de questions',
      wording_added: 'ajoute une formulation à une page',
      people_told: 'fait prévenir qui avait demandé',
      recall_read: 'lit les rappels',
      recall_decided: 'décide de prévenir d’une réponse qui a changé',
      recall_confirmed: 'confirme de prévenir d’une réponse qui a changé',
      recall_dropped: 'décide de ne pas prévenir d’une réponse qui a changé',
      daily_mail_changed: 'demande le mail du matin, ou l’arrête',
      drafts_read: 'lit les brouillons',
      drafts_exported: 'exporte les brouillons',
      draft_read: 'ouvre un brouillon',
      draft_changed: 'modifie un brouillon',
      draft_kept: 'retient un brouillon',
      draft_dropped: 'écarte un brouillon',
      draft_done: 'marque un brouillon repris',
      traces_read: 'lit les traces',
      traces_exported: 'exporte les traces',
    },
  },
  {
    name: 'Opportunités',
    acts: {
      source_relaunched: 'relance la lecture d’une source d’avis',
      opportunity_written: 'écrit une opportunité',
      opportunity_corrected: 'corrige une opportunité',
      opportunity_ended: 'annule une opportunité',
      opportunities_imported: 'importe un tableau d’opportunités',
      opportunity_matched: 'regarde à qui convient un avis',
      need_read: 'lit qui rappeler pour le besoin d’un acheteur',
      follow_up_exported: 'exporte le suivi des opportunités',
      partners_read: 'lit quelles entreprises cherchent un partenaire',
      opportunity_published: 'publie un avis aux entreprises à qui il convient',
    },
  },
  {
    name: 'Ligne de commande',
    acts: {
      store_saved: 'fait une sauvegarde',
      store_restored: 'remet une sauvegarde',
      sessions_revoked: 'termine les connexions d’une personne',
      person_searched: 'cherche une personne',
      person_exported: 'exporte les données d’une personne',
      person_erased: 'supprime une personne',
      receipt_read: 'lit un reçu de suppression',
      retention_run: 'efface ce qui a passé sa durée',
      store_copied: 'copie la base',
      law_imported: 'importe un code de loi',
      index_built: 'met l’index à jour',
    },
  },
];

/** What an act is on. */
export const objectNames: Readonly<Record<ObjectKind, string>> = {
  case: 'dossier',
  company: 'entreprise',
  person: 'personne',
  draft: 'brouillon',
  session: 'session',
  application: 'candidature',
  event: 'rendez-vous ou formation',
  booking: 'réservation',
  letter: 'envoi',
  message: 'message',
  job: 'tâche',
  file: 'fichier',
  page: 'version d’une page',
  question: 'groupe de questions',
  recall: 'rappel',
  notice: 'avis ou opportunité',
  erasure: 'reçu de suppression',
  account: 'compte chez le fournisseur',
  space: 'espace',
  refusal: 'raison',
};

/** Ids that are words of ours, in French. */
export const objectWords: Readonly<Record<string, string>> = {
  'space:expert': 'bureau des experts',
  'space:staff': 'espace de l’équipe',
  'space:audit': 'traces',
  'refusal:no_role': 'compte sans aucun rôle',
  'refusal:provider': 'refusée par le fournisseur, ou annulée',
  'refusal:expired': 'demande trop ancienne, ou jamais commencée ici',
  'refusal:link': 'lien déjà servi, périmé ou inconnu',
  'refusal:far_away': 'accès local demandé d’un autre ordinateur',
};

const ORIGINS: readonly (readonly [start: string, name: string])[] = [
  ['web:local', 'lien local : qui tient la machine'],
  ['web:', 'bureau web'],
  ['slack:', 'Slack'],
  ['teams:', 'Teams'],
  ['telegram:', 'Telegram'],
];

/** What experts and staff read of the traces of what they do. */
export const tracesTexts = {
  title: 'Traces',
  intro:
    'Qui a fait quoi, sur quoi et quand : des identifiants et des actes, jamais de paroles. La base refuse qu’on modifie ou supprime une ligne avant sa durée ; après une suppression de données, le numéro du reçu y prend la place de la personne.',
  readingHint:
    'Lire cette page laisse une trace aussi ; la même lecture répétée en cinq minutes n’en laisse qu’une.',
  keptFor: (days: number): string => `Les traces sont gardées ${days} jours.`,
  filter: 'Filtrer',
  apply: 'Montrer',
  reset: 'Tout montrer',
  who: 'Qui',
  what: 'Quoi',
  on: 'Sur quoi (identifiant)',
  from: 'Du',
  to: 'Au',
  everybody: 'Tout le monde',
  everything: 'Tous les actes',
  badFilter: (names: readonly string[]): string =>
    `Ce filtre n’a pas été compris et n’a pas servi : ${names.join(', ')}.`,
  found: 'Traces trouvées',
  none: 'Aucune trace ne correspond.',
  columns: { when: 'Quand', who: 'Qui', what: 'Quoi', on: 'Sur quoi' },
  allOf: (what: string): string => `Toutes les traces de cet identifiant : ${what}`,
  pages: 'Pages des traces',
  newest: 'Les plus récentes',
  older: 'Plus anciennes',
  csv: 'Télécharger ce choix (CSV)',
  csvColumns: ['quand', 'acteur', 'nom montré', 'acte', 'acte (code)', 'genre d’objet', 'identifiant'],
  fileName: (day: string): string => `traces-${day}.csv`,
};

/** Where somebody acted from, with the id that they have there; nothing where their name says it, as for a command. */
export function originOf(actor: string): string {
  const [start, name] = ORIGINS.find(([known]) => actor.startsWith(known)) ?? ['', ''];
  const id = actor.slice(start.length);
  if (name === '') return '';
  return id === '' ? name : `${name}, ${id}`;
}

const ACT_NAMES: ReadonlyMap<string, string> = new Map(actGroups.flatMap(({ acts }) => Object.entries(acts)));

/** The French name of an act; one that this version does not know is shown as it was written. */
export const actName = (act: string): string => ACT_NAMES.get(act) ?? act;
