/** French sentences that the web adapter itself says: each is the `error` of a JSON refusal. */
export const webErrors = {
  starting: 'La hotline démarre ou s’arrête : réessayez dans quelques secondes.',
  notKept: 'Votre message n’a pas pu être enregistré. Réessayez dans un instant.',
  notRead: 'La conversation n’a pas pu être lue. Réessayez dans un instant.',
  ratingNotKept: 'Votre avis n’a pas pu être enregistré. Réessayez dans un instant.',
  unavailable: 'La hotline ne peut pas répondre à cette demande. Réessayez dans un instant.',
  tooManyPages: 'Trop de pages demandées en peu de temps. Réessayez dans une minute.',
  unknownRoute: 'Cette adresse n’existe pas sur la hotline.',
  wrongMethod: 'Cette adresse ne s’utilise pas de cette façon.',
  crossSite: 'Cette demande vient d’un autre site : elle est refusée pour votre sécurité.',
  notJson: 'La demande doit être envoyée en JSON (Content-Type: application/json).',
  invalidJson: 'La demande n’est pas du JSON valide.',
  unreadable: 'La demande n’a pas pu être lue.',
  bodyTooLarge:
    'Votre message est trop volumineux. Envoyez seulement le passage utile, avec votre question (20 000 caractères au plus).',
  notAnObject: 'La demande doit être un objet JSON.',
  messageId: 'L’identifiant du message manque ou n’est pas un UUID.',
  textOrAction: 'Envoyez soit un texte, soit une action, et un seul des deux.',
  text: 'Le texte du message doit être une chaîne de caractères.',
  emptyText: 'Le message est vide : écrivez votre question en quelques mots.',
  textTooLong: (max: number): string =>
    `Votre message est trop long : ${max.toLocaleString('fr-FR')} caractères au plus. Gardez le passage utile, avec votre question.`,
  action: 'L’action doit avoir une valeur et un libellé.',
  after: 'Les paramètres « after » et « before » doivent être des nombres entiers positifs ou nuls.',
  afterOrBefore:
    'Demandez ce qui vient avant un message (« before ») ou après lui (« after »), pas les deux.',
  seen: 'Le numéro du dernier message vu doit être un entier positif.',
  feedbackTarget: 'L’avis doit dire à quel message il se rapporte.',
  feedbackRating: 'L’avis doit être « up » ou « down ».',
  feedbackReason: (max: number): string =>
    `Le commentaire est trop long : ${max.toLocaleString('fr-FR')} caractères au plus.`,
  feedbackUnknown: 'Cette réponse n’existe pas dans votre conversation.',
  thread: 'La conversation à ouvrir doit être nommée.',
  unknownThread: 'Cette conversation n’est plus dans votre liste.',
  address: 'L’adresse mail manque ou est trop longue.',
  code: 'Le code manque ou est trop long.',
  bring: 'Dites si ce qui a été écrit dans ce navigateur va avec votre espace (« bring » : true ou false).',
  noConversation: 'Aucune conversation n’est ouverte : rechargez la page.',
  noStream: {
    browser: 'Cette conversation est ouverte dans trop d’onglets : fermez-en quelques-uns.',
    address:
      'Beaucoup de pages sont déjà ouvertes depuis votre réseau : les réponses s’afficheront avec quelques secondes de retard.',
    all: 'Beaucoup de pages sont ouvertes en ce moment : les réponses s’afficheront avec quelques secondes de retard.',
  },
  tooManyRequests: (seconds: number): string =>
    `Beaucoup de demandes viennent de votre réseau : réessayez dans ${seconds} seconde${seconds > 1 ? 's' : ''}.`,
  tooMany: (seconds: number): string =>
    `Vous envoyez beaucoup de messages à la fois : réessayez dans ${seconds} seconde${seconds > 1 ? 's' : ''}.`,
} as const;
