import { articlesIn } from '#src/reference/article-number.ts';

/** An article number as one exact token, which no ordinary word can be. */
export const articleToken = (article: string): string => `§${article}`;

/** Article tokens of a text: « R. 2122-8 » and « article 2122-8 » both give `§R2122-8`. */
export const articleTokens = (text: string): string[] => articlesIn(text).map(articleToken);
