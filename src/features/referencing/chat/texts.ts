/** To who asks whether they may be referenced as they are, where no page answers. */
export const mayJoinText = (): string[] => [
  'Le référencement est gratuit et s’adresse aux entreprises locales engagées. La Fabrique est ouverte en Île-de-France et en Région Sud.',
  'Ailleurs, vous pouvez déjà remplir votre fiche : elle est gardée, et l’équipe vous dira quand votre territoire ouvre. Si votre situation est particulière, l’équipe la regardera ; un expert peut aussi vous répondre.',
];

export const signUpButtonText = 'Me référencer';
