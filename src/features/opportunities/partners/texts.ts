import type { ReservedFor } from '#src/features/opportunities/notice/notice.ts';

/** Companies, and what they bring, as they are told without their names. */
export const describeTexts = {
  kinds: {
    insertion: 'une structure d’insertion',
    adapted: 'une structure du handicap (EA ou ESAT)',
    both: 'une structure de l’insertion et du handicap',
    ess: 'une structure de l’économie sociale et solidaire',
    qpv: 'une entreprise d’un quartier prioritaire',
    circular: 'une entreprise de l’économie circulaire',
    any: 'une entreprise référencée',
  },
  where: (places: string): string => ` qui travaille dans ce territoire : ${places}`,
  everywhere: ' qui travaille dans toute la France',
  does: (trades: string): string => ` ; son métier : ${trades}`,
  reserved: {
    adapted: 'au handicap (EA et ESAT)',
    insertion: 'aux structures d’insertion',
    ess: 'à l’économie sociale et solidaire',
  } satisfies Record<ReservedFor, string>,
  brings: {
    trade: (trade: string | undefined): string =>
      trade === undefined ? 'elle fait ce que le lot demande' : `elle fait ce qui vous manque (${trade})`,
    family: (to: string): string =>
      `le lot est réservé ${to} : elle en est, et pourrait vous confier une partie en sous-traitance`,
    clause: 'elle aide à tenir la clause sociale',
    territory: (places: string): string => `elle travaille où vous n’allez pas : ${places}`,
    part: 'elle porterait une part d’un lot trop grand pour vous seuls',
    hands: 'elle fait le même métier, au même endroit',
  },
  lacks: {
    trade: (trade: string | undefined): string =>
      `Il demande aussi ${trade ?? 'un métier'} que nous n’avons pas, et que vous avez.`,
    family: (to: string): string =>
      `Il est réservé ${to}, dont vous êtes, et nous non : nous pourrions être votre sous-traitant pour une partie, ou répondre avec vous si l’acheteur l’accepte par écrit.`,
    territory: (places: string): string => `Il va jusqu’où vous travaillez : ${places}.`,
    size: 'Il est trop grand pour nous seuls.',
    clause: 'Il a une clause sociale, que vous aideriez à tenir.',
    hands: 'À deux, nous serions plus solides.',
  },
} as const;

const named = (title: string): string => `« ${title} »`;
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What is said to the company that looks for a partner. */
export const partnerTexts = {
  privately: 'Ici, d’autres lisent. Écrivez-moi en conversation privée : j’y chercherai un partenaire.',
  closed:
    'La mise en relation entre entreprises n’est pas ouverte pour l’instant. Une personne de l’équipe peut chercher avec vous.',
  gone: 'Je n’ai plus cet avis.',
  over: 'Cette consultation est fermée : je ne cherche plus de partenaire pour elle.',
  noFile:
    'Pour chercher un partenaire, il me faut votre fiche : ce que vous faites, et où. Écrivez « inscription ».',
  fileTooShort:
    'Votre fiche ne dit pas encore ce que vous faites, et où : je ne sais pas qui vous compléterait. Écrivez « ma fiche ».',
  noReach:
    'Votre fiche n’a ni téléphone ni adresse à donner au partenaire. Complétez-la (« ma fiche »), puis redemandez.',
  nothing: (title: string): string =>
    `Un partenaire ne changerait rien pour ${named(title)} : ce n’est pas proche de ce que vous faites, c’est bien plus grand que vous, ou ce n’est pas ouvert à votre entreprise.`,

  intro: (title: string, count: number): string =>
    count === 1
      ? `Pour ${named(title)}, une entreprise pourrait répondre avec vous :`
      : `Pour ${named(title)}, ${count} entreprises pourraient répondre avec vous :`,
  introReserved: (title: string, count: number): string =>
    count === 1
      ? `${named(title)} est réservé, et votre entreprise n’est pas visée. Une structure visée pourrait y répondre, avec vous comme sous-traitant :`
      : `${named(title)} est réservé, et votre entreprise n’est pas visée. ${count} structures visées pourraient y répondre, avec vous comme sous-traitant :`,
  reserved:
    'Ne comptez pas répondre avec elles en groupement sans l’accord écrit de l’acheteur : la lecture prudente est que chaque membre doit être une structure visée. La sous-traitance, d’une partie seulement, demande aussi son accord : posez-lui la question avant la date limite des questions.',
  line: (described: string, brings: readonly string[]): string =>
    `${upper(described)}. Ce qu’elle apporte : ${brings.join(' ; ')}.`,
  anonymous: 'Ni leur nom ni le vôtre n’est donné avant deux « oui » : le vôtre, puis le sien.',
  model:
    'Un exemple : la blanchisserie du Village des athlètes, gagnée par le handicap et l’insertion ensemble.',
  none: (title: string): string =>
    `Pour ${named(title)}, je ne trouve personne qui vous complète, parmi les entreprises qui acceptent d’être proposées.`,
  noneNext:
    'D’autres existent : la CRESS de votre région, le Marché de l’inclusion, le réseau Gesat/Hosmoz et l’UNEA pour le handicap. Une personne de l’équipe peut aussi chercher avec vous.',
  directory: 'Chercher dans l’annuaire',
  already: (described: string, until: string | undefined): string =>
    until === undefined
      ? `Déjà demandé à ${described}.`
      : `Déjà demandé à ${described} : réponse attendue d’ici au ${until}.`,

  first: ({
    from,
    title,
    buyer,
    lacks,
    isReserved,
  }: {
    from: string;
    title: string;
    buyer: string | undefined;
    lacks: string;
    /** Who writes is none of those to whom the lot is reserved. */
    isReserved: boolean;
  }): string =>
    `Bonjour, nous sommes ${from}. Nous regardons ${named(title)}${buyer ? ` (${buyer})` : ''}. ${lacks} ${isReserved ? 'Cela' : 'Répondre ensemble'} vous intéresserait-il ?`,
  draft: (described: string): string => `Voici le message que je propose d’envoyer à ${described} :`,
  quoted: (message: string): string => `« ${message} »`,
  given: (contact: readonly string[]): string =>
    `Si elle dit oui, elle reçoit votre contact (${contact.join(', ')}), et vous le sien. Sinon, elle ne saura pas qui vous êtes.`,
  askOwn:
    'Écrivez votre message, en 600 signes au plus, sans nom ni coordonnées : ils viennent après son oui.',
  tooLong: (length: number): string =>
    `Votre message fait ${length} signes : 600 au plus. Redites-le plus court.`,
  named: (what: string): string =>
    `Ce message dit qui vous êtes (« ${what} »). Redites-le sans votre nom, celui de l’entreprise ni ses numéros : ils viennent après son oui.`,
  emptyMessage: 'Je n’y lis que des coordonnées ou des signes. Dites en une phrase ce que vous proposez.',
  dropped: 'C’est annulé : personne n’est interrogé.',
  unknown: 'Cette proposition n’est plus là. Demandez de nouveau un partenaire, sous l’avis.',
  notAnyMore:
    'Cette entreprise ne peut plus être interrogée pour cet avis. Demandez de nouveau un partenaire, sous l’avis.',
  tooMany: (most: number): string =>
    `Vous avez interrogé ${most} entreprises en sept jours : c’est le plus que je transmets. Une personne de l’équipe peut chercher avec vous.`,
  sent: (until: string): string =>
    `C’est demandé. Je l’interroge aux heures ouvrées ; elle a jusqu’au ${until} pour répondre. Je vous dis ici ce qu’il en est.`,
  cancelled: 'Votre demande est retirée : elle n’a pas vos coordonnées, et n’en aura pas.',
  ended: 'Cette demande a déjà reçu une réponse, ou n’attend plus.',

  mailSubject: 'Votre demande de partenaire',
  accepted: (company: string, title: string): string =>
    `${company} veut bien en parler avec vous, pour ${named(title)}. Voici son contact :`,
  name: (name: string): string => `Nom : ${name}`,
  reach: (reach: string): string => `Contact : ${reach}`,
  call: 'Appelez vite, et convenez par écrit de qui fait quoi, à quel prix, et qui est mandataire.',
  refused: (described: string, title: string): string =>
    `${upper(described)} ne donne pas suite à votre demande pour ${named(title)}. Elle ne sait pas qui vous êtes.`,
  unanswered: (described: string, title: string): string =>
    `${upper(described)} n’a pas répondu dans le délai, pour ${named(title)}. Votre demande est close ; elle ne sait pas qui vous êtes.`,
  neverAsked: (described: string, title: string): string =>
    `Je n’ai pas pu l’interroger à temps : ${described}, pour ${named(title)}. Votre demande est close ; elle ne sait pas qui vous êtes, et cette demande ne compte pas dans les vôtres.`,
  barred: (title: string): string =>
    `Votre demande de partenaire pour ${named(title)} est close : votre entreprise n’est plus vérifiée par l’équipe, ou sa fiche n’a plus de contact à donner. Rien de vous n’a été transmis.`,
  void: (described: string, title: string): string =>
    `${upper(described)} n’est plus proposée comme partenaire : votre demande pour ${named(title)} est close.`,
  closedCall: (title: string): string =>
    `${named(title)} est fermé ou annulé : votre demande de partenaire est close, sans que rien de vous soit donné.`,
  status: (described: string, title: string, until: string): string =>
    `Partenaire pour ${named(title)} : j’attends la réponse de ${described}, au plus tard le ${until}.`,
  toAnswer: (title: string): string =>
    `Une entreprise attend votre réponse pour répondre avec vous à ${named(title)}.`,
};

/** What is said to the company that is asked. */
export const askedTexts = {
  asks: (described: string, title: string, closing: string | undefined): string =>
    `${upper(described)} cherche un partenaire pour ${named(title)}${closing === undefined ? '' : `, qui ferme ${closing}`}.`,
  message: (message: string): string => `Son message : « ${message} »`,
  given: (contact: readonly string[]): string =>
    `Si vous dites oui, elle reçoit votre contact (${contact.join(', ')}), et vous le sien. Sinon, elle ne saura pas qui vous êtes.`,
  until: (until: string): string => `Sans réponse d’ici au ${until}, la demande s’arrête d’elle-même.`,
  mailSubject: 'Le partenaire que vous avez accepté',
  cancelSubject: 'Une demande de partenaire retirée',
  accepted: (company: string, title: string): string =>
    `C’est accepté, pour ${named(title)}. Voici le contact de ${company} :`,
  refused: 'C’est refusé : rien de vous n’est transmis. Pourquoi ? Cela reste entre nous.',
  thanksBusy: 'Merci. Je ne vous propose plus de partenaire pendant un mois.',
  thanks: 'Merci, c’est noté.',
  refusedPlain: 'C’est refusé.',
  muted:
    'Vous ne recevrez plus de demandes de contact ; pour en reprendre : « reprendre les demandes de contact ».',
  noReach: 'Votre fiche n’a ni téléphone ni adresse à donner. Complétez-la (« ma fiche »), puis dites oui.',
  press: (title: string): string =>
    `Pour ${named(title)}, pressez un bouton : votre contact n’est donné qu’ainsi, ou par un « oui » quand une seule demande attend.`,
  notYours: 'Cette demande n’est pas pour votre entreprise.',
  cancelled: (title: string): string =>
    `La demande de partenaire pour ${named(title)} est retirée : il n’y a rien à faire.`,
  ended:
    'Cette demande n’attend plus : elle a reçu une réponse, ou elle est retirée, ou la consultation est fermée.',
};

/** What the work on partners is called, for staff. */
export const partnerJobName = 'Demander aux entreprises si elles répondraient avec une autre';
