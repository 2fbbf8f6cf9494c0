import type { ListedAsk } from '#src/features/opportunities/store/partners.ts';

/** What staff read of the companies that look for a partner. */
export const partnerListTexts = {
  title: 'Demandes de partenaires',
  intro:
    'Qui cherche un partenaire, pour quel avis, et où cela en est, la plus récente d’abord. Aucune des deux entreprises ne sait qui est l’autre avant leurs deux accords : ne le lui dites pas non plus.',
  none: 'Aucune entreprise n’a encore demandé de partenaire.',
  columns: {
    notice: 'Avis',
    from: 'Qui cherche',
    to: 'Qui est sollicité',
    state: 'État',
    since: 'Depuis',
  },
  waitsToTell: 'pas encore écrit',
  states: {
    asked: 'attend la réponse',
    accepted: 'mises en contact',
    refused: 'refusée',
    expired: 'sans réponse à temps',
    cancelled: 'retirée par qui cherche',
    void: 'une des deux est partie',
    over: 'consultation terminée',
  } satisfies Record<ListedAsk['state'], string>,
  until: (moment: string): string => `réponse attendue avant ${moment}`,
  pager: 'Pages des demandes',
  newest: 'Les plus récentes',
  older: 'Plus anciennes',
} as const;
