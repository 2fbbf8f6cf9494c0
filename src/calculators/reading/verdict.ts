/** What a question is answered in a word; nothing where neither would be true. */
export type Verdict = 'oui' | 'non' | undefined;
