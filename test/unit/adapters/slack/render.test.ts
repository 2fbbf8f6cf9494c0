import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render, renderChosen, renderPlain, renderReasonForm } from '#adapters/slack/render.ts';
import { splitText } from '#adapters/slack/send/limits.ts';
import type { Block } from '#src/channel/blocks.ts';
import { blocksError, pingsOf, shownText } from '#support/fakes/slack/limits.ts';
import { ROOT } from '#support/repository/source-files.ts';

const ID = '01a20f41-760f-7ff9-ba73-b219bcfc51d9';
const say = (...blocks: Block[]) => render({ id: ID, blocks });
const source = (n: number, more: object = {}) => ({
  n,
  documentId: `guides/${n}.md`,
  title: 'Avance',
  section: 'Ai-je droit à une avance ?',
  articles: ['R2191-3'],
  validity: 'Page relue le 24 novembre 2026',
  ...more,
});
const URL = 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037730917';

/** Messages as the hotline writes them, one for each kind of block. */
const GOLDEN: Readonly<Record<string, readonly Block[]>> = {
  answer: [
    { type: 'note', tone: 'info', text: [{ text: 'Réponse pour une consultation de mars 2026.' }] },
    {
      type: 'paragraph',
      text: [
        { text: 'Oui', strong: true },
        { text: ', si le marché dépasse 50 000 € HT et dure plus de deux mois.', cites: [1, 2] },
      ],
    },
    { type: 'list', items: [[{ text: 'le marché dépasse le seuil' }], [{ text: 'il dure', cites: [1] }]] },
    {
      type: 'sources',
      items: [source(1, { url: URL, page: 3 }), source(2, { section: 'Avance', articles: [] })],
    },
    {
      type: 'choices',
      choices: [
        { id: 'a', kind: 'ask', label: 'Quel est le taux ?', value: 'Quel est le taux de l’avance ?' },
        { id: 'expert', kind: 'action', label: 'Parler à un expert', value: 'expert' },
      ],
    },
    { type: 'rating' },
  ],
  hostile: [
    {
      type: 'paragraph',
      text: [{ text: '<!channel> <@U1> <https://x.fr|ici> *gras* _it_ ~non~ `code` :tada: &amp; @here' }],
    },
    { type: 'note', tone: 'warning', text: [{ text: '> citation <!everyone>' }] },
    { type: 'list', items: [[{ text: '<!here|ici>' }]] },
    { type: 'sources', items: [source(1, { title: '<!channel>', section: '', url: 'javascript:alert(1)' })] },
    { type: 'choices', choices: [{ id: 'x', kind: 'ask', label: '<!channel> :x:', value: '<!channel>' }] },
  ],
  file: [
    { type: 'paragraph', text: [{ text: 'Voici votre fichier.' }] },
    { type: 'file', fileId: 'f-1', name: 'dossier.pdf', mediaType: 'application/pdf' },
  ],
};

describe('messages for Slack', () => {
  it.each(Object.entries(GOLDEN))('« %s » is as agreed, within the limits', async (name, blocks) => {
    const rendered = say(...blocks);
    await expect(`${JSON.stringify(rendered, null, 2)}\n`).toMatchFileSnapshot(
      join(ROOT, `test/fixtures/slack/${name}.rendered.json`),
    );
    for (const message of rendered.messages) {
      expect(blocksError(message.blocks)).toBeUndefined();
      expect(message.text.length).toBeLessThanOrEqual(4_000);
      expect(message.text.trim()).not.toBe('');
    }
  });

  it('2.3.7 lets no word of an answer ping, link or format', () => {
    const { messages } = say(...(GOLDEN.hostile ?? []));
    expect(messages.flatMap(pingsOf)).toEqual([]);
    const [message] = messages;
    // What is shown is what was written, character for character.
    expect(shownText(message?.blocks)).toContain(
      '<!channel> <@U1> <https://x.fr|ici> *gras* _it_ ~non~ `code` :tada: &amp; @here',
    );
    expect(JSON.stringify(message?.blocks)).not.toMatch(/mrkdwn|"broadcast"|"user"|javascript:[^"]*","text"/);
    expect(message && renderPlain(message).flatMap((text) => pingsOf({ text }))).toEqual([]);
  });

  it('2.3.8 cuts a long answer between paragraphs, into messages that Slack takes', () => {
    const words = (n: number) => `Alinéa ${n} : ${'le marché est attribué. '.repeat(40)}`.trim();
    const paragraphs = Array.from(
      { length: 60 },
      (_, n): Block => ({ type: 'paragraph', text: [{ text: words(n) }] }),
    );
    const { messages } = say(...paragraphs, { type: 'rating' });
    expect(messages.length).toBeGreaterThan(3);
    for (const { blocks } of messages) expect(blocksError(blocks)).toBeUndefined();
    const shown = messages
      .flatMap(({ blocks }) => blocks.map(shownText))
      .filter((text) => text.startsWith('Alinéa'));
    expect(shown).toEqual(paragraphs.map((_, n) => words(n)));
    expect(JSON.stringify(messages.at(-1)?.blocks)).toContain('feedback_buttons');
  });

  it('2.3.8 holds more blocks, buttons and items than a message may have', () => {
    const many: Block[] = Array.from({ length: 120 }, () => ({
      type: 'paragraph',
      text: [{ text: 'court' }],
    }));
    const choices = Array.from({ length: 30 }, (_, n) => ({
      id: `${n}`,
      kind: 'ask' as const,
      label: `Question ${n} ${'longue '.repeat(20)}`,
      value: `Question ${n}`,
    }));
    const items = Array.from({ length: 400 }, (_, n) => [{ text: `point ${n} ${'détail '.repeat(10)}` }]);
    const { messages } = say(...many, { type: 'list', items }, { type: 'choices', choices });
    for (const { blocks } of messages) expect(blocksError(blocks)).toBeUndefined();
    const json = JSON.stringify(messages.map(({ blocks }) => blocks));
    expect(json.match(/point \d+ /g)).toHaveLength(400);
    expect(json.match(/"action_id":"choice:\d+:\d+"/g)).toHaveLength(30);
  });

  it('2.3.8 stays within the limits whatever the words are', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 9_000 });
    const block = fc.oneof(
      text.map((words): Block => ({ type: 'paragraph', text: [{ text: words }] })),
      text.map((words): Block => ({ type: 'note', tone: 'warning', text: [{ text: words, strong: true }] })),
      fc
        .array(text, { maxLength: 5 })
        .map((list): Block => ({ type: 'list', items: list.map((t) => [{ text: t }]) })),
      fc.tuple(text, text).map(
        ([label, value]): Block => ({
          type: 'choices',
          choices: [{ id: 'x', kind: 'ask', label, value }],
        }),
      ),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        for (const message of say(...blocks).messages) {
          expect(blocksError(message.blocks)).toBeUndefined();
          expect(message.text.length).toBeLessThanOrEqual(4_000);
          for (const plain of renderPlain(message)) expect(plain.length).toBeLessThanOrEqual(4_000);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never cuts inside a character, and loses none', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 2, max: 40 }),
        (text, max) => {
          const parts = splitText(text, max);
          expect(parts.join('')).toBe(text);
          for (const part of parts) {
            expect(part.length).toBeLessThanOrEqual(max);
            expect(part.isWellFormed()).toBe(true);
          }
        },
      ),
    );
  });

  it('2.3.14 shows who chose, in place of the button, and leaves the others', () => {
    const [message] = say(...(GOLDEN.answer ?? [])).messages;
    const once = renderChosen(message?.blocks ?? [], {
      actionId: 'choice:4:0',
      label: 'Quel est le taux ?',
      by: 'alice',
    });
    expect(blocksError(once)).toBeUndefined();
    expect(shownText(once)).toContain('✓ alice a choisi « Quel est le taux ? »');
    expect(JSON.stringify(once)).not.toContain('choice:4:0');
    expect(JSON.stringify(once)).toContain('choice:4:1');
    const again = renderChosen(once, { actionId: 'choice:4:0', label: 'Quel est le taux ?', by: 'alice' });
    expect(again).toEqual(once);
    const both = renderChosen(once, { actionId: 'choice:4:1', label: '<!channel>', by: '<@U9>' });
    expect(JSON.stringify(both)).not.toContain('"button"');
    expect(pingsOf({ blocks: both })).toEqual([]);
  });

  it('asks for a reason with a form that names the answer', () => {
    const view = renderReasonForm({ key: 'T1/D1', messageId: ID });
    expect(JSON.parse(String(view.private_metadata))).toEqual({ key: 'T1/D1', messageId: ID });
    expect(view.title.text.length).toBeLessThanOrEqual(24);
    expect(blocksError(view.blocks)).toBeUndefined();
  });
});
