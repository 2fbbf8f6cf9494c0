/** The words of the page where the team sees what buyers ask of the companies of the directory. */
export const introductionsPageTexts = {
  title: 'Mises en relation',
  lead: 'Les demandes de contact faites depuis l’annuaire. Les coordonnées ne sont données qu’entre la personne et l’entreprise, quand celle-ci accepte : elles ne sont pas montrées ici.',
  none: 'Aucune demande de contact pour l’instant.',
  wish: (organisation: string, name: string, company: string): string =>
    `${organisation} (${name}) → ${company}`,
  erased: 'entreprise effacée',
  states: {
    asked: 'attend la réponse',
    accepted: 'acceptée',
    refused: 'refusée',
    expired: 'sans réponse',
    cancelled: 'annulée',
    void: 'entreprise retirée',
  } as Readonly<Record<string, string>>,
  steps: {
    asked: 'demandée',
    accept: 'acceptée',
    refuse: 'refusée',
    cancel: 'annulée par la personne',
    leave: 'close, l’entreprise a quitté l’annuaire',
    expire: 'close sans réponse',
  } as Readonly<Record<string, string>>,
  step: (what: string, when: string): string => `${what} ${when}`,
  notTold:
    'Personne de l’entreprise n’a pu être prévenu (ni messagerie, ni adresse mail vérifiée) : elle verra la demande en rouvrant sa conversation.',
  silent: 'Cette entreprise ne prend plus de demandes.',
  pages: 'Pages de demandes',
  previous: 'Plus récentes',
  next: 'Plus anciennes',
  pageOf: (page: number, count: number): string => `Page ${page} sur ${count}`,
};
