/** What the hotline says to a wish that a later feature, or the team, takes up. `kept` tells whether it was saved. */

const keptText = (kept: boolean, what: string): string =>
  kept
    ? `Je garde votre demande (${what}) avec cette conversation : l’équipe la retrouvera telle que vous l’avez écrite.`
    : 'Ici, rien n’est enregistré : posez votre demande dans la conversation en ligne pour qu’elle soit gardée.';

/** To a wish for a person where nothing is kept, so that nobody could be told. */
export const handoffText = (): string[] => [
  'Vous voulez parler à une personne : un expert de la Fabrique peut prendre le relais.',
  'Ici, rien n’est enregistré : posez votre demande dans la conversation en ligne, sur Teams, Slack ou Telegram, pour qu’un expert y réponde.',
  'En attendant, je peux continuer à chercher avec vous : écrivez votre question.',
];

export const referencingText = (kept: boolean): string[] => [
  'Le référencement sur la plateforme de la Fabrique des Marchés Responsables est gratuit ; il n’est pas obligatoire pour répondre à un marché. Il ouvre les alertes sur les opportunités de votre territoire, le conseil sur vos réponses, la visibilité auprès des partenaires et le droit de postuler à la session d’entraînement.',
  'Il se fait en conversation, en cinq minutes environ : SIRET, nom, effectif, engagements et leur preuve, activités, territoires, expérience, contact, accords. On peut s’arrêter et reprendre plus tard, et corriger sa fiche de la même façon.',
  keptText(kept, 'référencement'),
];

export const alertsText = (kept: boolean): string[] => [
  'Les alertes préviennent les entreprises référencées des opportunités qui leur vont, dans leur territoire. Elles se règlent dans la conversation : « je veux des alertes », « moins souvent », « que le nettoyage dans le 13 », « stop ».',
  keptText(kept, 'alertes'),
];

export const privacyText = (kept: boolean): string[] => [
  'Je garde cette conversation, vos avis sur mes réponses et les demandes que vous me faites. Rien d’autre n’est demandé pour poser une question.',
  'En conversation, « mes données » vous en donne une copie, « mes accords » les montre, et « supprimez mes données » les efface.',
  keptText(kept, 'données personnelles'),
];

export const statusText = (
  requests: readonly { what: string; on: string }[],
  cases: readonly string[] = [],
): string[] => {
  if (requests.length === 0 && cases.length === 0)
    return [
      'Je n’ai aucune demande en cours de votre part.',
      'Si vous en avez fait une ailleurs, dites-moi laquelle : je la noterai pour l’équipe.',
    ];
  const kept =
    requests.length === 0
      ? []
      : [
          'Voici les demandes que je garde pour vous :',
          ...requests.map(({ what, on }) => `• ${what}, faite le ${on}`),
          'Leur suivi par l’équipe n’est pas encore visible ici : je ne peux pas vous dire où elles en sont.',
        ];
  return [...cases, ...kept];
};

export const requestNames: Readonly<Record<string, string>> = {
  handoff: 'Parler à un expert',
  referencing: 'Référencement ou mise à jour de la fiche',
  alerts: 'Alertes',
  privacy: 'Données personnelles',
};

/** @param directoryIsOpen whether a search for a company is answered */
export const helpText = (directoryIsOpen: boolean): string[] => [
  'Bonjour, je suis la Hotline de la Fabrique des Marchés Responsables, un assistant automatique. Je réponds aux questions sur les marchés publics et privés, toujours avec mes sources, et je le dis quand je ne sais pas.',
  'Je prépare aussi des documents à emporter : liste des pièces, rétroplanning, trame de mémoire technique, lettres, accord de groupement, clauses.',
  'Une entreprise peut me dire « m’inscrire » pour se référencer, « ma fiche » pour voir ou corriger la sienne, « candidater à la session » pour la session d’entraînement, « mes rendez-vous ».',
  ...(directoryIsOpen
    ? [
        'Un acheteur peut chercher une entreprise : « qui peut faire du nettoyage en insertion à Montreuil ? ».',
      ]
    : []),
  '« Parler à un expert » passe le relais à une personne de l’équipe. « Où en est ma demande ? » dit où vous en êtes. Ce que je garde de vous se voit avec « mes données » et « mes accords ». Mes réponses ne remplacent pas un conseil juridique.',
  'Posez votre question comme vous la diriez à un collègue.',
];

export const thanksText = (): string[] => ['Avec plaisir. Une autre question ? Écrivez-la ici.'];

export const goodbyeText = (): string[] => [
  'Au revoir, et bonne chance pour votre réponse. Cette conversation reste là si vous revenez.',
];

/** To « oui » or « annuler » alone, which answers nothing that is known to wait. */
export const bareWordText = (): string[] => [
  'Je ne sais pas à quoi cela répond.',
  'Si c’est à un message plus haut, pressez son bouton ; « reprendre » continue un formulaire commencé. Sinon, écrivez votre question en une phrase.',
];

export const misunderstoodText = (): string[] => [
  'Pardon, je ne vous ai pas bien répondu.',
  'Redites-moi votre question autrement, en une phrase : qui achète (mairie, État, hôpital…), quoi, et ce que vous voulez savoir. Ou demandez à parler à un expert.',
];

/** To somebody who is about to lose their company: short, what to do today, a person. */
export const distressText = (): string[] => [
  'C’est une épreuve, et vous n’avez pas à la porter seul. Une personne de l’équipe peut prendre le relais : pressez le bouton, elle lira ce que vous venez d’écrire.',
  'Aujourd’hui, gardez tous les courriers reçus, et dites-moi la date qui presse le plus : une audience, une visite d’huissier, une offre à rendre. Nous commencerons par là.',
];

/**
 * To words about dying. The number is the national line of suicide prevention, free, day and night (Ministère de la
 * Santé); 15 and 112 are the emergency numbers.
 */
export const dyingText = (): string[] => [
  'Ce que vous écrivez est grave, et je ne suis qu’un programme. Parlez à quelqu’un maintenant : appelez le 3114, le numéro national de prévention du suicide. C’est gratuit, jour et nuit.',
  'En cas de danger immédiat, appelez le 15 ou le 112.',
  'Vos soucis d’entreprise ont des solutions, et elles peuvent attendre demain. Une personne de l’équipe peut aussi vous répondre ici.',
];

/** To a second greeting, a second try, a second thanks. */
export const stillHereText =
  'Je suis là. Écrivez votre question en une phrase, ou demandez à parler à un expert.';

export const exampleQuestions = [
  'À partir de quel montant une mairie doit-elle faire un appel d’offres ?',
  'Ai-je droit à une avance ?',
  'Quels papiers fournir pour candidater ?',
];
