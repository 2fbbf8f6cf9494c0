import type { WhyNot } from './rules/ask.ts';

/** Labels of the buttons on partners. */
export const buttonTexts = {
  find: 'Trouver un partenaire',
  pick: (place: number): string => `Demander à la ${place === 1 ? '1re' : `${place}e`}`,
  pickOnly: 'Lui demander',
  send: 'Envoyer ce message',
  own: 'Écrire le mien',
  drop: 'Annuler',
  cancel: 'Retirer ma demande',
  yes: 'Oui, mettez-nous en contact',
  no: 'Non merci',
  mute: 'Non, et plus de demandes',
  why: {
    busy: 'Pas disponible',
    trade: 'Pas notre métier',
    far: 'Trop loin',
    other: 'Autre raison',
  } satisfies Record<WhyNot, string>,
} as const;
