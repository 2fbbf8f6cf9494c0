/** Why something that a source gave is no notice, for staff. */
export const refusalTexts = {
  empty: 'L’avis est vide.',
  tooLong: 'L’avis dépasse la taille qu’un avis peut avoir : il n’a pas été ouvert.',
  notXml: 'Ce n’est pas du XML.',
  docType: 'Le XML déclare un type de document (DOCTYPE) : il n’est pas ouvert, par sûreté.',
  truncatedXml: 'Le XML est coupé ou abîmé : il ne se referme pas.',
  truncatedJson: (field: string): string =>
    `Le champ « ${field} » est coupé ou abîmé : ce n’est pas du JSON.`,
  notJson: 'Ce n’est pas du JSON.',
  nan: 'Ce n’est pas du JSON : il contient « NaN » ou « Infinity », que le format n’admet pas. Réexportez-le, ou donnez le CSV.',
  notARecord: 'Ce n’est pas un avis : un enregistrement était attendu.',
  noReference: 'L’avis n’a pas de numéro.',
  noTitle: 'L’avis ne dit pas ce qui est acheté.',
  noBuyer: 'L’avis ne nomme pas d’acheteur.',
  unknownShape: (name: string): string => `La forme de l’avis n’est pas connue : « ${name} ».`,
  otherLaw: (name: string): string => `Cet avis n’est pas une consultation ni ce qui la suit : « ${name} ».`,
  notFetched: (status: number): string => `Le XML de l’avis n’a pas pu être lu (réponse ${status}).`,
  noXml: 'Le service ne donne pas l’adresse du XML de cet avis.',
  noEnd: 'La fin du contrat n’est pas connue : sa date ou sa durée manque, ou est invraisemblable.',
  closedProject: (status: string): string => `Ce projet d’achat n’est plus à venir (« ${status} »).`,
  line: (line: number, why: string): string => `Ligne ${line} : ${why}`,
  badDate: (column: string, value: string): string =>
    `la date « ${value} » de « ${column} » ne se lit pas (JJ/MM/AAAA attendu).`,
  badHour: (value: string): string => `l’heure « ${value} » ne se lit pas (14:00 ou 14h attendu).`,
  hourAlone: (value: string): string => `l’heure « ${value} » n’a pas de jour : donnez la date limite.`,
  amountsCrossed: 'le montant minimum dépasse le montant maximum.',
  badReserved: (value: string): string =>
    `« ${value} » ne dit pas à qui c’est réservé : écrivez « EA et ESAT », « insertion » ou « ESS », ou laissez vide.`,
  badMail: (value: string): string => `« ${value} » n’est pas une adresse mail.`,
  badAmount: (value: string): string => `le montant « ${value} » ne se lit pas (un nombre d’euros attendu).`,
  badAddress: (value: string): string => `l’adresse « ${value} » n’est pas celle d’une page (https://…).`,
  badCpv: (value: string): string => `le code CPV « ${value} » n’existe pas.`,
  badDepartment: (value: string): string => `le département « ${value} » n’existe pas.`,
  badKind: (value: string, known: string): string =>
    `le type « ${value} » n’est pas connu. Types possibles : ${known}.`,
  missing: (column: string): string => `« ${column} » est à remplir.`,
  noTable: 'Ce fichier n’a ni colonnes ni lignes qui se lisent.',
  tooManyLines: (most: number): string => `Ce fichier a plus de ${most} lignes : coupez-le en plusieurs.`,
  tooBigFile: (megabytes: number): string => `Ce fichier dépasse ${megabytes} Mo : coupez-le en plusieurs.`,
  unknownFile:
    'Ce fichier n’est ni d’APProch, ni des DECP, ni un tableau d’opportunités : ses colonnes ne sont pas connues.',
  unreadableText: 'Ce fichier n’est pas un texte qui se lise (encodage inconnu).',
};

/** What went wrong with a service, for staff. */
export const troubleTexts = {
  busy: 'Le service demande d’attendre (trop de demandes).',
  down: 'Le service ne répond pas.',
  status: (status: number): string => `Le service a répondu une erreur (${status}).`,
  malformed: 'La réponse du service n’a pas la forme attendue.',
  tooLong: 'La réponse du service dépasse la taille admise.',
  timedOut: 'Le service a donné une réponse incomplète, faute de temps.',
  folder: (path: string): string => `Le dossier ${path} ne se lit pas.`,
  query: (said: string): string => `Le service refuse la demande : ${said}`,
};

/** What is to be corrected in an opportunity that is written today. */
export const writtenTexts = {
  pastDay: (year: string): string =>
    `Cette date est passée : vérifiez l’année (${year}). Une opportunité fermée ne peut pas être écrite.`,
  pastHour: 'C’est aujourd’hui, et cette heure est passée : vérifiez-la.',
  tooOld: 'Cette opportunité est fermée depuis trop longtemps.',
  known:
    'Cette opportunité est déjà écrite : même titre, même publieur, même date limite. Corrigez-la depuis « Opportunités écrites », ou changez le titre.',
};

/** What is said of a table of opportunities that staff drop on the page. */
export const tableTexts = {
  otherColumns:
    'Ce fichier n’est pas un tableau d’opportunités : il faut au moins les colonnes « Titre », « Type » et « Publié par ». Partez du modèle.',
};
