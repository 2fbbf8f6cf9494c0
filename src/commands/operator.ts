import { userInfo } from 'node:os';
import type { Actor } from '#src/platform/web/traces/store/traces.ts';
import { cliTexts } from './texts.ts';

/** Who runs a command, as traces name them: the user of the system. Whoever holds the machine may choose another. */
export function operator(): Actor {
  const user = userName();
  return { key: `cli:${user}`, name: cliTexts.operator(user) };
}

/** In a container a user may have a number and no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? cliTexts.noUser);
  }
}
