/** What an operator reads of the `privacy` commands. */
export const privacyCli = {
  badUse:
    'Écrivez : privacy find "NOM, ADRESSE, TÉLÉPHONE OU SIRET" ; privacy export --person ID [--out FICHIER] ; privacy erase --person ID ; privacy receipt RÉFÉRENCE ; privacy retention [--dry-run].',
  nobody: 'Personne de ce nom, de cette adresse, de ce numéro ou de cet identifiant.',
  found: (d: { id: string; name: string | undefined; on: readonly string[]; since: string }): string =>
    `${d.id}  ${d.name ?? '(sans nom)'}  ${d.on.join(', ')}  depuis le ${d.since}`,
  unknown: (id: string): string => `Aucune personne n’a l’identifiant « ${id} ». « privacy find » le donne.`,
  noWrite: (path: string): string => `Les fichiers ${path}.json et .html ne peuvent pas être écrits.`,
  written: (json: string, html: string): string => `Écrit : ${json} et ${html}.`,
  erased: (reference: string, moment: string): string =>
    `Supprimé ${moment}. Référence du reçu : ${reference}. Les derniers mots à la personne partent par le serveur, puis s’effacent.`,
  notYet: (reference: string): string =>
    `La suppression ${reference} est notée mais n’a pas pu se faire maintenant : le serveur la fera. « jobs » dit pourquoi si elle échoue.`,
  noReceipt: (reference: string): string => `Aucune suppression n’a la référence « ${reference} ».`,
  receipt: (d: {
    reference: string;
    state: string;
    asked: string;
    due: string;
    erased: string | undefined;
  }): string => {
    const states: Readonly<Record<string, string>> = {
      scheduled: `prévue le ${d.due}`,
      cancelled: 'annulée',
      erased: `faite le ${d.erased} ; les derniers mots ne sont pas encore partis`,
      ended: `faite le ${d.erased}, et terminée`,
    };
    return `${d.reference} : demandée le ${d.asked}, ${states[d.state] ?? d.state}.`;
  },
};
