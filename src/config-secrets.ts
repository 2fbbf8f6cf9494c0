import type { Config } from './config.ts';

/** Every secret that a configuration holds: what no log shows, even when somebody repeats it to the hotline. */
export function secretsOf({ databaseUrl, llm, embeddings, channels }: Config): readonly string[] {
  const { teams, slack, telegram } = channels;
  return [
    ...(databaseUrl && URL.canParse(databaseUrl) ? passwordsOf(new URL(databaseUrl)) : []),
    llm?.apiKey,
    embeddings.provider === 'openai' ? embeddings.apiKey : undefined,
    teams?.appPassword,
    slack?.botToken,
    slack?.mode.type === 'http' ? slack.mode.signingSecret : slack?.mode.appToken,
    telegram?.botToken,
    telegram?.mode.type === 'webhook' ? telegram.mode.secret : undefined,
  ].filter((secret) => secret !== undefined);
}

/** A password as it is written in an address, and as it is. */
function passwordsOf({ password }: URL): string[] {
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
