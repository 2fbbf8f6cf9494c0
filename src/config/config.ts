import { resolve } from 'node:path';
import { z } from 'zod';
import { HotlineError } from '#src/platform/errors.ts';
import { BOUNDS_VARIABLES, type BoundsConfig, readBounds } from './bounds.ts';
import { CHANNEL_VARIABLES, type ChannelsConfig, readChannels } from './channels.ts';
import { MAIL_VARIABLES, type MailConfig, readMail } from './mail.ts';
import { NOTICES_VARIABLES, type NoticesConfig, readNotices } from './notices.ts';
import { OPERATORS_VARIABLES, type OperatorsConfig, readOperators } from './operators.ts';
import { PRIVACY_VARIABLES, type PrivacyConfig, readPrivacy } from './privacy.ts';
import { isLoopbackHost, readSignIn, SIGN_IN_VARIABLES, type SignInConfig } from './sign-in.ts';

/** The language model that rewrites answers; absent, answers are extractive. */
export interface LlmConfig {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  /** Longest wait for a whole answer, in milliseconds; then the extractive answer is given. */
  readonly timeoutMs: number;
}

export type EmbeddingsConfig =
  | { readonly provider: 'reader' | 'static' }
  | {
      readonly provider: 'openai';
      readonly baseUrl: string;
      readonly model: string;
      readonly apiKey: string | undefined;
      readonly queryPrefix: string;
      readonly documentPrefix: string;
      readonly dimensions: number | undefined;
      readonly batchSize: number;
    };

/** Everything the environment decides. Frozen; nothing else reads `process.env`. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Address of the PostgreSQL database, with its password; absent, the store is a SQLite file of the data folder. */
  readonly databaseUrl: string | undefined;
  readonly knowledgeDir: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly publicUrl: string | undefined;
  /** Whom to write to about a weakness: a mail address, or a page over https. */
  readonly securityContact: string | undefined;
  readonly watchKnowledge: boolean;
  readonly llm: LlmConfig | undefined;
  readonly embeddings: EmbeddingsConfig;
  readonly channels: ChannelsConfig;
  readonly signIn: SignInConfig;
  /** Absent, no mail leaves. */
  readonly mail: MailConfig | undefined;
  /** The public directory of companies; absent, companies say everything themselves. */
  readonly companyApiUrl: string | undefined;
  readonly privacy: PrivacyConfig;
  readonly bounds: BoundsConfig;
  readonly operators: OperatorsConfig;
  /** Threads that read and answer what people write; as many as there are processors, two at most, when absent. */
  readonly workers: number | undefined;
  /** Whether the directory of referenced companies is public, and buyers may search it. */
  readonly directory: boolean;
  readonly notices: NoticesConfig;
}

/** Every variable that {@link readConfig} reads; `.env.example` documents each. */
export const VARIABLES = [
  'HOST',
  'PORT',
  'PUBLIC_URL',
  'SECURITY_CONTACT',
  'HOTLINE_DATA_DIR',
  'DATABASE_URL',
  'HOTLINE_KNOWLEDGE_DIR',
  'HOTLINE_WATCH',
  'LOG_LEVEL',
  'HOTLINE_WORKERS',
  'LLM_BASE_URL',
  'LLM_MODEL',
  'LLM_API_KEY',
  'LLM_TIMEOUT_MS',
  'EMBEDDINGS_PROVIDER',
  'EMBEDDINGS_BASE_URL',
  'EMBEDDINGS_MODEL',
  'EMBEDDINGS_API_KEY',
  'EMBEDDINGS_QUERY_PREFIX',
  'EMBEDDINGS_DOC_PREFIX',
  'EMBEDDINGS_DIMENSIONS',
  'EMBEDDINGS_BATCH',
  ...CHANNEL_VARIABLES,
  ...SIGN_IN_VARIABLES,
  ...MAIL_VARIABLES,
  ...PRIVACY_VARIABLES,
  ...BOUNDS_VARIABLES,
  ...OPERATORS_VARIABLES,
  'COMPANY_API_URL',
  'DIRECTORY',
  ...NOTICES_VARIABLES,
] as const;
type Variable = (typeof VARIABLES)[number];

/** Where the State serves its directory of companies. */
const DEFAULT_COMPANY_API = 'https://recherche-entreprises.api.gouv.fr';

const url = z.url({ protocol: /^https?$/ });
const address = z.string().refine(isPostgresUrl);
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** Addresses, each with the secret that is sent to it. */
const SECRETS_SENT = [
  ['LLM_BASE_URL', 'LLM_API_KEY'],
  ['EMBEDDINGS_BASE_URL', 'EMBEDDINGS_API_KEY'],
  ['SLACK_API_URL', 'SLACK_BOT_TOKEN'],
  ['TELEGRAM_API_ROOT', 'TELEGRAM_BOT_TOKEN'],
  ['TELEGRAM_WEBHOOK_URL', 'TELEGRAM_WEBHOOK_SECRET'],
  ['TEAMS_LOGIN_URL', 'TEAMS_APP_PASSWORD'],
  ['TEAMS_SERVICE_URL', 'TEAMS_APP_PASSWORD'],
] as const;

/**
 * Reads the environment. An empty variable counts as absent.
 * @throws HotlineError `config` listing ALL the mistakes, in French
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const mistakes: string[] = [];
  const get = <T>(name: Variable, schema: z.ZodType<T>, expected: string, fallback: T): T => {
    const value = env[name]?.trim();
    if (!value) return fallback;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    mistakes.push(`${name} : ${expected}`);
    return fallback;
  };
  // A prefix such as « query: » ends with a space that matters.
  const text = (name: Variable) => (name.endsWith('_PREFIX') ? env[name] : env[name]?.trim()) || undefined;

  const publicUrl = get(
    'PUBLIC_URL',
    url,
    'une adresse http:// ou https://',
    undefined as string | undefined,
  );
  const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
  const config: Config = {
    host: text('HOST') ?? '127.0.0.1',
    port: get('PORT', whole(0, 65_535), 'un numéro de port, de 0 à 65535', 3978),
    publicUrl,
    securityContact: get(
      'SECURITY_CONTACT',
      z.union([z.email(), z.url({ protocol: /^https$/ })]),
      'une adresse mail, ou une page https://',
      undefined as string | undefined,
    ),
    dataDir: resolve(text('HOTLINE_DATA_DIR') ?? '.data'),
    databaseUrl: get('DATABASE_URL', address, POSTGRES_URL, undefined as string | undefined),
    knowledgeDir: resolve(text('HOTLINE_KNOWLEDGE_DIR') ?? 'knowledge'),
    watchKnowledge: get('HOTLINE_WATCH', z.enum(['on', 'off']), 'on ou off', 'on') === 'on',
    logLevel: get('LOG_LEVEL', z.enum(levels), levels.join(', '), 'info'),
    llm: readLlm(get, text, mistakes),
    embeddings: readEmbeddings(get, text, mistakes),
    channels: readChannels(text, mistakes),
    signIn: readSignIn(text, publicUrl, mistakes),
    mail: readMail(text, mistakes),
    companyApiUrl: readCompanyApi(get),
    privacy: readPrivacy(text, mistakes),
    bounds: readBounds(text, mistakes),
    operators: readOperators(text, mistakes),
    workers: get('HOTLINE_WORKERS', whole(1, 16), 'un nombre de 1 à 16', undefined as number | undefined),
    directory: get('DIRECTORY', z.enum(['on', 'off']), 'on ou off', 'off') === 'on',
    notices: readNotices(text, mistakes),
  };
  checkClearText(
    SECRETS_SENT.map(([name, secret]) => ({
      name,
      secret,
      address: text(name),
      isGiven: text(secret) !== undefined,
    })),
    mistakes,
  );
  // Without its tokens, whoever reaches this address speaks for anybody on Teams.
  if (config.channels.teams?.auth === 'off' && !isLoopbackHost(config.host))
    mistakes.push('TEAMS_AUTH : « off » demande que HOST soit cette machine (127.0.0.1), à personne d’autre');
  if (mistakes.length > 0) throw toCorrect(mistakes);
  return Object.freeze(config);
}

const toCorrect = (mistakes: readonly string[]): HotlineError =>
  new HotlineError(
    'config',
    `La configuration est à corriger :\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`,
  );

/** What an address of a PostgreSQL database looks like, for messages. */
export const POSTGRES_URL =
  'une adresse postgres://utilisateur:motdepasse@serveur:5432/base (les signes / @ : # ? % du mot de passe s’écrivent %2F %40 %3A %23 %3F %25)';

/** Whether a text is the whole address of a PostgreSQL database: a server, and the name of a database. */
export function isPostgresUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    url !== undefined &&
    /^postgres(?:ql)?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    /^\/[^/@]+$/.test(url.pathname)
  );
}

/** Off unless the operator says so: a SIRET then leaves for a service of the State. */
function readCompanyApi(get: Getter): string | undefined {
  const schema = z.union([z.enum(['on', 'off']), url]);
  const said = get('COMPANY_API_URL', schema, 'on, off ou une adresse http:// ou https://', 'off');
  if (said === 'off') return undefined;
  return said === 'on' ? DEFAULT_COMPANY_API : said;
}

type Getter = <T>(name: Variable, schema: z.ZodType<T>, expected: string, fallback: T) => T;
type TextGetter = (name: Variable) => string | undefined;

function readLlm(get: Getter, text: TextGetter, mistakes: string[]): LlmConfig | undefined {
  const model = text('LLM_MODEL');
  const baseUrl = get(
    'LLM_BASE_URL',
    url,
    'une adresse http:// ou https://',
    undefined as string | undefined,
  );
  const timeoutMs = get('LLM_TIMEOUT_MS', whole(1_000, 120_000), 'un nombre de 1000 à 120000', 8_000);
  if (!model && !text('LLM_BASE_URL')) return undefined;
  if (!model) mistakes.push('LLM_MODEL : à donner avec LLM_BASE_URL');
  if (!text('LLM_BASE_URL')) mistakes.push('LLM_BASE_URL : à donner avec LLM_MODEL');
  return model && baseUrl ? { baseUrl, model, apiKey: text('LLM_API_KEY'), timeoutMs } : undefined;
}

function readEmbeddings(get: Getter, text: TextGetter, mistakes: string[]): EmbeddingsConfig {
  const providers = z.enum(['reader', 'openai', 'static']);
  const provider = get('EMBEDDINGS_PROVIDER', providers, 'reader ou openai', 'reader');
  const baseUrl = get(
    'EMBEDDINGS_BASE_URL',
    url,
    'une adresse http:// ou https://',
    undefined as string | undefined,
  );
  const dimensions = get(
    'EMBEDDINGS_DIMENSIONS',
    whole(8, 8192),
    'un nombre de 8 à 8192',
    undefined as number | undefined,
  );
  const batchSize = get('EMBEDDINGS_BATCH', whole(1, 512), 'un nombre de 1 à 512', 32);
  if (provider !== 'openai') return { provider };
  const model = text('EMBEDDINGS_MODEL');
  if (!model) mistakes.push('EMBEDDINGS_MODEL : à donner avec EMBEDDINGS_PROVIDER=openai');
  if (!text('EMBEDDINGS_BASE_URL'))
    mistakes.push('EMBEDDINGS_BASE_URL : à donner avec EMBEDDINGS_PROVIDER=openai');
  return {
    provider,
    baseUrl: baseUrl ?? '',
    model: model ?? '',
    apiKey: text('EMBEDDINGS_API_KEY'),
    queryPrefix: text('EMBEDDINGS_QUERY_PREFIX') ?? '',
    documentPrefix: text('EMBEDDINGS_DOC_PREFIX') ?? '',
    dimensions,
    batchSize,
  };
}

/** A service that is sent a secret, by the variable that names its address. */
interface SecretAddress {
  readonly name: string;
  readonly address: string | undefined;
  /** The variable that holds the secret, where there is one. */
  readonly secret: string;
  readonly isGiven: boolean;
}

/**
 * Refuses addresses where a secret would leave in clear: over http://, except to this machine.
 * @param mistakes where mistakes are added; none repeats the secret
 */
function checkClearText(services: readonly SecretAddress[], mistakes: string[]): void {
  for (const { name, address, secret, isGiven } of services) {
    if (!isGiven || address === undefined || !URL.canParse(address)) continue;
    const { protocol, hostname } = new URL(address);
    if (protocol === 'http:' && !isLoopbackHost(hostname))
      mistakes.push(
        `${name} : une adresse https:// (${secret} partirait en clair ; http:// n’est permis que vers cette machine)`,
      );
  }
}
