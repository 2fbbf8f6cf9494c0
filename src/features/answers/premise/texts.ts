/** French sentences that set right a figure that a question takes for granted. */

/** What a correction says; figures come with their unit, dates in French. */
export interface Correction {
  readonly asserted: string;
  readonly current: string;
  /** Day since when the current figure holds; absent when it has always held. */
  readonly since?: string | undefined;
  /** Day on which it stopped being right, for a question of the past. */
  readonly until?: string | undefined;
  /** « R2122-8 »; absent when the figure has no article. */
  readonly article?: string | undefined;
  /** What the figure is, as the register names it. */
  readonly label: string;
}

/** « Attention : ce n’est plus 40 000 € HT mais 60 000 € HT depuis le 1er avril 2026 (R2122-8 : seuil de dispense…). » */
export const noLonger = (said: Correction): string =>
  `Attention : ce n’est plus ${said.asserted} mais ${said.current}${period(said)} (${named(said)}).`;

/** « Attention : à cette date, ce n’est pas encore 60 000 € HT mais 40 000 € HT, jusqu’au 31 mars 2026 (…). » */
export const notYet = (said: Correction): string =>
  `Attention : à cette date, ce n’est pas encore ${said.asserted} mais ${said.current}${said.until ? `, jusqu’au ${said.until}` : ''} (${named(said)}).`;

/** « Attention : ce n’est pas 300 000 € HT mais 216 000 € HT depuis le 1er janvier 2026 (annexe 2 : …). » */
export const notThat = (said: Correction): string =>
  `Attention : ce n’est pas ${said.asserted} mais ${said.current}${period(said)} (${named(said)}).`;

/** « Non. Attention : ce n’est plus 40 000 € HT… »: to who asks whether the figure is right. */
export const isFalse = (correction: string): string => `Non. ${correction}`;

const period = ({ since }: Correction): string => (since ? ` depuis le ${since}` : '');

const named = ({ article, label }: Correction): string => {
  // « PME », « DCE »: a label may begin with letters that stay capitals.
  const lowered = /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
  const plain = lowered.replaceAll("'", '’');
  return article ? `${article} : ${plain}` : plain;
};
