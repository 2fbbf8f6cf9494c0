import type { App, ReceiverEvent } from '@slack/bolt';

/**
 * Bolt acknowledges an event before its listeners run: a process that died between the two would lose the message.
 * Given to a receiver in place of the application, this acknowledges once the listeners are done, so that what is
 * acknowledged is saved; when they fail, Slack gets no acknowledgement and delivers again.
 */
export function acknowledgeAfter(app: App): App {
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    let answer: unknown;
    const ack = async (given?: unknown) => {
      answer = given;
    };
    await app.processEvent({ ...event, ack });
    await event.ack(answer);
  };
  return { processEvent } as unknown as App;
}
