import type { PeriodId } from '#src/config/privacy.ts';

/** What each period of retention is about, and why it is that long. */
export const periodTexts: Readonly<Record<PeriodId, { of: string; why: string }>> = {
  visits: {
    of: 'conversations d’un seul jour d’une personne inconnue : ni nom, ni adresse confirmée, ni dossier, ni fiche d’entreprise',
    why: 'le temps qu’un marché se prépare et se dépose ; qui n’est pas revenu d’ici là a eu sa réponse',
  },
  conversations: {
    of: 'conversations sans nouvelles, et la personne qui n’a plus rien ici ; demandes de contact closes, avec ce que chaque côté en a lu ici',
    why: 'une entreprise qui revient d’un marché à l’autre retrouve le fil ; au-delà d’un an, il ne sert plus à lui répondre',
  },
  cases: {
    of: 'paroles et notes des dossiers clos (les dates restent, sans nom)',
    why: 'un marché se suit, et se conteste, bien après le dépôt de l’offre ; un dossier peut être rouvert',
  },
  forms: {
    of: 'référencements inachevés',
    why: 'deux rappels en neuf jours ; qui n’est pas revenu trois mois plus tard ne reviendra pas',
  },
  companies: {
    of: 'fiches d’entreprises sans activité : ni changement, ni message de ceux qui les tiennent',
    why: 'la durée d’un marché pluriannuel, pendant laquelle la fiche peut resservir sans être touchée',
  },
  proofs: {
    of: 'preuve des accords retirés ou remplacés, et des suppressions',
    why: 'pouvoir montrer, en cas de litige, ce qui avait été accepté ou demandé, et quand',
  },
  files: {
    of: 'fichiers remis (exports, transcriptions)',
    why: 'le temps de les prendre ; ils peuvent être redemandés',
  },
  deliveries: {
    of: 'traces d’envoi et de réception',
    why: 'reconnaître un message livré deux fois et chercher la cause d’une panne récente',
  },
  failures: {
    of: 'envois et tâches abandonnés',
    why: 'laisser à l’équipe le temps de les voir et de les reprendre',
  },
  codes: {
    of: 'codes, essais de codes, invitations, liens et sessions passés',
    why: 'ils ne servent plus ; un jour suffit à compter les essais',
  },
  work: {
    of: 'tâches faites',
    why: 'regarder ce qui a été fait le mois dernier',
  },
  staff: {
    of: 'noms de l’équipe : comptes qui ne se connectent plus, anciens réglages d’horaires',
    why: 'savoir qui a fait quoi pendant la vie d’un dossier ; au-delà, la personne a sans doute quitté l’équipe',
  },
  drafts: {
    of: 'brouillons de fiches écartés ou repris',
    why: 'retrouver d’où vient une fiche jusqu’à sa relecture suivante',
  },
  traces: {
    of: 'traces de ce que font l’équipe et les experts : qui, quel acte, sur quoi, quand, sans aucune parole',
    why: 'pouvoir comprendre un abus ou une fuite, souvent découverts des mois après ; la CNIL recommande de six mois à un an',
  },
};

export const retentionTexts = {
  dry: 'Essai à blanc : rien n’est effacé. Partirait aujourd’hui :',
  done: 'Effacé :',
  line: (d: { of: string; days: number; why: string }): string =>
    `${d.of} — après ${d.days} jour(s) : ${d.why}`,
  table: (table: string, rows: number): string => `    ${table} : ${rows} ligne(s)`,
  doubtful: (days: number): string =>
    `Le dernier effacement de ce qui a passé sa durée date de ${days} jours : la machine a été arrêtée, ou son horloge est en avance. Rien n’est effacé cette fois. Vérifiez l’horloge : sans correction, l’effacement se fera une prochaine nuit, au moins 20 heures après ce premier avertissement.`,
  nothing: '    rien',
  total: (rows: number): string => `${rows} ligne(s) en tout.`,
  atLeast: (rows: number): string =>
    `${rows} ligne(s) en tout, et d’autres : l’essai à blanc s’arrête après les plus anciennes, pour ne faire attendre personne.`,
};
