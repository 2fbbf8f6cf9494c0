/** The kind of what is said of the hotline's own limits: it is said whoever holds the conversation. */
export const NOTICE_KIND = 'notice';
