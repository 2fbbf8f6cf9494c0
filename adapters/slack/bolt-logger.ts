import type { Logger, LogLevel } from '@slack/bolt';

/** Tokens of Slack, wherever they stand in a text. */
const SECRETS = /\b(?:xox[a-z]|xapp)-[\w-]+|ticket=[^&\s"]+/g;
export const withoutSecrets = (text: string): string => text.replace(SECRETS, '[secret]');

/** What Bolt and its clients log: problems only, without secrets; their detail levels would print people's words. */
export function boltLogger(onError: (error: unknown) => void): Logger {
  const say = (...parts: unknown[]) => {
    onError(new Error(withoutSecrets(`slack: ${parts.map(String).join(' ')}`)));
  };
  return {
    debug: () => {},
    info: () => {},
    warn: say,
    error: say,
    setLevel: () => {},
    getLevel: () => 'warn' as LogLevel,
    setName: () => {},
  };
}
