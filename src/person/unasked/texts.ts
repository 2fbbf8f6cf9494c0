/** What people read of what they are told unasked, whatever it is about. */
export const unaskedTexts = {
  hint: 'Pour ne plus recevoir de message que vous n’avez pas demandé, écrivez « stop ».',
  button: 'Ne plus me prévenir',
  stopped:
    'C’est noté : nous ne vous écrirons plus de nous-mêmes. Vous pouvez toujours poser vos questions ici ; nous y répondrons.',
  stoppedNobody:
    'C’est noté. Dans un groupe, nous n’écrivons jamais de nous-mêmes. Vous pouvez toujours poser vos questions ici.',
} as const;
