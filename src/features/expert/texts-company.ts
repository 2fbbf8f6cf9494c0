/** What a company reads of its case: an expert is asked for, comes, answers, leaves. */

/** Why a case was opened without being asked for, as its opening says it. */
const unasked: Readonly<Record<string, string>> = {
  needed:
    'Votre situation demande l’avis d’une personne : j’ai ouvert un dossier pour un expert de la Fabrique.',
  ratings:
    'Mes dernières réponses ne vous ont pas aidé : j’ai ouvert un dossier pour un expert de la Fabrique.',
  deadline: 'Votre date limite est proche : j’ai ouvert un dossier pour un expert de la Fabrique.',
};

/** Moments in French: « aujourd’hui à 16 h », « lundi 30 novembre à 9 h ». */
interface OpenedCase {
  readonly number: number;
  readonly reason: string;
  /** When somebody should have answered. */
  readonly answerBy: string | undefined;
  /** When the team is back, while it is closed. */
  readonly closedUntil: string | undefined;
  /** They would rather be called: the number is asked for beside. */
  readonly byPhone?: boolean;
  /** The moment at which they would be called, as they said it: no earlier hour is promised beside. */
  readonly when?: string | undefined;
}

/** How a company that waits for longer than promised is told so; moments in French. */
interface StillWaiting {
  /** The new promise. */
  readonly answerBy: string | undefined;
  readonly isTold: boolean;
  /** The sentence that says when somebody looks at the cases that wait; none where nobody knows. */
  readonly looksAt: string | undefined;
}

export const caseTexts = {
  opened: ({ number, reason, answerBy, closedUntil, byPhone = false, when }: OpenedCase): string[] => [
    `${unasked[reason] ?? 'C’est noté : un expert de la Fabrique va reprendre votre demande.'} Il vous répondra ici même (dossier ${number}). Il verra cette conversation.${byPhone ? '' : ' Pour qu’il vous appelle plutôt, laissez ici un numéro et un bon moment.'}`,
    ...(closedUntil ? [`L’équipe est fermée en ce moment ; elle revient ${closedUntil}.`] : []),
    answerBy && when
      ? `Votre demande sera lue au plus tard ${answerBy} ; pour l’appel, c’est le moment que vous dites qui compte. D’ici là, je continue de vous aider : écrivez vos questions.`
      : answerBy
        ? `Réponse attendue au plus tard ${answerBy}. D’ici là, je continue de vous aider : écrivez vos questions.`
        : 'Je ne peux pas vous dire quand quelqu’un répondra. D’ici là, je continue de vous aider : écrivez vos questions.',
  ],
  already: (number: number, answerBy: string | undefined, byPhone = false): string[] => [
    `Votre dossier est déjà ouvert (dossier ${number}) : il attend un expert.${answerBy ? ` Réponse attendue au plus tard ${answerBy}.` : ''} Ce que vous écrivez ici, il le verra${byPhone ? '.' : ' : pour qu’il vous appelle plutôt, laissez un numéro et un bon moment.'}`,
  ],
  alreadyOpen: (number: number): string => `Votre dossier est déjà ouvert (dossier ${number}).`,
  /** To who would rather be called. */
  byPhone: 'Par téléphone, oui, c’est possible : l’expert peut vous appeler.',
  askPhone: 'À quel numéro, et à quel moment ? Par exemple : « 06 12 34 56 78, lundi matin ».',
  askWhen: 'À quel moment vaut-il mieux vous appeler ?',
  askNumber: 'Et à quel numéro ?',
  askOffered: (phone: string, asksWhen: boolean): string =>
    `Au ${phone}, le numéro que vous avez donné pour votre fiche ? Répondez « oui », ou écrivez-en un autre${asksWhen ? ', avec le moment qui vous convient' : ''}.`,
  /** @param known the number that was noted before */
  calledBack: (phone: string | undefined, when: string | undefined, known?: string): string =>
    `${[phone && `Numéro noté : ${phone}`, when && (phone ? when : `Moment noté : ${when}${known ? `, au ${known}` : ''}`)].filter(Boolean).join(' ; ')}. L’expert le voit dans votre dossier.`,
  alreadyNoted: (phone: string, when: string | undefined): string =>
    `L’expert a déjà votre numéro pour le rappel : ${[phone, when].filter(Boolean).join(', ')}. Pour changer, écrivez le nouveau numéro ou le nouveau moment.`,
  /** Nobody calls at the moment that was asked for. */
  closedThen: (when: string, first: string): string =>
    `Vous demandez « ${when} » : l’équipe est fermée à ce moment-là. Elle peut vous appeler à partir de ${first}. Ce moment vous convient-il ? Sinon, dites-en un autre.`,
  askDeadlineOfAppeal:
    'Y a-t-il une date avant laquelle il faut agir, comme la fin d’un délai de recours ? Donnez le jour et l’heure (« vendredi midi », « le 3 décembre à 12 h ») : les dossiers urgents passent devant.',
  askDeadlineOfBuyer:
    'Y a-t-il une date qui presse, comme la publication de votre avis ? Donnez le jour et l’heure (« vendredi midi », « le 3 décembre à 12 h ») : les dossiers urgents passent devant.',
  askDeadlineOfContract:
    'Y a-t-il une date qui presse, comme la fin d’un délai pour répondre ou pour contester ? Donnez le jour et l’heure (« vendredi midi », « le 3 décembre à 12 h ») : les dossiers urgents passent devant.',
  askDeadline:
    'Quand ferme votre consultation ? Donnez le jour et l’heure (« vendredi midi », « le 3 décembre à 12 h ») : les dossiers urgents passent devant.',
  deadlineKept: (moment: string): string => `Date limite notée : ${moment}.`,
  deadlineUnsure: (said: string): string =>
    `Date limite notée : ${said}. Vérifiez-la dans vos documents, et dites-moi si elle est autre.`,
  noDeadline: 'Pas de date limite : c’est noté.',
  deadlinePast: (moment: string): string =>
    `Cette date est passée (${moment}). S’il s’agit d’une autre consultation, donnez-moi sa date ; sinon, l’expert vous dira ce qui reste possible.`,
  tooLate: (closes: string, opens: string | undefined): string[] => [
    `Je préfère vous le dire franchement : votre consultation ferme ${closes}${opens ? `, et l’équipe ne revient que ${opens}` : ''}. C’est trop tard pour qu’un expert vous réponde bien avant.`,
    'Ce qui sert encore : posez-moi vos questions maintenant, écrivez à l’acheteur sur sa plateforme, et déposez une première version complète en avance : la dernière déposée dans le délai compte seule. Votre dossier reste ouvert pour la suite.',
  ],
  claimed: (name: string): string =>
    `${name}, de la Fabrique, a pris votre dossier et vous répond ici. L’assistant se tait jusqu’à la fin de l’échange.`,
  transferred: (to: string | undefined): string =>
    to
      ? `Votre dossier passe à ${to}, de la Fabrique, qui a tout l’échange sous les yeux.`
      : 'Votre dossier est remis dans la file : un autre expert va le reprendre, avec tout l’échange sous les yeux. D’ici là, l’assistant peut vous répondre.',
  ended: {
    answered: (name: string): string => `${name} a terminé l’échange.`,
    redirected: (name: string): string => `${name} a terminé l’échange, après vous avoir orienté.`,
    unanswered: (name: string): string =>
      `${name} a terminé l’échange sans pouvoir répondre à tout. Nous le notons, pour mieux faire.`,
    too_late: (name: string): string =>
      `${name} a terminé l’échange : la date limite ne permettait plus de vous aider.`,
    duplicate: (name: string): string =>
      `${name} a terminé l’échange : la même demande est suivie dans un autre dossier.`,
    returned: (name: string): string => `${name} vous rend à l’assistant.`,
    cancelled: (): string => 'C’est noté : aucun expert ne sera dérangé.',
    ended_by_company: (): string => 'Vous avez terminé l’échange avec l’expert.',
    expired: (): string =>
      'Sans nouvelles de votre part, l’échange avec l’expert est terminé. Rien n’est perdu : demandez un expert pour le rouvrir.',
    erased: (): string => 'Vos données sont supprimées, et votre dossier est clos.',
  } as const,
  botIsBack:
    '— Fin de l’échange avec l’équipe. L’assistant vous répond de nouveau ; il repart de zéro, sans reprendre la demande précédente.',
  alreadyOver:
    'Votre demande d’expert est arrivée quand l’échange se terminait. Si vous en avez encore besoin, rouvrez-le.',
  rate: 'Cet échange vous a-t-il aidé ?',
  /** @param isTold whether the message that says so reached the team: nothing is called told that nobody was told */
  stillWaiting: ({ answerBy, isTold, looksAt }: StillWaiting): string =>
    [
      `Votre dossier attend toujours un expert, plus longtemps que prévu${isTold ? ' : nous l’avons signalé à l’équipe' : ''}.`,
      ...(isTold ? [] : [looksAt ?? caseTexts.looksSometime]),
      ...(answerBy ? [`Nouvelle échéance : ${answerBy}.`] : []),
      'L’assistant peut vous aider d’ici là.',
    ].join(' '),
  looksSometime: 'Je ne peux pas vous dire quand l’équipe le regardera.',
  looksNow: 'L’équipe travaille en ce moment : elle le verra aujourd’hui, en ouvrant sa liste de dossiers.',
  looksFrom: (moment: string): string => `L’équipe ouvre sa liste de dossiers ${moment}.`,
  expertAway: (name: string, opens: string | undefined): string =>
    `${name} n’est pas disponible pour le moment${opens ? ` ; l’équipe revient ${opens}` : ''}. Votre message l’attend. Si vous préférez ne pas attendre, vous pouvez reprendre avec l’assistant.`,
  reminder: (name: string): string =>
    `${name} attend votre réponse. Sans nouvelles d’ici deux jours ouvrés, l’échange sera terminé ; vous pourrez le rouvrir.`,
  someExpert: 'Un expert',
  speaker: (name: string): string => `${name} — la Fabrique`,
  corrected: (name: string, text: string): string => `Correction de ${name} : ${text}`,
  withdrawn: (name: string, text: string): string =>
    `${name} a retiré un message ; n’en tenez plus compte : « ${text} »`,
  noCase: 'Aucun échange avec un expert n’est en cours ici.',
  noTranscript: 'Il n’y a pas encore eu d’échange avec un expert dans cette conversation.',
  transcript: (number: number): string => `Voici la transcription du dossier ${number}.`,
  /** What the file of a transcript opens with. */
  transcriptHead: (number: number, made: string): string =>
    `La Hotline de la Fabrique des Marchés Responsables\nTranscription du dossier ${number}, faite le ${made} (heure de Paris)`,
  transcriptSource: (title: string, section: string, articles: readonly string[]): string =>
    `Source : ${title}, « ${section} »${articles.length > 0 ? ` (${articles.join(', ')})` : ''}`,
  transcriptName: (number: number): string => `transcription-dossier-${number}.txt`,
  buttons: {
    noDeadline: 'Pas de date limite',
    thisNumber: 'Oui, à ce numéro',
    thatMoment: (moment: string): string => `${moment.slice(0, 1).toUpperCase()}${moment.slice(1)}`,
    cancel: 'Je n’ai pas besoin d’expert',
    end: 'Reprendre avec l’assistant',
    reopen: 'Rouvrir avec un expert',
    transcript: 'Recevoir la transcription',
  },
} as const;

/** States of a case, in the words of `suivi`. */
export const caseStatusText = (one: {
  number: number;
  on: string;
  state: string;
  owner: string | undefined;
  answerBy: string | undefined;
  /** How they would be called back. */
  callBack?: { readonly phone?: string | undefined; readonly when?: string | undefined } | undefined;
}): string => {
  const opened = `Dossier ${one.number}, ouvert le ${one.on} : `;
  switch (one.state) {
    case 'open':
      return `${opened}il attend un expert${one.answerBy ? `, réponse attendue au plus tard ${one.answerBy}` : ''}.${one.callBack?.phone ? ` Pour le rappel, il a votre numéro : ${[one.callBack.phone, one.callBack.when].filter(Boolean).join(', ')}.` : ''}`;
    case 'waiting_company':
      return `${opened}${one.owner} vous a répondu et attend votre message.`;
    case 'closed':
      return `${opened}terminé.`;
    default:
      return `${opened}suivi par ${one.owner}.`;
  }
};
