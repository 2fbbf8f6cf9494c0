/** What a person reads on the way back to what is theirs here, from another browser. */
export const spaceTexts = {
  /** The same whether the address is known or not. */
  asked: (minutes: number): string =>
    `Si un espace est lié à cette adresse, un code à six chiffres vient d’y partir : écrivez-le ici dans les ${minutes} minutes. Rien reçu ? Voyez les indésirables.`,
  noMail: 'Ici, je ne peux pas envoyer de mail : ce service n’est pas ouvert. Demandez un expert.',
  tooManyMails:
    'Plusieurs codes ont déjà été demandés : attendez une heure avant d’en demander un autre. Le dernier reçu compte encore s’il a moins de dix minutes.',
  notSixDigits: 'Le code a six chiffres : recopiez-le tel qu’il est dans le mail.',
  wrong:
    'Ce code n’est pas le bon, a déjà servi ou n’est plus valable. Vérifiez-le dans le dernier mail reçu.',
  noMoreTries: 'Ce code n’est plus valable : trop d’essais. Demandez-en un autre.',
  tooManyTries: 'Trop d’essais : attendez dix minutes avant d’écrire un autre code.',
  entered: 'C’est fait : ce navigateur retrouve votre espace.',
  /** Said where the person last wrote. */
  openedElsewhere:
    'Votre espace vient d’être ouvert dans un navigateur, avec un code envoyé à votre adresse. Si ce n’est pas vous, ni quelqu’un que vous avez chargé de le faire, demandez un expert.',
  /** Of a thread in which nothing that has words was written. */
  untitled: 'Conversation',
};
