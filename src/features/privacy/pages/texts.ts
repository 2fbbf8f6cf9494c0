import type { PeriodId } from '#src/config/privacy.ts';

/** A processing of personal data, as the register says it; the feature's README has the same lines. */
interface Processing {
  readonly purpose: string;
  readonly data: string;
  readonly basis: string;
  readonly recipients: string;
  readonly kept: PeriodId;
}

export const processings: readonly Processing[] = [
  {
    purpose: 'Répondre aux questions',
    data: 'Messages et réponses, avis, identifiant et nom donnés par la messagerie, empreinte du cookie du site, dernière visite',
    basis: 'Intérêt légitime : répondre à qui écrit',
    recipients: 'L’équipe ; la messagerie employée ; le modèle de langage, s’il y en a un',
    kept: 'conversations',
  },
  {
    purpose: 'Passer le relais à un expert',
    data: 'La conversation, la date limite dite, les notes des experts ; l’entreprise en bref, sans téléphone ni adresse',
    basis: 'Demande de la personne',
    recipients: 'Les experts, au bureau web et dans la messagerie où ils travaillent',
    kept: 'cases',
  },
  {
    purpose: 'Écrire par mail',
    data: 'Adresse mail confirmée par un code ; si vous voulez vos alertes par mail, les liens qui les arrêtent, sous forme d’empreintes',
    basis: 'Accord',
    recipients: 'Le serveur de courrier ; les experts voient l’adresse confirmée',
    kept: 'conversations',
  },
  {
    purpose: 'Référencer et accompagner une entreprise',
    data: 'Fiche et son historique ; nom, téléphone, adresse et horaires d’un contact ; qui la tient',
    basis: 'Accord',
    recipients: 'L’équipe ; la base publique des entreprises reçoit le SIRET, si elle est branchée',
    kept: 'companies',
  },
  {
    purpose: 'Prévenir une entreprise des marchés qui lui vont, et suivre ses réponses',
    data: 'Ce qu’elle veut recevoir, les avis signalés, suivis ou écartés, ses réponses et ce qu’elles sont devenues ; la conversation où elle reçoit ses alertes, tant qu’elle en reçoit',
    basis: 'Accord',
    recipients: 'L’entreprise, là où elle l’a demandé ; l’équipe n’en lit que des nombres',
    kept: 'companies',
  },
  {
    purpose: 'Mettre un acheteur en relation avec une entreprise de l’annuaire',
    data: 'De l’acheteur : nom, organisation, besoin, adresse ou téléphone ; de l’entreprise : son contact',
    basis: 'Accord de chacun, demande par demande',
    recipients:
      'L’autre côté, dans sa conversation, sa messagerie ou un mail : ce qu’il en garde ailleurs n’est plus entre les mains de la Hotline. L’équipe les suit, sans les coordonnées',
    kept: 'conversations',
  },
  {
    purpose: 'Prouver les accords et les suppressions',
    data: 'Objet, texte et version, date, canal ; référence d’une suppression, sans nom',
    basis: 'Obligation de pouvoir le démontrer (RGPD, articles 5 et 7)',
    recipients: 'L’équipe',
    kept: 'proofs',
  },
  {
    purpose: 'Ouvrir le bureau à l’équipe',
    data: 'Nom, adresse et rôles donnés par le fournisseur d’identité, sessions',
    basis: 'Intérêt légitime : savoir qui répond',
    recipients: 'L’équipe',
    kept: 'staff',
  },
  {
    purpose: 'Tracer ce que font l’équipe et les experts',
    data: 'Qui (identifiant et nom montré), quel acte, sur quel objet (identifiant), quand ; aucune parole. Après une suppression, le reçu prend la place de la personne',
    basis: 'Intérêt légitime : protéger les données, comprendre un abus',
    recipients: 'Qui a le rôle « audit » ; lire les traces y est tracé aussi',
    kept: 'traces',
  },
  {
    purpose: 'Faire marcher le service',
    data: 'Traces d’envoi et de réception ; le journal ne contient ni messages ni secrets',
    basis: 'Intérêt légitime : ne rien perdre, comprendre une panne',
    recipients: 'Qui exploite le serveur',
    kept: 'deliveries',
  },
];

/** The page on privacy. */
export const privacyPage = {
  title: 'Vie privée',
  service: 'La Hotline de la Fabrique des Marchés Responsables',
  lead: 'Ce que la Hotline garde de vous, pourquoi, combien de temps, et ce que vous pouvez en faire.',
  rightsTitle: 'Vos droits, dans la conversation',
  rights: [
    ['« mes données »', 'vous donne aussitôt une copie de tout ce qui est gardé de vous.'],
    ['« mes accords »', 'montre vos accords ; chacun se retire aussitôt.'],
    ['« changez notre téléphone »', 'corrige votre fiche.'],
  ] as readonly (readonly [string, string])[],
  erase: (delay: string | undefined): readonly [string, string] => [
    '« supprimez mes données »',
    delay
      ? `dit ce qui partira et ce qui reste, demande votre accord, attend ${delay} (vous pouvez annuler), puis efface tout et vous donne un reçu.`
      : 'dit ce qui partira et ce qui reste, demande votre accord, puis efface tout et vous donne un reçu.',
  ],
  whoTitle: 'À qui écrire',
  who: (contact: string): string => `Pour toute question ou réclamation sur vos données : ${contact}.`,
  noWho:
    'Pour toute question sur vos données, demandez un expert dans la conversation : l’équipe vous répondra.',
  registerTitle: 'Registre des traitements',
  columns: ['Pourquoi', 'Quoi', 'Base', 'Qui les reçoit', 'Combien de temps'],
  periodsTitle: 'Durées de conservation',
  periodColumns: ['Quoi', 'Durée', 'Raison'],
  lawful:
    'La base de chaque traitement est celle que la Fabrique propose ; son responsable du traitement la valide.',
  cookie:
    'Le site pose un seul cookie : il vous reconnaît dans ce navigateur pendant 180 jours. Après 30 jours sans venir, un code envoyé à votre adresse confirmée est demandé avant de montrer ce qui est à vous. « Ce n’est pas moi », dans le menu, y met fin aussitôt. Il n’y a ni publicité ni mesure d’audience.',
  back: 'Revenir à la conversation',
};
