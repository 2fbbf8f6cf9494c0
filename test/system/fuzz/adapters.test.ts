import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEvent, type SlackIdentity } from '#adapters/slack/parse.ts';
import { parseActions, parseCommand, parseReason } from '#adapters/slack/receive/parse-interaction.ts';
import { parseActivity } from '#adapters/teams/parse.ts';
import { readActivity } from '#adapters/teams/receive/activity.ts';
import { parseUpdate } from '#adapters/telegram/parse.ts';
import { readButton } from '#adapters/telegram/render.ts';
import { parseAfter, parseFeedback, parseMessage, parseSeen } from '#adapters/web/parse.ts';
import type { InboundMessage } from '#src/channel/port.ts';
import { anyMessage, fuzz, mutatedEvent } from '#support/fuzz/fuzzing.ts';
import {
  SLACK_EVENTS,
  TEAMS_ACTIVITIES,
  TELEGRAM_UPDATES,
  WEB_BODIES,
} from '#support/fuzz/platform-events.ts';

const RUNS = 3_000;
const NOW = Date.parse('2026-11-24T10:00:00Z');
const slack: SlackIdentity = { teamId: 'T1', botUserId: 'UBOT', botId: 'BBOT', deskChannel: 'CDESK' };
const telegram = { id: 42, username: 'Hotline_bot' };

/** Whatever was sent, what goes on is what every store can keep. */
function canBeKept(messages: readonly InboundMessage[]): void {
  for (const { conversationKey, deliveryId, content } of messages) {
    expect(conversationKey).toEqual(expect.any(String));
    expect(deliveryId).toEqual(expect.any(String));
    const text = ('text' in content ? content.text : undefined) ?? '';
    expect([typeof text, text.includes('\u0000'), text.isWellFormed()]).toEqual(['string', false, true]);
  }
}

describe('whatever a platform sends', () => {
  it('Teams is read or refused', () => {
    fuzz(mutatedEvent(TEAMS_ACTIVITIES), RUNS, (body) => {
      const activity = readActivity(body);
      const parsed = activity && parseActivity(activity, 'a:1');
      if (parsed?.to === 'receive') canBeKept(parsed.messages);
      if (parsed?.to === 'receive-once') canBeKept([parsed.message]);
    });
  });

  it('Slack is read or refused', () => {
    fuzz(mutatedEvent(SLACK_EVENTS), RUNS, (body) => {
      const parsed = parseEvent(body, slack);
      if (parsed.type === 'messages') canBeKept(parsed.messages);
      parseActions(body, slack, NOW);
      const command = parseCommand(body, slack, NOW);
      if (command) canBeKept([command]);
      parseReason(body);
    });
  });

  it('Telegram is read or refused', () => {
    fuzz(mutatedEvent(TELEGRAM_UPDATES), RUNS, (body) => {
      const parsed = parseUpdate(body, telegram);
      if (parsed.type === 'messages') canBeKept(parsed.messages);
    });
    fuzz(anyMessage(), 500, (data) => void readButton(data));
  });

  it('the page is read or refused, in French', () => {
    fuzz(mutatedEvent(WEB_BODIES), RUNS, (body) => {
      const said = parseMessage(body, 'web:1');
      if (said.ok) canBeKept([said.value]);
      else expect(said.error).toMatch(/\p{L}/u);
      parseFeedback(body);
      parseSeen(body);
    });
    fuzz(fc.oneof(anyMessage(), fc.anything()), 500, (value) => void parseAfter(value));
  });

  it('bodies of no shape at all are refused', () => {
    fuzz(fc.anything({ maxDepth: 3 }), RUNS, (body) => {
      expect(readActivity(body)).toBeUndefined();
      expect(parseEvent(body, slack).type).toBe('ignored');
      expect(parseUpdate(body, telegram).type).not.toBe('messages');
      expect(parseMessage(body, 'web:1').ok).toBe(false);
    });
  });
});
