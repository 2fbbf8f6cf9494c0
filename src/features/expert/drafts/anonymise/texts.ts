/** What is read in the place of personal data. */
export const hidden = {
  mail: '[adresse mail]',
  phone: '[téléphone]',
  siret: '[SIRET]',
  siren: '[SIREN]',
  vat: '[numéro de TVA]',
  iban: '[IBAN]',
  number: '[numéro personnel]',
  address: '[adresse]',
  link: '[lien]',
  account: '[compte]',
  company: '[entreprise]',
  person: '[personne]',
  expert: '[expert]',
} as const;
