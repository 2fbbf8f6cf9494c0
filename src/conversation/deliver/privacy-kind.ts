/** The kind of what is said of one's own data: like the end of a case, it is said whoever holds the conversation. */
export const PRIVACY_KIND = 'privacy';
