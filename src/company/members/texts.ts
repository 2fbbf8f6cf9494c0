const SIGNATURE = 'La Hotline de la Fabrique des Marchés Responsables';

/** The mail that repeats news to who does not see them in a conversation. */
export const newsMail = {
  signature: SIGNATURE,
  tell: (lines: readonly string[]): string => ['Bonjour,', ...lines, SIGNATURE].join('\n\n'),
};
