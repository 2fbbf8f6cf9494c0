/*
 * Kinds of what is said unasked, as messages keep them. All of these are said whoever holds the conversation: somebody
 * waits for them, or they end something.
 */

/** What is said of the hotline's own limits. */
export const NOTICE_KIND = 'notice';
/** What is said of one's own data: like the end of a case, it holds nobody up. */
export const PRIVACY_KIND = 'privacy';
/** What is said on the way to a confirmed address, and to a link between channels: codes live for minutes. */
export const CONTACT_KIND = 'contact';
/** What is said of a wish to be put in touch: both sides wait for it. */
export const INTRODUCTION_KIND = 'introduction';
/** What is told unasked about a session: it answers nothing. */
export const NEWS_KIND = 'training-news';
