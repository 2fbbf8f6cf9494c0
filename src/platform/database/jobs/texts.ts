/** What staff read of work that was given up. */
export const jobTexts = {
  housekeeping: 'Ménage de la base',
  crashed: 'Cette tâche a arrêté son serveur à chaque essai.',
  counts: (open: number, dead: number): string => `${open} tâche(s) en attente, ${dead} abandonnée(s).`,
  dead: (job: { id: string; kind: string; due: string; attempts: number; error: string }): string =>
    `${job.id}  ${job.kind}, prévue le ${job.due}, ${job.attempts} essai(s) : ${job.error}`,
  howToRetry: 'Pour en relancer une : jobs retry NUMÉRO.',
  revived: (id: string): string => `La tâche ${id} est relancée.`,
  unknown: (id: string): string => `Aucune tâche abandonnée n’a le numéro « ${id} ».`,
  clockJumped: (seconds: number): string =>
    `L’horloge de la machine a ${seconds < 0 ? 'reculé' : 'avancé'} de ${Math.abs(seconds)} secondes d’un coup : ce qui était prévu est prévu de nouveau.`,
  badUse: 'Écrivez « jobs », ou « jobs retry NUMÉRO ».',
};
