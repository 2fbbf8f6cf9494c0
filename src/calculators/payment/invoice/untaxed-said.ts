/** No VAT is on the invoice: « autoliquidation », « pas de TVA », « en franchise de TVA », « article 293 B ». */
const UNTAXED =
  /\bauto-? ?liquid\w{0,6}|\b(?:pas|jamais|ni|sans|hors|aucune|zero|0) (?:de |d'|la |du |facture (?:de |la )?|factur\w{0,3} (?:de |la )?)?tva\b|\btva (?:non applicable|pas applicable|0\b|zero)|\b(?:franchise|exonere\w{0,2}) (?:en base )?(?:de |la )?(?:la )?tva\b|\b293 ?b\b|\b(?:je|on|nous) (?:ne )?(?:factur|compt|mett|paie|paye)\w{0,4} pas (?:de |la )?tva\b/;

/** Whether a folded text says that an invoice bears no VAT: what it is worth without tax is what is owed. */
export const saysUntaxed = (text: string): boolean => UNTAXED.test(text);
