import { describe, expect, it } from 'vitest';
import {
  isCivilHour,
  type MayBeTold,
  mayBeTold,
  type Reachable,
} from '#src/person/unasked/rules/may-be-told.ts';
import { stopSaid } from '#src/person/unasked/rules/stop-words.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';

const ANNE: Reachable = {
  personId: 'anne',
  channel: 'telegram',
  mode: 'bot',
  isUnreachable: false,
  hasStopped: false,
};

describe('Who may be told unasked', () => {
  it.each<[string, Partial<Reachable>, MayBeTold]>([
    ['somebody alone with the hotline', {}, 'now'],
    ['somebody who waits for an expert', { mode: 'waiting' }, 'now'],
    ['nobody in a group', { personId: undefined }, 'group'],
    ['nobody on the web, who may be gone', { channel: 'web' }, 'channel'],
    ['nobody who said stop', { hasStopped: true }, 'stopped'],
    ['nobody who left', { isUnreachable: true }, 'unreachable'],
    ['nobody while an expert holds', { mode: 'human' }, 'held'],
  ])('%s', (_, more, expected) => {
    expect(mayBeTold({ ...ANNE, ...more })).toBe(expected);
  });

  it.each([
    ['on a working day', '2026-11-30T09:00:00Z', true],
    ['from nine in Paris, in winter', '2026-11-30T08:00:00Z', true],
    ['not before', '2026-11-30T07:59:00Z', false],
    ['from nine in Paris, in summer', '2026-07-13T07:00:00Z', true],
    ['not at six in the evening', '2026-11-30T17:00:00Z', false],
    ['not on a Sunday', '2026-11-29T10:00:00Z', false],
    ['not on a public holiday', '2026-07-14T10:00:00Z', false],
    ['at nine on the Monday after the clocks went forward', '2026-03-30T07:00:00Z', true],
    ['not an hour before, as the clocks of the week before had it', '2026-03-30T06:59:00Z', false],
    ['at nine on the Monday after they went back', '2026-10-26T08:00:00Z', true],
    ['not before, as the clocks of the week before had it', '2026-10-26T07:30:00Z', false],
  ])('%s', (_, at, expected) => {
    expect(isCivilHour(Date.parse(at))).toBe(expected);
  });

  it.each(['STOP', 'stop.', 'stop svp'])('hears « %s », about what was spoken of last', (text) => {
    expect(stopSaid(bareWords(text))).toBe('bare');
  });

  it.each([
    'Ne m’écrivez plus svp',
    'ne me prévenez plus',
    'désabonnez-moi',
    'arrêtez de m’écrire',
    'Je ne veux plus recevoir de messages, merci.',
    'Merci de ne plus me contacter',
  ])('hears « %s », wherever it is said', (text) => {
    expect(stopSaid(bareWords(text))).toBe('plain');
  });

  it.each([
    'écrire',
    'me contacter',
    'le marché peut-il stopper ?',
    'stop au marché en cours, quelles pénalités ?',
    'peut-on arrêter de payer ?',
  ])('does not hear it in « %s »', (text) => {
    expect(stopSaid(bareWords(text))).toBeUndefined();
  });
});
