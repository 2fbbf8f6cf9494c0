import { describe, expect, it } from 'vitest';
import { PERIOD_IDS } from '#src/config/privacy.ts';
import { exportFiles } from '#src/features/privacy/export/document.ts';
import { periodsWith } from '#src/features/privacy/rules/periods.ts';

const AT = Date.UTC(2026, 10, 25, 8);

describe('The files of an export', () => {
  const tables = new Map([
    ['a_new_table', [{ id: 'n1', what: '<b>gras</b>', at: AT }]],
    ['person', [{ id: 'p1', name: 'Anne & Cie', created_at: AT }]],
    ['conversation', [{ id: 'c1', channel: 'web', state: '{"thread":{"question":"?"}}', created_at: AT }]],
    [
      'message',
      [
        {
          id: 'm1',
          conversation_id: 'c1',
          author: 'company',
          content: '{"type":"text","text":"Bonjour <script>"}',
          created_at: AT,
        },
        {
          id: 'm2',
          conversation_id: 'c1',
          author: 'bot',
          created_at: AT,
          content: JSON.stringify({
            blocks: [{ type: 'paragraph', text: [{ text: 'Oui, dès 60 000 €.' }] }],
          }),
        },
      ],
    ],
    [
      'company_field',
      [{ field: 'siret', label: 'SIRET', shown: '1', value: '"1"', origin: 'declared', at: AT }],
    ],
  ]);
  const { json, html } = exportFiles({ tables, notes: 2 }, AT);

  it('say times as dates and JSON as itself', () => {
    const data = JSON.parse(json);
    expect(data.person).toEqual([{ id: 'p1', name: 'Anne & Cie', created_at: '2026-11-25T08:00:00.000Z' }]);
    expect(data.conversation[0].state).toEqual({ thread: { question: '?' } });
    expect(data.message[0].content.text).toBe('Bonjour <script>');
  });

  it('show conversations as they were, without anybody’s markup', () => {
    expect(html).toContain('Bonjour &lt;script&gt;');
    expect(html).not.toContain('<script>');
    expect(html).toContain('Oui, dès 60 000 €.');
    expect(html).toContain('Conversation sur le site, depuis le 25 novembre 2026 à 9 h');
    expect(html.indexOf('Anne &amp; Cie')).toBeLessThan(html.indexOf('Bonjour'));
  });

  it('have what a table that came later holds, under its own name', () => {
    expect(JSON.parse(json).a_new_table[0].what).toBe('<b>gras</b>');
    expect(html).toContain('a_new_table');
    expect(html).toContain('&lt;b&gt;gras&lt;/b&gt;');
  });

  it('give nobody the cookie, which opens the conversation', () => {
    const identities = new Map([
      [
        'person_identity',
        [
          { channel: 'web', key: 'secret-cookie' },
          { channel: 'slack', key: 'T1:U1' },
        ],
      ],
    ]);
    const files = exportFiles({ tables: identities, notes: 0 }, AT);
    expect(`${files.json}${files.html}`).not.toContain('secret-cookie');
    expect(files.json).toContain('T1:U1');
  });

  it('tell what is not in them', () => {
    expect(JSON.parse(json).absent).toContain('notes internes des experts (2)');
    expect(html).toContain('notes internes des experts (2)');
  });
});

describe('The periods of retention', () => {
  it('each have a length, a name and a reason, and yield to the operator', () => {
    const periods = periodsWith({ forms: 30 });
    expect(periods.map(({ id }) => id)).toEqual([...PERIOD_IDS]);
    for (const { days, of, why } of periods) {
      expect(days).toBeGreaterThan(0);
      expect(of.length).toBeGreaterThan(5);
      expect(why.length).toBeGreaterThan(20);
    }
    expect(periods.find(({ id }) => id === 'forms')?.days).toBe(30);
  });
});
