/** Sentences of mails. */

/** The mail that carries the code of an address. */
export const codeMail = {
  subject: 'Votre code pour la Hotline',
  text: (code: string, minutes: number): string =>
    [
      'Bonjour,',
      `Voici le code qui confirme votre adresse : ${code}`,
      `Écrivez-le dans la conversation avec la Hotline dans les ${minutes} minutes. Il ne sert qu’une fois. Ne le donnez à personne.`,
      'Si vous n’avez rien demandé, ne faites rien : sans ce code, cette adresse ne recevra pas de réponses.',
      SIGNATURE,
    ].join('\n\n'),
};

/** The mail that carries the code by which another browser becomes the person's. */
export const spaceCodeMail = {
  subject: 'Votre code pour retrouver votre espace',
  text: (code: string, minutes: number): string =>
    [
      'Bonjour,',
      `Voici le code qui ouvre votre espace de la Hotline dans un autre navigateur : ${code}`,
      `Écrivez-le dans la page où vous l’avez demandé, dans les ${minutes} minutes. Il ne sert qu’une fois, et nulle part ailleurs. Ne le donnez à personne : qui l’a voit vos échanges, votre fiche et vos fichiers.`,
      'Si vous n’avez rien demandé, ne faites rien : sans ce code, rien ne s’ouvre.',
      SIGNATURE,
    ].join('\n\n'),
};

/** What an expert wrote, with who wrote it. */
export interface SaidByExpert {
  /** What companies read, « Nadia Benali »; absent when it is not known. */
  readonly by: string | undefined;
  readonly words: string;
}

/** The mail that carries what experts wrote while the page was closed. */
export const replyMail = {
  subject: 'Un expert de la Hotline vous a répondu',
  text: (said: readonly SaidByExpert[], pageUrl: string): string =>
    [
      'Bonjour,',
      ...said.flatMap(({ by, words }, index) => {
        const same = index > 0 && said[index - 1]?.by === by;
        return same ? [words] : [`${by ?? 'Un expert'} vous a écrit :`, words];
      }),
      'Pour répondre, ouvrez la page de votre conversation (dans un autre navigateur que d’habitude, choisissez d’abord « Retrouver mon espace » dans son menu) :',
      pageUrl,
      'Répondez depuis la page : personne ne lit les réponses à ce mail. Pour ne plus en recevoir, écrivez « plus de mail » dans la conversation.',
      SIGNATURE,
    ].join('\n\n'),
  file: (name: string): string => `[fichier à prendre sur la page : ${name}]`,
};

/** The mail that carries news told while the page was closed. */
export const newsMail = {
  /** Where what it is about has no name that a mail can have. */
  subject: 'Du nouveau de la Hotline',
  text: (words: string, pageUrl: string): string =>
    [
      'Bonjour,',
      words,
      'Pour répondre ou prendre un fichier joint, ouvrez la page de votre conversation (dans un autre navigateur que d’habitude, choisissez d’abord « Retrouver mon espace » dans son menu) :',
      pageUrl,
      'Personne ne lit les réponses à ce mail. Pour ne plus en recevoir, écrivez « plus de mail » dans la conversation.',
      SIGNATURE,
    ].join('\n\n'),
};

const SIGNATURE = 'La Hotline de la Fabrique des Marchés Responsables';
