/** What staff read of a mail that did not leave. */
export const mailErrors = {
  noKeyFile: (path: string): string => `DKIM_KEY_FILE : ce fichier ne peut pas être lu (${path}).`,
  badKey: (path: string, bits: number): string =>
    `DKIM_KEY_FILE : ce fichier ne contient pas de clé privée RSA d’au moins ${bits} bits, en PEM (${path}).`,
  malformed: (fields: readonly string[]): string =>
    `Ce mail ne peut pas être envoyé tel quel (${fields.join(', ')}).`,
  refused: (reason: string): string => `Le serveur de courrier refuse ce mail ou son adresse : ${reason}`,
  badPassword: (reason: string): string =>
    `Le serveur de courrier refuse le nom ou le mot de passe de SMTP_URL : ${reason}`,
  deferred: (reason: string): string =>
    `Le serveur de courrier ne prend pas ce mail pour l’instant : ${reason}`,
  unreachable: (reason: string): string => `Le serveur de courrier ne répond pas : ${reason}`,
};
