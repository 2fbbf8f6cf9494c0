/** First letter in upper case: words that begin a sentence. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** First letter in lower case: a sentence that goes on another one. */
export const uncapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
