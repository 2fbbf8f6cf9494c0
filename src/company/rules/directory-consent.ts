/**
 * The consent to be shown in the public directory, apart from those of the sign-up form: `version` is that of the words
 * by which it is asked, and changes with them.
 */
export const DIRECTORY_CONSENT = { purpose: 'directory', version: '2026-11' } as const;
