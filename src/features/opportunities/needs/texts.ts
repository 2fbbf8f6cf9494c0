/** What is said to a buyer who gives a need to the team. */
export const needTexts = {
  privately: 'Ici, d’autres lisent. Écrivez-moi en conversation privée : j’y transmettrai votre besoin.',
  askOrganisation: (words: string): string =>
    `Je transmets ce besoin à l’équipe de la Fabrique : « ${words} ». Pour quelle organisation ?`,
  askContact:
    'Qui l’équipe peut-elle rappeler ? Un nom, et un mail ou un téléphone. Elle seule les lit : ils ne sont pas publiés.',
  noContact: 'Je n’y vois ni adresse mail ni téléphone. Un nom, et un mail ou un téléphone :',
  noOrganisation: 'Dites le nom de votre organisation, en quelques mots, sans adresse ni numéro.',
  tooLong: (most: number): string => `C’est trop long : ${most} signes au plus.`,
  given: (title: string, organisation: string): string =>
    `C’est transmis : « ${title} », pour ${organisation}. L’équipe relit, vous rappelle si besoin, puis décide de le publier auprès des entreprises à qui il va. Rien n’est publié avant.`,
  willTell: 'Je vous dis ici ce qu’elle décide.',
  drop: 'Annuler',
  dropped: 'C’est annulé : rien n’est transmis.',
  withdraw: 'Retirer ce besoin',
  withdrawn: 'Votre besoin est retiré.',
  ended: 'Ce besoin a déjà été publié, ou retiré. Pour y revenir, demandez une personne de l’équipe.',
  withdrawnWhy: 'Retiré par l’acheteur.',
  tooMany:
    'Beaucoup de besoins ont été transmis aujourd’hui : je n’en prends plus avant demain. Une personne de l’équipe peut vous aider.',
  known: 'Vous avez déjà transmis ce besoin : l’équipe le relit.',
  nothing: 'Dites-moi d’abord ce que vous cherchez, et où : « une entreprise de nettoyage à Lyon ».',
  mailSubject: 'Votre besoin à la Fabrique',
  published: (title: string, companies: number): string =>
    companies === 0
      ? `L’équipe a publié votre besoin « ${title} ». Aucune entreprise référencée n’y répond encore.`
      : `L’équipe a publié votre besoin « ${title} » : il va à ${companies === 1 ? 'une entreprise référencée' : `${companies} entreprises référencées`}, prévenue${companies === 1 ? '' : 's'} si ${companies === 1 ? 'elle a' : 'elles ont'} demandé des alertes.`,
  closed: (title: string): string =>
    `L’équipe n’a pas publié votre besoin « ${title} », ou l’a retiré. Pour en parler, demandez une personne de l’équipe.`,
  /** Who wrote it, as staff read it. */
  by: 'Un acheteur, dans la conversation',
} as const;

/** What the team reads of it. */
export const needStaffTexts = {
  callBack: 'À rappeler',
  waiting: (count: number): string =>
    count === 1
      ? 'Un besoin d’acheteur attend d’être relu, et publié ou retiré.'
      : `${count} besoins d’acheteurs attendent d’être relus, et publiés ou retirés.`,
  see: 'Voir les opportunités écrites',
  job: 'Dire aux acheteurs ce que devient leur besoin',
} as const;
