/** How staff read the job, where it was given up. */
export const dailyMailName = 'Mail du matin à l’équipe';
export const ownersMailName = 'Mail aux responsables des pages qui prennent fin';

/** What staff read of the mail of the morning. */
export const dailyTexts = {
  title: 'Mail du matin',
  back: 'L’équipe',
  intro:
    'Chaque jour ouvré à 8 h (heure de Paris) : ce qui est à surveiller, les dossiers en retard ou que personne n’a pris, ce qui entre en service ou en sort. Rien n’est envoyé quand il n’y a rien à dire.',
  see: 'Le recevoir, ou l’arrêter',
  noMail: 'Aucun serveur de courrier n’est réglé : ce mail ne peut pas partir (SMTP_URL).',
  noAddress: 'Votre compte n’a pas d’adresse mail vérifiée : ce mail ne peut pas vous être envoyé.',
  isOn: (address: string): string => `Vous le recevez à ${address}.`,
  isOff: (address: string): string => `Vous ne le recevez pas. Il irait à ${address}.`,
  turnOn: 'Le recevoir',
  turnOff: 'Ne plus le recevoir',
  turnedOn: 'C’est noté : vous recevrez le mail du matin dès le prochain jour ouvré.',
  turnedOff: 'C’est noté : vous ne recevrez plus le mail du matin.',
} as const;

/** The mail itself. */
export const dailyMail = {
  subject: (count: number): string =>
    count === 1 ? 'Hotline : une chose à voir ce matin' : `Hotline : ${count} choses à voir ce matin`,
  text: ({
    watched,
    coming,
    url,
  }: {
    watched: readonly string[];
    coming: readonly string[];
    url: string;
  }): string =>
    [
      'Bonjour,',
      ...(watched.length > 0 ? ['À surveiller :', watched.map((one) => `- ${one}`).join('\n')] : []),
      ...(coming.length > 0
        ? ['Ce qui entre en service ou en sort :', coming.map((one) => `- ${one}`).join('\n')]
        : []),
      `Tout est sur ${url}/staff`,
      `Pour ne plus recevoir ce mail : ${url}/staff/mail-du-matin`,
      'La Hotline de la Fabrique des Marchés Responsables',
    ].join('\n\n'),
} as const;

/** The mail to the owner of pages that leave service. */
export const ownerMail = {
  subject: (count: number): string =>
    count === 1
      ? 'Hotline : une page dont vous êtes responsable prend fin'
      : `Hotline : ${count} pages dont vous êtes responsable prennent fin`,
  text: (pages: readonly { readonly text: string; readonly address: string }[]): string =>
    [
      'Bonjour,',
      pages.length === 1
        ? 'Vous êtes responsable d’une page de la Hotline qui prend fin :'
        : 'Vous êtes responsable de pages de la Hotline qui prennent fin :',
      ...pages.map(({ text, address }) => `- ${text}\n  ${address}`),
      'Relisez-la, puis changez sa date de fin, ou laissez-la partir : la Hotline ne citera plus ce qui a pris fin.',
      'La Hotline de la Fabrique des Marchés Responsables',
    ].join('\n\n'),
} as const;
