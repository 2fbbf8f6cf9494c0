import type { Buyer, Category } from './buyers.ts';

/** French words of the one question that decides, and of its answers. Each value completes the question asked. */
export const clarify = {
  buyer: 'La réponse dépend de l’acheteur. Qui est-il ?',
  category: 'La réponse dépend de ce qui est acheté. De quoi s’agit-il ?',
  meant: (meaning: string): string => `je parle de : ${meaning}`,
};

interface Option {
  readonly label: string;
  readonly value: string;
}

export const categoryChoices: Readonly<Record<Category, Option>> = {
  works: { label: 'Des travaux', value: 'pour des travaux' },
  'supplies-services': {
    label: 'Des fournitures ou des services',
    value: 'pour des fournitures ou services',
  },
};

export const buyerChoices: Readonly<Record<Buyer, Option>> = {
  state: { label: 'L’État', value: 'pour l’État' },
  'state-agency': {
    label: 'Un établissement public de l’État',
    value: 'pour un établissement public de l’État',
  },
  local: { label: 'Une mairie ou une autre collectivité', value: 'pour une mairie' },
  hospital: { label: 'Un hôpital', value: 'pour un hôpital' },
  'social-housing': { label: 'Un bailleur social', value: 'pour un bailleur social' },
  'public-company': { label: 'Une SEM, une SPL ou un EPIC', value: 'pour une SPL' },
  'private-body': { label: 'Une association soumise au code', value: 'pour une association acheteuse' },
  network: {
    label: 'Un opérateur de réseaux (eau, énergie, transports)',
    value: 'pour une entité adjudicatrice',
  },
  defence: { label: 'Le ministère des Armées', value: 'pour un marché de défense' },
  private: { label: 'Un client privé', value: 'pour un client privé' },
};
