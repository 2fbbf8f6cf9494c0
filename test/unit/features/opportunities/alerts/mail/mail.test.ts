import { describe, expect, it } from 'vitest';
import type { Block } from '#src/channel/blocks.ts';
import { choices, listOf, words } from '#src/channel/make-blocks.ts';
import { alertButtons, noticeButtons } from '#src/features/opportunities/alerts/buttons.ts';
import { digestOfToken, drawToken } from '#src/features/opportunities/alerts/mail/link.ts';
import { mailBody, noticesIn } from '#src/features/opportunities/alerts/mail/render.ts';
import { stateBlocks, stateButtons } from '#src/features/opportunities/alerts/mail/state.ts';
import { mailSaid } from '#src/features/opportunities/alerts/rules/mail-said.ts';
import { asksOneClick } from '#src/features/opportunities/pages/unsubscribe/one-click.ts';
import { nextCivilHour } from '#src/person/unasked/rules/may-be-told.ts';
import { instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';

const title = (text: string, n: number): Block => ({
  type: 'paragraph',
  text: [{ text, strong: true, cites: [n] }],
});
const source = (n: number, url?: string) => ({
  n,
  documentId: `n${n}`,
  title: 'Ville',
  section: 'Avis',
  articles: [],
  url,
});

describe('The body of a mail of alerts', () => {
  const blocks: Block[] = [
    ...words('2 avis pour vous :'),
    title('1. Nettoyage', 1),
    listOf(['Ville de Pantin', 'À remettre avant le 2 février']),
    choices(noticeButtons.why('n1')),
    title('2. Peinture', 2),
    listOf(['Ville de Lyon']),
    { type: 'sources', items: [source(1, 'https://a.fr/1'), source(2)] },
    ...words('Et 2 autres.'),
    { type: 'note', tone: 'info', text: [{ text: 'Écrivez « stop »' }] },
    choices(alertButtons.show),
  ];

  it('gives each notice where it is read under it, in the order of the conversation, and no button', () => {
    expect(mailBody(blocks)).toBe(
      [
        '2 avis pour vous :',
        '1. Nettoyage',
        '- Ville de Pantin\n- À remettre avant le 2 février',
        'L’avis lui-même :\nhttps://a.fr/1',
        '2. Peinture',
        '- Ville de Lyon',
        'Et 2 autres.',
      ].join('\n\n'),
    );
    expect(noticesIn(blocks)).toBe(2);
  });

  it('gives at its end what no line names', () => {
    const told: Block[] = [
      ...words('La date est reportée.'),
      { type: 'sources', items: [source(1, 'https://a.fr/1')] },
    ];
    expect(mailBody(told)).toBe('La date est reportée.\n\nL’avis lui-même :\nhttps://a.fr/1');
  });
});

describe('The link of a mail', () => {
  it('is random, of 256 bits, and kept as a digest', () => {
    const tokens = Array.from({ length: 50 }, drawToken);
    expect(new Set(tokens).size).toBe(50);
    for (const token of tokens) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(32);
      expect(digestOfToken(token)).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it.each(['', 'x', 'é'.repeat(43), 'a'.repeat(44), `${'a'.repeat(42)}\n`])('is not %j', (token) => {
    expect(digestOfToken(token)).toBeUndefined();
  });
});

describe('A request that stops mails', () => {
  const part = (name: string, value: string, boundary = 'x') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--${boundary}--\r\n`;
  it.each([
    'List-Unsubscribe=One-Click',
    'List-Unsubscribe=One-Click\r\n',
    part('List-Unsubscribe', 'One-Click'),
    part('List-Unsubscribe', 'One-Click', '----WebKitFormBoundary7MA4YWxkTrZu0gW'),
    part('List-Unsubscribe', 'One-Click').replaceAll('\r\n', '\n'),
  ])('says so: %j', (body) => {
    expect(asksOneClick(body)).toBe(true);
  });

  it.each([
    undefined,
    {},
    '',
    'One-Click',
    'List-Unsubscribe=',
    'List-Unsubscribe=Two-Click',
    'x=List-Unsubscribe=One-Click',
    part('Other', 'One-Click'),
    part('List-Unsubscribe', 'No'),
  ])('is not %j', (body) => {
    expect(asksOneClick(body)).toBe(false);
  });
});

describe('What words say of mails', () => {
  it.each([
    ['je veux mes alertes par mail', 'wanted'],
    ['envoyez-les aussi par e-mail', 'wanted'],
    ['plus souvent par mail', 'wanted'],
    ['et en plus par courriel', 'wanted'],
    ['je ne veux plus d’alertes par mail', 'stopped'],
    ['arrêtez les mails', 'stopped'],
    ['pas de courriels', 'stopped'],
    ['au moins par mail', 'wanted'],
    ['arrêtez les mails d’alertes', 'stopped'],
    ['arrêtez les mails tout de suite', 'stopped'],
    ['plus de mails du tout, et gardez les alertes', 'stopped'],
    ['moins souvent', undefined],
    ['moins de mails', undefined],
    ['trop de mails, 1 par mois', undefined],
    ['suspendez les mails jusqu’en janvier', undefined],
    ['ne plus être sollicitée, ni par mail ni sur Teams', undefined],
    ['arrêtez tout, les mails et les alertes', undefined],
    ['plus d’alertes ni de mails', undefined],
    ['plus rien par mail et sur Teams', undefined],
    ['que le nettoyage', undefined],
  ] as const)('« %s »: %s', (text, said) => {
    expect(mailSaid(text)).toBe(said);
  });
});

describe('How mails stand', () => {
  const address = 'a@b.fr';
  const labels = (state: Parameters<typeof stateButtons>[0]) => stateButtons(state).map(({ value }) => value);

  it('is said with the way to change it', () => {
    expect(labels({ state: 'on', address, isTold: true })).toEqual(['al:no-mail']);
    expect(labels({ state: 'off', address, isTold: true })).toEqual(['al:mail']);
    expect(labels({ state: 'refused', address, isTold: true })).toEqual(['al:mail', 'contact-email']);
    expect(labels({ state: 'moved', address, isTold: true })).toEqual(['al:mail']);
    expect(labels({ state: 'moved', address: undefined, isTold: true })).toEqual(['contact-email']);
    expect(labels({ state: 'wanted', address: undefined, isTold: true })).toContain('contact-email');
    expect(labels({ state: 'wanted', address, isTold: true })).toEqual(['al:mail', 'al:no-mail']);
    expect(JSON.stringify(stateBlocks({ state: 'refused', address, isTold: false }))).toContain(
      'a@b.fr refuse les mails',
    );
  });
});

describe('When people may be written to again', () => {
  it.each([
    ['2026-11-30 08:00', '2026-11-30 09:00'],
    ['2026-11-30 12:34', '2026-11-30 12:34'],
    ['2026-11-30 18:00', '2026-12-01 09:00'],
    // A Friday; Easter Monday is off.
    ['2026-11-27 23:00', '2026-11-30 09:00'],
    ['2027-03-27 10:00', '2027-03-30 09:00'],
  ])('from %s: %s', (from, next) => {
    const [day = '', time = ''] = from.split(' ');
    const shown = parisTime(nextCivilHour(instantOf(day, time)));
    expect(`${shown.day} ${shown.time}`).toBe(next);
  });
});
