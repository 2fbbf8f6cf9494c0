/** What a wish is about, as a question that is asked beside it would name it. */
const SUBJECTS: ReadonlyMap<string, string> = new Map([
  ['referencing', 'le référencement à la Fabrique'],
  ['training.apply', 'la session d’entraînement de la Fabrique'],
  ['alerts', 'les alertes de la Fabrique'],
  ['handoff', 'parler à un expert de la Fabrique'],
]);

/** What is asked of these wishes where a question beside them names nothing: « c’est gratuit ? »; the last one first. */
export const subjectsOf = (wishes: readonly string[]): readonly string[] =>
  wishes.flatMap((wish) => SUBJECTS.get(wish) ?? []).toReversed();
