/** Words of the link between two channels of one person. */
export const linkTexts = {
  code: (code: string, minutes: number): string =>
    `Votre code : ${code}. Sur l’autre messagerie, écrivez-moi « lier ${code} » dans les ${minutes} minutes. Il ne sert qu’une fois ; majuscules, espaces et tirets ne comptent pas.`,
  why: 'Je vous demanderai ici de confirmer. Vous serez alors la même personne pour la Hotline, avec un seul historique. Ne donnez ce code à personne, et n’écrivez jamais le code de quelqu’un d’autre.',
  asked: (channel: string, minutes: number): string =>
    `Ce code est le bon. Confirmez maintenant là où vous l’avez demandé (${channel}) : j’y demande si c’est bien vous. Vous avez ${minutes} minutes.`,
  askedHint:
    'Rien n’est encore lié. Si ce code vous a été donné par quelqu’un d’autre, ne faites rien : demandez un expert si vous avez un doute.',
  isThatYou: (channel: string, name: string, minutes: number): string =>
    `Quelqu’un vient d’écrire votre code ${onChannel(channel)}${name ? `, sous le nom « ${name} »` : ''}. C’est bien vous, ${onChannel(channel)} ? Répondez dans les ${minutes} minutes.`,
  isThatYouWhy:
    'Si vous dites oui, cette messagerie verra vos demandes, la fiche de votre entreprise et vos données. Si ce n’est pas vous, dites non : rien ne sera lié.',
  yes: 'Oui, c’est moi',
  no: 'Non',
  refused: 'C’est noté : rien n’est lié, et ce code ne sert plus.',
  refusedElsewhere: 'La liaison a été refusée là où le code a été demandé : rien n’est lié.',
  expired:
    'Cette question n’attend plus de réponse : rien n’est lié. Recommencez avec « lier mes messageries ».',
  notAsked: 'Je n’avais rien à vous demander ici : rien n’est lié.',
  linked: (channels: readonly string[]): string =>
    `C’est fait : vos messageries sont liées (${channels.join(', ')}). La Hotline vous reconnaît sur chacune.`,
  own: 'Ce code est le vôtre : écrivez-le sur l’autre messagerie. Si vous y êtes déjà, c’est que vos messageries sont liées.',
  wrong:
    'Ce code n’existe pas, a déjà servi ou n’est plus valable. Demandez-en un autre avec « lier mes messageries ».',
  incomplete:
    'Ce code n’est pas entier : il a dix signes, en deux groupes de cinq, comme « lier 7K3PM-9QX2F ». Recopiez-le tel qu’il est.',
  tooMany: 'Trop d’essais : attendez dix minutes avant d’écrire un autre code.',
  anonymous:
    'Ici, je ne sais pas qui vous êtes, ou d’autres personnes lisent : je ne peux pas lier cette conversation. Écrivez-moi en privé pour lier vos messageries.',
};

/** « sur Telegram », « sur le site ». */
const onChannel = (channel: string): string => `sur ${channel}`;
