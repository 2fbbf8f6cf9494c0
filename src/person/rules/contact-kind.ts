/** The kind of what is said on the way to a confirmed address, and to a link between channels: codes live for minutes. */
export const CONTACT_KIND = 'contact';
