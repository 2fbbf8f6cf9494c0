/** The page's French that does not stand in index.html. */

const time = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('fr-FR', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

export const texts = {
  title: 'Hotline · La Fabrique des Marchés Responsables',
  titleUnread: '(1) Hotline · nouvelle réponse',
  authors: { company: 'Vous', bot: 'Hotline', expert: 'Expert de la Fabrique' },
  /**
   * « 14:32 », or « 3 nov., 14:32 » on another day.
   * @param {number} at
   * @param {Date} now
   */
  when: (at, now) => (new Date(at).toDateString() === now.toDateString() ? time : dayAndTime).format(at),
  sending: 'Envoi…',
  retrying: 'Envoi en cours… nouvel essai',
  retryingSpoken: 'Votre message n’est pas encore parti. La page essaie de nouveau d’elle-même.',
  sent: 'Envoyé',
  notSent: 'Non envoyé',
  retry: 'Réessayer',
  retryMessage: 'Réessayer d’envoyer ce message',
  notSentSpoken:
    'Votre message n’est pas envoyé. La page continue d’essayer ; vous pouvez aussi réessayer maintenant.',
  offline: 'Pas de connexion : le message partira dès qu’elle reviendra.',
  showAll: 'Afficher tout le message',
  showLess: 'Réduire le message',
  slow: 'La réponse tarde. Votre message est bien enregistré : la réponse s’affichera ici dès qu’elle sera prête.',
  reconnecting: 'Reconnexion…',
  earlierLoading: 'Chargement des messages précédents…',
  earlierFailed: 'Les messages précédents n’ont pas pu être chargés. Réessayez.',
  loadFailed: 'La conversation n’a pas pu être chargée. Nouvel essai…',
  cookies: 'Votre navigateur refuse les cookies : la conversation ne peut pas être gardée.',
  changed: 'La conversation a changé dans un autre onglet : voici la conversation en cours.',
  resetDone: 'Nouvelle conversation. Les autres restent dans le menu.',
  threadOpened: 'Voici cette conversation.',
  threadNews: 'Nouveau message',
  leave:
    'Dans ce navigateur, rien ne s’affichera plus de ce qui s’y trouve : conversations, fiche, dossiers, fichiers. « Retrouver mon espace » y ramène, avec un code envoyé à l’adresse confirmée.',
  leaveForGood:
    'Dans ce navigateur, rien ne s’affichera plus de ce qui s’y trouve : conversations, fiche, dossiers, fichiers. Aucune adresse mail n’y est confirmée : personne ne pourra les rouvrir depuis ici.',
  spaceBring: 'Dites si ce que vous avez écrit ici avant va avec votre espace.',
  sources: 'Sources',
  /** @param {number} n */
  source: (n) => `Source ${n}`,
  /** @param {number} page */
  page: (page) => `Page ${page}`,
  /** @param {number} slide */
  slide: (slide) => `Diapositive ${slide}`,
  link: 'Ouvrir la source',
  newTab: '(nouvel onglet)',
  download: 'Télécharger',
  warning: 'Attention : ',
  info: 'Précision : ',
  choices: 'Pour continuer',
  rating: 'Cette réponse vous aide-t-elle ?',
  yourRating: 'Votre avis',
  up: 'Utile',
  down: 'Pas utile',
  reason: 'Que manque-t-il, ou qu’est-ce qui est faux ? (facultatif)',
  reasonSend: 'Envoyer',
  reasonSkip: 'Passer',
  thanks: 'Merci, votre avis est enregistré.',
  ratingFailed: 'Votre avis n’a pas pu être enregistré. Réessayez.',
  /**
   * @param {number} length
   * @param {number} max
   */
  counter: (length, max) => `${length.toLocaleString('fr-FR')} / ${max.toLocaleString('fr-FR')} caractères`,
  /** @param {number} max */
  tooLong: (max) =>
    `Message trop long : ${max.toLocaleString('fr-FR')} caractères au plus. Gardez le passage utile.`,
  empty: 'Écrivez d’abord votre question.',
  failed: 'La hotline ne répond pas. Réessayez dans un instant.',
};
