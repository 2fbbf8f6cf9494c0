import { describe, expect, it } from 'vitest';
import { readConfig } from '#src/config/config.ts';
import { mistakesOf } from '#support/repository/config-mistakes.ts';

describe('the bounds of what is stored', () => {
  it('have usual values, and the operator’s when they are given', () => {
    expect(readConfig({}).bounds).toEqual({
      conversationBytes: 1_000 * 1_024,
      addressBytes: 10_000 * 1_024,
      diskFloorMb: undefined,
    });
    const set = { DAILY_KB_PER_CONVERSATION: '50', DAILY_KB_PER_ADDRESS: '0', DISK_FLOOR_MB: '500' };
    expect(readConfig(set).bounds).toEqual({
      conversationBytes: 50 * 1_024,
      addressBytes: undefined,
      diskFloorMb: 500,
    });
  });

  it.each([
    ['DAILY_KB_PER_CONVERSATION', '-1', 'un nombre de kilo-octets, de 0 à'],
    ['DAILY_KB_PER_ADDRESS', 'beaucoup', 'un nombre de kilo-octets'],
    ['DISK_FLOOR_MB', '1.5', 'un nombre de mégaoctets'],
  ])('%s=%s is a mistake', (name, value, sentence) => {
    expect(mistakesOf({ [name]: value }).join()).toContain(`${name} : ${sentence}`);
  });
});
