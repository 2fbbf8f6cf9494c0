import { randomUUID } from 'node:crypto';
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from 'botbuilder';
import { type ChannelAdapter, type ChannelHost, type InboundMessage, NotTaken } from '#src/channel/port.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { readAddress } from './address.ts';
import { type CardAnswer, cardAnswer, errorAnswer, sentenceAnswer } from './cards/answer.ts';
import { type CardData, stateAfter } from './cards/data.ts';
import { drawnForDesk } from './cards/desk-answer.ts';
import { isInDesk, TeamsDesk } from './desk.ts';
import { CHANNEL, type Parsed, parseActivity, type Rating } from './parse.ts';
import type { TeamsActivity } from './receive/activity.ts';
import { authenticate, authOptions, credentialsOf, type Identity } from './receive/bot-auth.ts';
import { createGateway, type Reply } from './receive/gateway.ts';
import { OnceKeys } from './receive/once.ts';
import { createTrust } from './receive/trust.ts';
import { renderPressed, renderSentence } from './render.ts';
import { createConnectorHttp } from './send/connector-http.ts';
import { createOutside } from './send/outside.ts';
import { RateLimits } from './send/rate-limits.ts';
import { Sender } from './send/sender.ts';
import { BotToken, checkIdentity } from './send/token.ts';
import { WorkingSigns } from './send/working-sign.ts';
import { teamsErrors, teamsTexts } from './texts.ts';

interface TeamsAdapterSettings {
  readonly auth: 'on' | 'off';
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  readonly allowedTenants: readonly string[];
  readonly serviceHosts: readonly string[];
  readonly loginUrl: string | undefined;
  readonly openIdUrl: string | undefined;
  readonly serviceUrl?: string | undefined;
  readonly deskChannel?: string | undefined;
  /** How many times faster than the documented pace of Teams; 1 when absent. */
  readonly rateFactor?: number | undefined;
  readonly linkToFile: (fileId: string) => string;
  readonly onError: (error: unknown) => void;
}

type InvokeResponse = Awaited<ReturnType<CloudAdapter['processActivity']>>;

/** The SDK's adapter, with its turn open: our own door has already checked who calls. */
class Turns extends CloudAdapter {
  run(identity: Identity, activity: Activity, logic: (context: TurnContext) => Promise<void>) {
    return this.processActivity(identity, activity, logic);
  }
}

type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
type ConnectorClient = Awaited<ReturnType<ConnectorFactory['create']>>;
type UserTokenClient = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>>;
/** Services whose client is kept: Teams has one for each region. */
const CLIENTS = 32;

/** The SDK's authentication, with one client for each service: it would build two at each turn and at each message. */
class Authentication extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new Map<string, Promise<ConnectorClient>>();
  #userTokens: Promise<UserTokenClient> | undefined;

  override async authenticateRequest(
    ...request: Parameters<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
  ) {
    const result = await super.authenticateRequest(...request);
    return { ...result, connectorFactory: this.createConnectorFactory(result.claimsIdentity) };
  }

  override createConnectorFactory(
    ...given: Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>
  ) {
    const factory = super.createConnectorFactory(...given);
    return {
      create: (serviceUrl, audience) => {
        const known = this.#connectors.get(serviceUrl) ?? factory.create(serviceUrl, audience);
        this.#connectors.set(serviceUrl, known);
        const [oldest] = this.#connectors.keys();
        if (this.#connectors.size > CLIENTS && oldest !== undefined) this.#connectors.delete(oldest);
        return known;
      },
    } satisfies ConnectorFactory;
  }

  override createUserTokenClient(
    ...given: Parameters<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>
  ) {
    this.#userTokens ??= super.createUserTokenClient(...given);
    return this.#userTokens;
  }
}

const OK: Reply = { status: 200 };

/**
 * Microsoft Teams. A turn only understands what came and gives it to the core: answers leave later by a kept address,
 * for the SDK's context dies with its request.
 */
export function createTeamsAdapter(settings: TeamsAdapterSettings): ChannelAdapter {
  const { onError, linkToFile } = settings;
  const token = new BotToken(settings);
  const authentication = new Authentication(
    authOptions(settings.appId, settings.openIdUrl),
    credentialsOf(settings, token),
    undefined,
    undefined,
    { httpClient: createConnectorHttp() },
  );
  const turns = new Turns(authentication);
  const outside = new CloudAdapter(authentication);
  const trust = createTrust(settings);
  const limits = new RateLimits(settings.rateFactor ?? 1);
  const once = new OnceKeys();

  const { post, change, open } = createOutside(outside, settings.appId, () => token.forget());
  const signs = new WorkingSigns(post, limits, onError);
  const desk = new TeamsDesk(settings);
  const sender = new Sender({ post, change, open, desk, limits, signs, trust, linkToFile });

  let host: ChannelHost | undefined;
  const theHost = (): ChannelHost => {
    if (!host) throw new HotlineError('unavailable', teamsErrors.unavailable);
    return host;
  };

  const receive = async (message: InboundMessage): Promise<void> => {
    const address = readAddress(message.address);
    if (address && !message.desk && message.content.type !== 'left') signs.watch(theHost(), address);
    await theHost().receive(message);
  };

  const act = createActs(receive, once, createPresses(theHost, desk, linkToFile));

  turns.onTurnError = (context, error) => tellFailure(context, error, onError);

  const handle = async (activity: TeamsActivity, raw: unknown, identity: Identity): Promise<Reply> => {
    desk.learn(activity.serviceUrl);
    // Answers never go back in the request, whatever it asks.
    const turned = { ...(raw as Activity), deliveryMode: 'normal' };
    const response: InvokeResponse = await turns.run(identity, turned, async (context) => {
      const reply = await act(parseActivity(activity, desk.channel), activity);
      if (activity.type === 'invoke') await respond(context, reply);
    });
    return response ?? OK;
  };

  const handler = createGateway<Identity>({
    trust,
    handle,
    onError,
    authenticate: (activity, header) =>
      authenticate(authentication, { auth: settings.auth, activity, header }, onError),
  });

  return {
    name: CHANNEL,
    routes: [{ path: '/api/messages', handler }],
    start: async (given) => {
      // Messages are received even while Microsoft does not give the token that answers them.
      host = given;
      if (settings.auth === 'on') await checkIdentity(token);
    },
    send: (address, message) => sender.send(address, message),
    stop: async () => {
      signs.stop();
      host = undefined;
    },
  };
}

/** What the buttons of a card answer: the card itself, drawn as it is after the press. */
function createPresses(
  theHost: () => ChannelHost,
  desk: TeamsDesk,
  linkToFile: TeamsAdapterSettings['linkToFile'],
) {
  /** The card of a press, drawn anew; a sentence when its message is no longer there. */
  const drawn = async (data: CardData, key: string, otherwise: string): Promise<CardAnswer> => {
    if (isInDesk(key, desk.channel)) return drawnForDesk(data, desk, { linkToFile });
    const past = await theHost().history(CHANNEL, key, { after: data.seq - 1 });
    const message = past.items.find(({ id }) => id === data.card);
    if (!message || message.author === 'company') return sentenceAnswer(otherwise);
    return cardAnswer(renderPressed(message, stateAfter(data), { linkToFile }));
  };
  const rate = async (data: Rating, key: string): Promise<CardAnswer> => {
    const { card: messageId, rating, reason } = data;
    const feedback = { messageId, rating, ...(reason ? { reason } : {}) };
    if (!(await theHost().feedback(CHANNEL, key, feedback))) return sentenceAnswer(teamsTexts.ratingGone);
    return drawn(data, key, teamsTexts.thanks);
  };
  return { drawn, rate };
}

/** What each kind of thing that Teams sends has us do, and what its request is answered. */
function createActs(
  receive: (message: InboundMessage) => Promise<void>,
  once: OnceKeys,
  { drawn, rate }: ReturnType<typeof createPresses>,
) {
  return async (parsed: Parsed, activity: TeamsActivity): Promise<Reply> => {
    switch (parsed.to) {
      case 'receive':
        for (const message of parsed.messages) await receive(message);
        return OK;
      case 'receive-once':
        await receive({ ...parsed.message, deliveryId: once.idOf(parsed.key, parsed.at ?? Date.now()) });
        if (!parsed.pressed) return OK;
        return { status: 200, body: await drawn(parsed.pressed, activity.conversation.id, teamsTexts.noted) };
      case 'rate': {
        const answer = await rate(parsed.data, activity.conversation.id);
        return parsed.invoke ? { status: 200, body: answer } : OK;
      }
      case 'ignore':
        return OK;
      case 'refuse-invoke':
        return parsed.known
          ? { status: 200, body: errorAnswer(400, teamsTexts.unreadablePress) }
          : { status: 501 };
      default:
        return parsed satisfies never;
    }
  };
}

/** Says that a turn failed, with what finds it in the log. When this fails too, the request fails, and Teams delivers again. */
async function tellFailure(
  context: TurnContext,
  error: Error,
  onError: (error: unknown) => void,
): Promise<void> {
  const reference = randomUUID().slice(0, 8);
  const isFailure = !(error instanceof NotTaken);
  if (isFailure) onError(new Error(`turn ${reference} failed`, { cause: error }));
  const sentence = isFailure ? teamsTexts.failed(reference) : error.message;
  if (context.activity.type === 'invoke')
    await respond(context, { status: 200, body: errorAnswer(500, sentence) });
  else await context.sendActivity(renderSentence(sentence));
}

const respond = (context: TurnContext, value: Reply) =>
  context.sendActivity({ type: 'invokeResponse', value } as Partial<Activity>);
