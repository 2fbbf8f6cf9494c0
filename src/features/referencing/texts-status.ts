/** What somebody is told who asks where their sign-up stands. */
export const signUpStatusTexts = {
  signUpBegun: 'Votre référencement est commencé. Écrivez « reprendre » pour le finir.',
  referenced: (company: string): string =>
    `${company || 'Votre entreprise'} est référencée. Écrivez « ma fiche » pour voir sa fiche.`,
};
