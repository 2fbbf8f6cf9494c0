/** What operators read about the ledger of erasures. */
export const ledgerTexts = {
  unreadable: (path: string): string => `Le registre des suppressions ${path} ne se lit pas.`,
  badLine: (path: string, line: number): string =>
    `Le registre des suppressions ${path} est abîmé à la ligne ${line} : reprenez-en une copie saine.`,
  notWritten: (path: string, reason: string): string =>
    `Le registre des suppressions ${path} ne peut pas être écrit : ${reason}. Ce qui doit y aller attend dans la base, et y sera écrit dès que possible. Vérifiez ERASURE_LEDGER.`,
};
