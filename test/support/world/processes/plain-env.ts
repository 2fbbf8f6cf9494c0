import { WITHOUT_READER } from '#support/world/without-reader.ts';

const { PATH = '', NODE_COMPILE_CACHE } = process.env;

/** What a process under test gets of this one's environment: nothing of the tester's own settings leaks in. */
export const PLAIN_ENV: Readonly<Record<string, string>> = {
  PATH,
  ...WITHOUT_READER,
  ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }),
};
