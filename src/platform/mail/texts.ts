/** What staff read of a mail that did not leave. */
export const mailErrors = {
  malformed: (fields: readonly string[]): string =>
    `Ce mail ne peut pas être envoyé tel quel (${fields.join(', ')}).`,
  refused: (reason: string): string => `Le serveur de courrier refuse ce mail ou son adresse : ${reason}`,
  badPassword: (reason: string): string =>
    `Le serveur de courrier refuse le nom ou le mot de passe de SMTP_URL : ${reason}`,
  deferred: (reason: string): string =>
    `Le serveur de courrier ne prend pas ce mail pour l’instant : ${reason}`,
  unreachable: (reason: string): string => `Le serveur de courrier ne répond pas : ${reason}`,
};
