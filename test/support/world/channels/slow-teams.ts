import { type OpenAiServer, startOpenAiServer } from '#support/fakes/model/server.ts';
import { TeamsPeer } from './teams-peer.ts';

const ANSWER =
  'Oui, si le marché dépasse 50 000 € HT et dure plus de 2 mois, face à une collectivité ou à l’État [1].';

/** Teams with a hotline whose model takes as long as a test wants. */
export class SlowTeams implements AsyncDisposable {
  readonly model: OpenAiServer;
  readonly peer: TeamsPeer;
  /** Lets the model speak. */
  release: () => void = () => {};

  private constructor(model: OpenAiServer, peer: TeamsPeer) {
    this.model = model;
    this.peer = peer;
  }

  static async open(): Promise<SlowTeams> {
    const model = await startOpenAiServer();
    const settings = { LLM_BASE_URL: model.url, LLM_MODEL: 'test', LLM_TIMEOUT_MS: '60000' };
    return new SlowTeams(model, await TeamsPeer.open({ settings }));
  }

  /** The model keeps its next answer until it is released. */
  hold(): void {
    const held = Promise.withResolvers<void>();
    this.release = held.resolve;
    this.model.chat({ kind: 'text', text: ANSWER, hold: held.promise });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.peer[Symbol.asyncDispose]();
    await this.model[Symbol.asyncDispose]();
  }
}
