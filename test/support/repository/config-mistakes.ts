import { readConfig } from '#src/config/config.ts';
import { HotlineError } from '#src/platform/errors.ts';

/** What is wrong in an environment, one line a mistake. */
export function mistakesOf(env: Readonly<Record<string, string | undefined>>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof HotlineError) || error.code !== 'config') throw error;
    return error.message.split('\n').slice(1);
  }
}
