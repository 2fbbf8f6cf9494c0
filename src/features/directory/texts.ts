/** What is said of the directory in conversation: the search, and a company's own agreement to be in it. */
export const directoryTexts = {
  anonymous:
    'Ici, d’autres personnes lisent, ou je ne sais pas qui vous êtes : écrivez-moi en privé pour cela.',
  closed:
    'La recherche d’entreprises n’est pas ouverte pour l’instant, ni la mise en relation avec elles. Une personne de l’équipe peut chercher avec vous.',
  closedNeed:
    'La recherche d’entreprises n’est pas ouverte pour l’instant : je ne peux vous en montrer aucune. L’équipe, elle, peut relire votre besoin et le publier auprès des entreprises à qui il va : touchez « Confier ce besoin à l’équipe ».',
  elsewhere:
    'D’ici là, d’autres annuaires et réseaux existent : le Marché de l’inclusion, annuaire public des structures d’insertion et du handicap ; le réseau Gesat/Hosmoz et l’UNEA pour le handicap ; la CRESS de votre région pour l’économie sociale et solidaire ; la CCI et la CMA pour les autres entreprises.',
  askActivity: 'Quelle activité cherchez-vous : traiteur, nettoyage, menuiserie… ?',
  anyActivity: 'Toutes les activités',
  askPlace: 'Dans quel département, ou près de quelle ville ?',
  askPlaceAgain: (place: string): string =>
    `Je ne connais pas le lieu « ${place} ». Dans quel département, ou près de quelle grande ville ?`,
  anyPlace: 'Partout',
  searchDropped: 'C’est noté : je ne cherche pas.',
  which: 'Laquelle voulez-vous contacter ?',
  whichNone:
    'De quelle entreprise parlez-vous ? Écrivez « contacter » et son nom, ou dites-moi l’activité et le lieu que vous cherchez. Pour une demande déjà envoyée, écrivez « suivi ».',
  none: (asked: string): string => `Je n’ai trouvé aucune entreprise de l’annuaire pour ${asked}.`,
  noneNext:
    'L’annuaire ne contient que les entreprises qui ont accepté d’y paraître : d’autres existent peut-être. Essayez un territoire plus large ou un autre mot, ou demandez à une personne de l’équipe.',
  unknownPlace: (place: string): string =>
    `Je ne connais pas le lieu « ${place} » : je n’en ai pas tenu compte. Redites-le avec le département ou le code postal.`,
  found: (count: number, asked: string): string =>
    count === 1
      ? `Une entreprise de l’annuaire répond à ${asked} :`
      : `${count} entreprises de l’annuaire répondent à ${asked} :`,
  partly: (asked: string): string =>
    `Aucune entreprise de l’annuaire ne répond à tout (${asked}). En voici qui répondent à une partie :`,
  line: (name: string, town: string | undefined, reasons: readonly string[]): string =>
    `${name}${town ? ` (${town})` : ''} : ${reasons.join(' ; ')}`,
  missing: (what: readonly string[]): string => `il manque : ${what.join(', ')}`,
  missingNames: { activity: 'l’activité', place: 'le territoire', family: 'l’engagement' },
  more: (count: number, url: string): string =>
    `${count === 1 ? 'Une autre est' : `${count} autres sont`} dans l’annuaire : ${url}`,
  honest:
    'Ces informations viennent des entreprises : « vérifié » dit qu’une preuve a été contrôlée, « déclaré » que l’entreprise le dit. Leurs coordonnées ne sont données qu’avec leur accord.',
  near: 'De près, à une chose près :',
  needButton: 'Confier ce besoin à l’équipe',
  needFirst: 'Dites-moi d’abord ce que vous cherchez, et où : « une entreprise de nettoyage à Lyon ».',
  contactButton: (name: string): string => `Contacter ${name}`,
  whatever: 'votre recherche',
  asked: { in: 'en', around: 'à', with: 'avec' },
  reasons: {
    does: (labels: readonly string[]): string => `fait : ${labels.join(', ')}`,
    offer: (words: string): string => `dit faire : « ${words} »`,
    doesBeside: (trade: string): string => `fait un métier proche : ${trade}`,
    beside: (places: readonly string[]): string =>
      `travaille juste à côté de ce territoire (${places.join(', ')})`,
    everywhere: 'travaille dans toute la France',
    place: (place: string): string => `travaille sur ce territoire (${place})`,
    radius: (km: number, around: string): string =>
      `travaille à ${km} km autour de ${around} : la distance est à vérifier avec elle`,
    family: (label: string, isVerified: boolean): string =>
      `${label} (${isVerified ? 'vérifié' : 'déclaré'})`,
  },

  // The agreement of a company.
  noFile:
    'L’annuaire montre les entreprises référencées. Écrivez « inscription » pour vous référencer d’abord.',
  searchHere: (url: string): string =>
    `Pour chercher une entreprise : ${url}, ou demandez-moi « qui peut faire du nettoyage en insertion à Montreuil ? ».`,
  offer:
    'L’annuaire public montre les entreprises qui le veulent aux acheteurs et aux partenaires. Votre fiche n’y est pas : dites-le si vous voulez y paraître.',
  notOpen: 'L’annuaire public n’est pas ouvert pour l’instant : votre fiche n’est montrée à personne.',
  offerButton: 'Paraître dans l’annuaire',
  consent:
    'Acceptez-vous que votre fiche paraisse dans l’annuaire public de la Fabrique, sur Internet, et soit proposée à qui cherche une entreprise ? Voici tout ce qui serait montré :',
  consentNever:
    'Rien d’autre : ni téléphone, ni adresse mail, ni nom de personne, ni chiffre d’affaires. Une personne intéressée demande à vous contacter, et vous acceptez ou refusez à chaque fois. Vous pouvez vous retirer à tout moment : « retirez-moi de l’annuaire ».',
  nothingToShow:
    'Votre fiche ne dit pas encore assez : il faut au moins un nom et une activité. Complétez-la (« ma fiche »), puis redemandez.',
  agree: 'J’accepte',
  decline: 'Non',
  agreed: (url: string): string => `C’est fait : votre fiche paraît dans l’annuaire, à l’adresse ${url}`,
  agreedHint: 'Pour en sortir, à tout moment : « retirez-moi de l’annuaire ».',
  declined: 'C’est noté : votre fiche ne paraît pas dans l’annuaire.',
  already: (url: string): string => `Votre fiche paraît dans l’annuaire : ${url}`,
  leaveButton: 'La retirer de l’annuaire',
  left: 'C’est fait : votre fiche n’est plus dans l’annuaire, et n’est plus proposée à personne. Les moteurs de recherche peuvent garder une trace de la page quelques jours ; elle n’existe plus à son adresse.',
  leftWaiting: (count: number): string =>
    count === 1
      ? 'Une demande de contact attendait votre réponse : elle est close, sans vos coordonnées.'
      : `${count} demandes de contact attendaient votre réponse : elles sont closes, sans vos coordonnées.`,
  notIn: 'Votre fiche n’est pas dans l’annuaire : il n’y a rien à retirer.',
  preview: {
    name: (name: string): string => `Nom : ${name}`,
    town: (town: string): string => `Commune : ${town}`,
    does: (labels: readonly string[]): string => `Activités : ${labels.join(', ')}`,
    offer: (words: string): string => `Ce que vous en dites : « ${words} »`,
    territory: (words: string): string => `Territoires : ${words}`,
    family: (label: string, isVerified: boolean): string =>
      `Engagement : ${label} (${isVerified ? 'vérifié' : 'déclaré'})`,
  },
};

/** What is asked, in a few words: « traiteur, insertion, Saint-Denis ». */
export const askedWords = (parts: readonly string[]): string =>
  parts.length === 0 ? directoryTexts.whatever : `« ${parts.join(', ')} »`;

/** A territory in words. */
export const territoryWords = {
  everywhere: 'toute la France',
  radius: (km: number, around: string): string => `${km} km autour de ${around}`,
  sud: 'Région Sud',
  department: (name: string, code: string): string => `${name} (${code})`,
};

/** The job that is the end of a wish that nobody answered, as staff read it. */
export const introductionExpiryName = 'Fin d’une demande de contact';
