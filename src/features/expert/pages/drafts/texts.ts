/** What the staff's first page says of the drafts. */
export const draftsHomeTexts = {
  title: 'Brouillons pour les connaissances',
  count: (count: number): string =>
    count === 0
      ? 'Aucun à relire.'
      : count === 1
        ? 'Un brouillon à relire.'
        : `${count} brouillons à relire.`,
} as const;
