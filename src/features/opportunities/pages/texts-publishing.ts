import { counted } from '#src/platform/french/measures.ts';

const companies = (count: number): string => counted(count, 'entreprise');

/** What staff read when they publish a notice to the companies whom it fits. */
export const publishingTexts = {
  publishedBy: (name: string, moment: string, count: number): string =>
    `Publiée par ${name}, ${moment}, pour ${companies(count)}.`,
  willLeave: 'Elle partira dans les alertes, au rythme et dans le canal que chacune a choisis.',
};
