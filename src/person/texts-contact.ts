/** What a person reads about the address to which answers may be mailed. */

export const addressErrors = {
  empty: 'Je n’ai pas lu d’adresse. Écrivez-la seule, par exemple : prenom@entreprise.fr',
  several: 'J’ai lu plusieurs adresses : n’en écrivez qu’une.',
  noAt: 'Il manque le « @ » : une adresse s’écrit comme prenom@entreprise.fr',
  accents:
    'Cette adresse contient un accent ou un signe que je ne sais pas écrire : vérifiez-la, ou donnez-en une autre.',
  tooLong: 'Cette adresse est trop longue : 64 signes au plus avant le « @ », 254 en tout.',
  malformed:
    'Cette adresse n’est pas complète ou contient une faute. Elle s’écrit comme prenom@entreprise.fr',
};

export const contactTexts = {
  button: 'Recevoir la réponse par mail',
  cancelButton: 'Annuler',
  againButton: 'Renvoyer un code',
  ask: 'À quelle adresse ? Écrivez-la ici. J’y envoie un code pour vérifier qu’elle est bien à vous.',
  use: 'Elle ne servira qu’à vous envoyer par mail, quand cette page est fermée, les réponses des experts et les nouvelles de ce qui est à vous ici (vos réponses aux marchés, vos formations, les demandes de partenaires ou de contact) ; vos alertes aussi, si vous le demandez ; et un code quand vous voulez retrouver votre espace ailleurs. Ensuite, « plus de mail » arrête tous ces envois et oublie l’adresse. Pour l’instant, « annuler » suffit.',
  already: (address: string): string =>
    `Les réponses des experts et les nouvelles de vos réponses aux marchés, de vos formations et des demandes de partenaires partent déjà à ${address} quand cette page est fermée. Écrivez une autre adresse pour la remplacer, ou « plus de mail » pour l’oublier.`,
  mailed: (address: string, minutes: number): string =>
    `J’envoie un code de dix signes à ${address}. Écrivez-le ici dans les ${minutes} minutes.`,
  mailedHint:
    'Rien reçu ? Regardez dans les indésirables, demandez « un autre code », ou corrigez l’adresse en l’écrivant de nouveau. Vous pouvez aussi poser une question entre-temps.',
  confirmed: (address: string): string =>
    `C’est confirmé. Quand un expert vous répondra et que cette page sera fermée, sa réponse partira à ${address} ; de même les nouvelles de vos réponses aux marchés, de vos formations et des demandes de partenaires.`,
  confirmedHere: (address: string): string => `C’est confirmé : ${address} est bien à vous.`,
  confirmedHint:
    'Pour répondre à votre tour, rouvrez cette page ; dans un autre navigateur, « Retrouver mon espace » du menu vous y ramène. « plus de mail » arrête les envois.',
  wrong:
    'Ce code n’est pas le bon, a déjà servi ou n’est plus valable. Vérifiez-le dans le dernier mail, ou demandez « un autre code ».',
  notTenSigns:
    'Le code a dix signes, en deux groupes de cinq, comme 7K3PM-9QX2F : recopiez-le tel qu’il est dans le mail.',
  tooManyTries: 'Trop d’essais : attendez dix minutes avant d’écrire un autre code.',
  tooManyMails:
    'J’ai déjà envoyé plusieurs codes : attendez une heure avant d’en demander un autre. Le dernier reçu compte encore s’il a moins de dix minutes.',
  cancelled: 'C’est arrêté : aucune adresse nouvelle n’est gardée.',
  nothingToCancel: 'Rien n’est en cours.',
  forgotten: 'C’est fait : votre adresse est oubliée, aucun mail ne partira plus.',
  nothingToForget: 'Je n’ai pas d’adresse de vous : aucun mail ne part.',
  noMail:
    'Ici, je ne peux pas envoyer de mail : ce service n’est pas ouvert. La réponse s’affichera sur cette page ; revenez-y dans le même navigateur pour la lire.',
  comesHere: 'Pas besoin de mail : la réponse arrivera ici même, dans cette conversation.',
  anonymous: 'Ici, je ne sais pas qui vous êtes : je ne peux pas garder d’adresse.',
};
