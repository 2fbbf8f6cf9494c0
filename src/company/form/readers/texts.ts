/** Why an answer to the sign-up form is not one, and how to write it. */
export const readerErrors = {
  nothing: 'Je n’ai pas lu de réponse. Écrivez-la en quelques mots.',
  bareYes: 'Dites-m’en un peu plus : « oui » ne suffit pas ici, quelques mots me vont très bien.',
  noWords: 'Je n’ai lu aucun mot : écrivez votre réponse en lettres.',
  tags: 'Écrivez du texte simple, sans balises (« < » et « > »).',
  tooLong: (most: number, got: number): string =>
    `C’est trop long pour cette réponse : ${most} signes au plus, et j’en ai reçu ${got}. Résumez en une phrase ou deux.`,
  siretCount: (got: number): string =>
    `Un SIRET a 14 chiffres, et j’en lis ${got}. Il est sur votre avis de situation Insee, vos factures ou votre extrait Kbis.`,
  siretIsSiren:
    'C’est un SIREN (9 chiffres). Il me faut le SIRET : les mêmes 9 chiffres, puis les 5 de votre établissement.',
  siretIsVat:
    'Cela ressemble à un numéro de TVA. Il me faut le SIRET, qui a 14 chiffres : il est sur vos factures.',
  siretLetters:
    'Un SIRET n’a que des chiffres : vérifiez qu’un zéro n’est pas écrit « O », ou un 1 écrit « I ».',
  siretKey:
    'Ce SIRET contient une faute de frappe : ses chiffres ne vont pas ensemble. Vérifiez-le et recopiez-le.',
  siretNone: 'Je n’ai pas lu de SIRET. Il a 14 chiffres, par exemple 732 829 320 00074.',
  siretSeveral:
    'J’ai lu plusieurs SIRET : n’en écrivez qu’un, celui de l’établissement qui répond aux marchés.',
  choiceNone: (labels: readonly string[]): string =>
    `Je n’ai pas reconnu votre choix. Répondez par l’un de ceux-ci : ${labels.join(', ')}.`,
  choiceBare: (labels: readonly string[]): string =>
    `Un simple « oui » ou « non » ne me suffit pas ici. Répondez par l’un de ceux-ci : ${labels.join(', ')}.`,
  choiceSeveral: (labels: readonly string[]): string =>
    `Je lis plusieurs choix (${labels.join(', ')}) : n’en gardez qu’un.`,
  noneAndOthers: (none: string): string =>
    `« ${none} » ne va pas avec un autre choix : gardez l’un ou l’autre.`,
  yesNo: 'Répondez par oui ou par non.',
  dateNone: 'Je n’ai pas lu de date. Écrivez l’année (2015), le mois (mars 2015) ou le jour (12/03/2015).',
  dateFuture: 'Cette date est dans l’avenir. Si l’entreprise n’est pas encore créée, écrivez « passer ».',
  dateOld: 'Cette année me paraît trop ancienne : vérifiez-la.',
  dateWrong: 'Ce jour n’existe pas : vérifiez la date.',
  headcountNone: 'Je n’ai pas lu de nombre. Combien de salariés avez-vous ? Par exemple : 12, ou « aucun ».',
  headcountBig: 'Ce nombre de salariés me paraît trop grand : vérifiez-le.',
  turnoverNone: 'Je n’ai pas lu de montant. Par exemple : 150 000 €, 150 k€ ou 1,2 M€.',
  turnoverBig: 'Ce chiffre d’affaires me paraît trop grand : vérifiez-le.',
  negative: 'Ce nombre ne peut pas être négatif.',
  phoneLetters:
    'Un numéro de téléphone n’a pas de lettres : écrivez-le en chiffres, par exemple 06 12 34 56 78.',
  phoneCount: (got: number): string =>
    `Un numéro français a 10 chiffres, et j’en lis ${got}. Par exemple : 06 12 34 56 78, ou +33 6 12 34 56 78.`,
  phoneStart:
    'Un numéro français commence par 01 à 09. Pour un autre pays, commencez par + et son indicatif.',
  noSite:
    'Je n’ai pas lu d’adresse de site. Par exemple : www.exemple.fr. Une adresse mail n’en est pas une.',
  severalSites: 'J’ai lu plusieurs sites : n’en écrivez qu’un.',
  placesNone:
    'Je n’ai pas reconnu ce territoire. Citez des départements (« 93, Paris »), une région, « toute la France », ou un rayon : « 30 km autour de Montreuil ».',
  radiusBig: 'Ce rayon dépasse 500 km : citez plutôt des régions, ou « toute la France ».',
  radiusTown: (town: string): string =>
    `Je ne connais pas « ${town} » : ajoutez son département, par exemple « 30 km autour de ${town} (93) ».`,
  townNone: 'Je ne connais pas cette commune. Ajoutez son code postal, par exemple « 93100 Montreuil ».',
  postcode: 'Ce code postal n’est pas celui d’un département que je connais : vérifiez-le.',
  activityNone: 'Je n’ai lu aucun mot de métier. Par exemple : « on fait du nettoyage de bureaux ».',
};
