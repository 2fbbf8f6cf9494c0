import type { BounceTaken } from './bounce.ts';

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** The mail that carries what a company is told of notices. It names neither the person nor their company. */
export const alertMailTexts = {
  subject: (count: number): string =>
    plural(count, 'Un avis de marché pour vous', `${count} avis de marché pour vous`),
  followedSubject: 'Du nouveau sur un avis que vous suivez',
  source: (url: string): string => `L’avis lui-même :\n${url}`,
  text: (
    body: string,
    { pageUrl, stopUrl }: { readonly pageUrl: string; readonly stopUrl: string },
  ): string =>
    [
      'Bonjour,',
      body,
      'Pour suivre un avis, y répondre, dire qu’il ne va pas, changer de rythme ou d’heure, ouvrez la conversation (dans un autre navigateur que d’habitude, choisissez d’abord « Retrouver mon espace » dans son menu) :',
      pageUrl,
      'Vous recevez ce mail parce que vous avez demandé, dans la conversation avec la Hotline, vos alertes par mail aussi. Personne ne lit les réponses. Pour ne plus en recevoir :',
      stopUrl,
      'La Hotline de la Fabrique des Marchés Responsables',
    ].join('\n\n'),
} as const;

/** What is said in the conversation of alerts that go by mail too. */
export const byMailTexts = {
  offer: (address: string): string => `Voulez-vous aussi les recevoir par mail, à ${address} ?`,
  offerAddress: 'Voulez-vous aussi les recevoir par mail ?',
  on: (address: string): string =>
    `C’est noté : vos alertes partent aussi par mail, à ${address}, au même rythme et aux mêmes heures. Chaque mail a un lien qui les arrête.`,
  askAddress:
    'Il me faut une adresse à vous, confirmée par un code : touchez « Donner mon adresse ». Vos alertes par mail commenceront aussitôt après.',
  off: 'C’est arrêté : plus d’alertes par mail. Elles continuent ici, dans la conversation.',
  notOn: 'Vos alertes ne partent pas par mail : il n’y a rien à arrêter.',
  comesHere: 'Pas besoin de mail : vos alertes vous arrivent ici même.',
  comesElsewhere:
    'Pas besoin de mail : vos alertes vous arrivent dans une autre messagerie. Voulez-vous les recevoir ici à la place ?',
  noMail: 'Ici, je ne peux pas envoyer de mail : ce service n’est pas ouvert.',

  isOn: (address: string): string => `Elles partent aussi par mail, à ${address}.`,
  isWanted: 'Elles partiront aussi par mail dès que votre adresse sera confirmée.',
  isOff: 'Elles ne partent plus par mail, comme vous l’avez demandé.',
  isRefused: (address: string): string =>
    `Elles ne partent plus par mail : ${address} refuse les mails, comme si cette adresse n’existait pas. Vérifiez-la, ou donnez-en une autre.`,
  isMoved: (address: string): string =>
    `Elles ne partent plus par mail : votre adresse a changé, ou a été confirmée de nouveau. Voulez-vous les recevoir à ${address} ?`,
  isForgotten: 'Elles ne partent plus par mail : je n’ai plus d’adresse de vous.',
} as const;

/** What is written on the buttons. */
export const byMailButtons = {
  mail: 'Aussi par mail',
  again: 'Reprendre les mails',
  noMail: 'Arrêter les mails',
  address: 'Donner mon adresse',
} as const;

/** The page that the link of a mail leads to. It says nothing of whom it is about. */
export const unsubscribeTexts = {
  title: 'Ne plus recevoir d’alertes par mail',
  ask: 'Un appui sur ce bouton arrête ces mails, tout de suite. Rien d’autre ne change : vos alertes vous attendent toujours dans la conversation, où vous pouvez aussi les régler.',
  button: 'Ne plus recevoir ces mails',
  done: 'C’est fait : plus d’alertes par mail. Elles vous attendent toujours dans la conversation. Pour reprendre les mails, écrivez-y « mes alertes ».',
  unknown:
    'Ce lien ne nous dit rien : il est incomplet, ou trop ancien. Prenez celui du dernier mail reçu, ou écrivez « mes alertes » dans la conversation avec la Hotline : un bouton y arrête ces mails.',
  open: 'Ouvrir la conversation',
} as const;

/** What staff, and their mail server, read of the reports of mails that did not arrive. */
export const bounceTexts = {
  noToken: 'Ce jeton n’est pas celui de MAIL_BOUNCES_TOKEN.',
  badUse: 'Donnez un ou plusieurs fichiers : un mail (.eml) ou une boîte entière (mbox).',
  nothing: 'Aucun mail dans ces fichiers.',
  tooLarge: (path: string, most: number): string =>
    `Le fichier ${path} dépasse ${most} Mo : coupez-le en plusieurs (formail -s, par exemple), puis recommencez.`,
  counted: (count: number, why: string): string => `${count} × ${why}`,
  taken: {
    stopped:
      'L’adresse n’existe plus : ses alertes par mail sont arrêtées, ce que disent la conversation et /staff.',
    'no-report': 'Ce n’est pas un avis de non-remise (multipart/report, RFC 3464) : rien n’a changé.',
    unclear: 'Cet avis ne dit pas ce qu’est devenu le mail : rien n’a changé.',
    passing: 'Ce n’est pas l’adresse abonnée que ce refus dit morte : rien n’a changé.',
    unknown: 'Cet avis ne porte le jeton d’aucun de nos mails : rien n’a changé.',
    'not-now': 'Ces mails étaient déjà arrêtés, ou vont désormais à une autre adresse : rien n’a changé.',
  } satisfies Record<BounceTaken, string>,
} as const;
