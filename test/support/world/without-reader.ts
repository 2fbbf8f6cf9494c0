/**
 * Settings under which the reader is not loaded: most tests are about something else, and it takes memory and a second
 * each time. One suite has the real one.
 */
export const WITHOUT_READER = { EMBEDDINGS_PROVIDER: 'static' } as const;
