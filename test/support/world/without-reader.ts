/**
 * Settings under which tests do not load the reader: most are about something else, and it takes memory and a second
 * each time. One suite has the real one; benches and playgrounds, which are no tests, have what people have.
 */
export const WITHOUT_READER: Readonly<Record<string, string>> = process.env.VITEST
  ? { EMBEDDINGS_PROVIDER: 'static' }
  : {};
