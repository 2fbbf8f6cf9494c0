/** The words of the public pages of the directory. */
export const pageTexts = {
  title: 'Annuaire des entreprises engagées',
  lead: 'Des entreprises référencées à la Fabrique des Marchés Responsables, engagées dans l’économie sociale et solidaire, l’insertion, le handicap, les quartiers prioritaires ou l’économie circulaire. Chacune a accepté d’y paraître.',
  description:
    'Trouvez une entreprise engagée par activité, territoire et engagement : économie sociale et solidaire, insertion, handicap, quartier prioritaire, économie circulaire.',
  product: 'Hotline',
  owner: 'La Fabrique des Marchés Responsables',
  skip: 'Aller au contenu',
  chat: 'Poser une question',
  search: 'Chercher une entreprise',
  activity: 'Activité',
  activityHint: 'Par exemple : traiteur, espaces verts',
  place: 'Territoire',
  placeHint: 'Commune, département ou région',
  family: 'Engagement',
  anyFamily: 'Tous',
  submit: 'Chercher',
  clear: 'Tout afficher',
  tooLong: (most: number): string => `C’est trop long : ${most} signes au plus.`,
  unknownPlace: (place: string): string =>
    `Je ne connais pas « ${place} ». Donnez une ville, un département ou un code postal ; la recherche est faite sans.`,
  all: (count: number): string => (count === 1 ? 'Une entreprise' : `${count} entreprises`),
  found: (count: number): string =>
    count === 1
      ? 'Une entreprise répond à votre recherche'
      : `${count} entreprises répondent à votre recherche`,
  partly: (count: number): string =>
    count === 1
      ? 'Aucune entreprise ne répond à tout. En voici une qui répond à une partie'
      : `Aucune entreprise ne répond à tout. En voici ${count} qui répondent à une partie`,
  none: 'Aucune entreprise de l’annuaire ne répond à votre recherche',
  empty: 'Aucune entreprise ne paraît encore dans l’annuaire',
  noneNext:
    'L’annuaire ne contient que les entreprises qui ont accepté d’y paraître : d’autres existent peut-être. Essayez un territoire plus large ou un autre mot, ou demandez à une personne de l’équipe dans la conversation.',
  understood: (asked: string): string => `Recherche comprise : ${asked}.`,
  askPerson: 'Demander à une personne de l’équipe',
  why: 'Pourquoi elle répond',
  lacks: (what: string): string => `Il manque : ${what}`,
  pages: 'Pages de résultats',
  previous: 'Page précédente',
  next: 'Page suivante',
  pageOf: (page: number, count: number): string => `Page ${page} sur ${count}`,
  town: 'Commune',
  does: 'Activités',
  offer: 'Ce qu’elle propose',
  territory: 'Territoires',
  families: 'Engagements',
  noFamily: 'Aucun engagement déclaré',
  verified: 'vérifié',
  declared: 'déclaré',
  origins:
    '« Vérifié » : une preuve a été contrôlée. « Déclaré » : l’entreprise le dit. Demandez-lui ses justificatifs avant de conclure un marché.',
  contact: 'La contacter',
  contactHow:
    'Ses coordonnées ne sont pas publiques. Demandez son contact dans la conversation : elle accepte ou refuse, et chacun reçoit alors le contact de l’autre.',
  contactButton: (name: string): string => `Contacter ${name}`,
  contactWords: (name: string, key: string): string => `Contacter ${name} (fiche ${key})`,
  back: 'Toutes les entreprises',
  yours:
    'C’est votre entreprise ? Pour la retirer, écrivez « retirez-moi de l’annuaire » dans la conversation : elle disparaît aussitôt.',
  notYours: 'C’est votre entreprise, et ce n’est pas vous qui tenez cette fiche ?',
  notYoursButton: 'Le dire à l’équipe',
  notYoursWords: (key: string): string => `Ce n’est pas nous (fiche ${key})`,
  goneTitle: 'Cette entreprise n’est plus dans l’annuaire',
  gone: 'Elle a choisi de ne plus y paraître, sa fiche n’existe plus, ou l’équipe la vérifie.',
  missingTitle: 'Cette page n’existe pas',
  missing: 'L’adresse est peut-être incomplète.',
  failedTitle: 'Page indisponible',
  failed: 'Une erreur est survenue de notre côté. Réessayez dans un instant.',
  country: 'FR',

  // The page of a mail, where a company answers a buyer.
  answerTitle: 'Une demande de contact',
  answerUnknown: 'Ce lien n’est pas valable, ou la demande n’existe plus.',
  answerEnded: 'Cette demande n’attend plus de réponse.',
  answerAccepted: 'C’est accepté. Voici le contact de cette personne :',
  answerStates: {
    accepted: 'Votre entreprise a accepté cette demande.',
    refused: 'Votre entreprise a refusé cette demande.',
    expired: 'Le délai est passé : la demande est close.',
    cancelled: 'La personne a annulé sa demande.',
    void: 'Votre entreprise n’est plus dans l’annuaire : la demande est close.',
  },
};
