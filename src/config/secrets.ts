import type { Config } from './config.ts';

/** Every secret that a configuration holds: what no log shows, even when somebody repeats it to the hotline. */
export function secretsOf(config: Config): readonly string[] {
  const { databaseUrl, llm, embeddings, channels, signIn, mail, operators } = config;
  const { teams, slack, telegram } = channels;
  return [
    ...passwordsOf(databaseUrl),
    ...passwordsOf(mail?.url),
    mail?.bouncesToken,
    signIn.oidc?.clientSecret,
    operators.statusToken,
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
function passwordsOf(address: string | undefined): string[] {
  if (address === undefined || !URL.canParse(address)) return [];
  const { password } = new URL(address);
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
