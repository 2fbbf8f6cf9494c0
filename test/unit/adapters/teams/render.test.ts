import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CardData, type CardState, readCardData, stateAfter } from '#adapters/teams/cards/data.ts';
import { bytesOf, type Part, renderMessage, renderPressed } from '#adapters/teams/render.ts';
import { splitText, toMarkdown } from '#adapters/teams/send/markdown.ts';
import type { Block, RichText } from '#src/channel/blocks.ts';
import { cardFaults, readCard } from '#support/fakes/teams/adaptive-card.ts';
import { wordsOf } from '#support/fakes/teams/fake-teams.ts';
import { ROOT } from '#support/repository/source-files.ts';

/** Most of one activity, as Teams counts it: two bytes for each unit of its JSON. It refuses somewhere above 100 KB. */
const MAX_BYTES = 80 * 1_024;

const ID = '01a20f41-760f-7ff9-ba73-b219bcfc51d9';
const links = { linkToFile: (id: string) => `https://hotline.example/files/${id}?signature=s` };
const message = (...blocks: Block[]) => ({ id: ID, seq: 2, at: 0, blocks });
const say = (...blocks: Block[]) => renderMessage(message(...blocks), 'full', links);
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
const choice = (label: string, kind: 'ask' | 'action' = 'ask') => ({ id: label, kind, label, value: label });
const cardOf = ({ activity }: Part) => activity.attachments?.[0]?.content;
/** What somebody reads of an activity. */
const read = ({ activity }: Part) =>
  wordsOf({
    id: '',
    conversationId: '',
    activity: activity as Record<string, unknown>,
    card: cardOf({ activity } as Part),
  });

/** What is wrong with activities, by the limits of Teams. */
function faultsOf(parts: readonly Part[]): string[] {
  return parts.flatMap(({ activity }) => [
    ...(bytesOf(activity) > MAX_BYTES ? [`${bytesOf(activity)} bytes`] : []),
    ...(activity.attachments ?? []).flatMap(({ content }) => cardFaults(content)),
    ...(activity.attachments && activity.text ? ['a text and a card in one'] : []),
    ...(!activity.attachments && !activity.text?.trim() ? ['nothing to show'] : []),
    ...(activity.textFormat === 'markdown' && /<|&(?!(?:amp|lt|gt);)/.test(activity.text ?? '')
      ? ['HTML']
      : []),
    ...(activity.attachments ?? []).flatMap(({ content }) => templatesIn(content)),
  ]);
}

/** Texts that Teams would take for a template, and fill. What a button carries is not shown. */
function templatesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.includes('{{') ? [`a template: ${value}`] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === 'data' ? [] : templatesIn(inner)));
}

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
      items: [
        source(1, {
          url: URL,
          page: 3,
          excerpt: 'Oui, si le marché dépasse 50 000 € HT.\n\nLa suite du passage.',
        }),
        source(2, { section: 'Avance', articles: [] }),
      ],
    },
    { type: 'choices', choices: [choice('Quel est le taux ?'), choice('Parler à un expert', 'action')] },
    { type: 'rating' },
  ],
  hostile: [
    {
      type: 'paragraph',
      text: [
        {
          text: '<at>Hotline</at> <b>gras</b> **gras** _it_ [ici](https://x.fr) `code` {{DATE(2026-01-01)}} &lt;',
        },
      ],
    },
    { type: 'note', tone: 'warning', text: [{ text: '# titre\n- liste\n> citation\n1. un' }] },
    {
      type: 'sources',
      items: [source(1, { title: '<at>all</at>', section: '', url: 'javascript:alert(1)' })],
    },
    { type: 'choices', choices: [choice('<at>all</at> {{TIME(x)}} ?')] },
  ],
  words: [
    {
      type: 'paragraph',
      text: [{ text: 'Votre code : ' }, { text: '123 456', strong: true }, { text: '.' }],
    },
    { type: 'list', items: [[{ text: 'un <at>nom</at>' }], [{ text: 'deux * trois', cites: [1] }]] },
  ],
  file: [
    { type: 'paragraph', text: [{ text: 'Voici votre fichier.' }] },
    { type: 'file', fileId: 'f-1', name: 'dossier {{x}}.pdf', mediaType: 'application/pdf' },
  ],
};

describe('messages for Teams', () => {
  it.each(Object.entries(GOLDEN))('« %s » is as agreed, within the limits', async (name, blocks) => {
    const parts = say(...blocks);
    expect(faultsOf(parts)).toEqual([]);
    const rendered = `${JSON.stringify(
      parts.map(({ activity }) => activity),
      null,
      2,
    )}\n`;
    await expect(rendered).toMatchFileSnapshot(join(ROOT, `test/fixtures/teams/${name}.rendered.json`));
  });

  it('shows all the words, the sources and the buttons of an answer, in one message', () => {
    const parts = say(...(GOLDEN.answer as Block[]));
    expect(parts).toHaveLength(1);
    const { lines, buttons } = readCard(cardOf(parts[0] as Part));
    const shown = lines.join('\n');
    expect(shown).toContain('Oui, si le marché dépasse 50 000 € HT et dure plus de deux mois. [1] [2]');
    expect(shown).toContain('[1] Avance — Ai-je droit à une avance ? ↗');
    expect(shown).toContain('R2191-3 · p. 3 · Page relue le 24 novembre 2026');
    // The passage itself is folded.
    expect(shown).not.toContain('La suite du passage.');
    expect(buttons.map(({ title }) => title)).toEqual([
      'Voir les extraits',
      'Quel est le taux ?',
      'Parler à un expert',
      '👍 Utile',
      '👎 Pas utile',
    ]);
    expect(parts[0]?.activity.summary).toMatch(
      /^Réponse pour une consultation de mars 2026\. Oui, si le marché/,
    );
  });

  it('sends words alone as a text, that can be copied', () => {
    const [part, ...others] = say({ type: 'paragraph', text: [{ text: 'Avec plaisir.' }] });
    expect(part?.activity).toMatchObject({ text: 'Avec plaisir.', textFormat: 'markdown' });
    expect(others).toEqual([]);
  });

  it('shows what was pressed in place of its button, and keeps the rest', () => {
    const blocks = GOLDEN.answer as Block[];
    const titles = (card: unknown) => readCard(card).buttons.map(({ title }) => title);
    const pressed = (state: CardState) => renderPressed(message(...blocks), state, links);
    const asked = pressed({ taken: ['Quel est le taux ?'] });
    expect(titles(asked)).toEqual(['Voir les extraits', 'Parler à un expert', '👍 Utile', '👎 Pas utile']);
    expect(readCard(asked).lines).toContain('✓ Quel est le taux ?');
    // Each button knows what was done before it.
    const data = readCardData(readCard(asked).buttons.at(-1)?.action.data) as CardData;
    expect(stateAfter(data)).toEqual({ taken: ['Quel est le taux ?'], rated: 'down', explained: false });
    const up = pressed({ rated: 'up' });
    const down = pressed({ taken: ['Quel est le taux ?'], rated: 'down', explained: false });
    const explained = pressed({ rated: 'down', explained: true });
    for (const card of [asked, up, down, explained]) {
      expect(cardFaults(card)).toEqual([]);
      expect(readCard(card).lines.join('\n')).toContain('Oui, si le marché');
    }
    for (const card of [up, down, explained]) expect(titles(card)).not.toContain('👍 Utile');
    expect(readCard(up).lines).toContain('Merci pour votre avis.');
    expect(titles(up)).not.toContain('Envoyer');
    expect(titles(down)).toContain('Envoyer');
    expect(readCard(down).lines).toContain('✓ Quel est le taux ?');
    expect(readCard(explained).lines).toContain('Merci pour votre avis.');
    expect(titles(explained)).not.toContain('Envoyer');
  });

  it('lets a long question be read and pressed as a whole', () => {
    const question = 'À partir de quel montant une mairie doit-elle faire de la publicité pour des travaux ?';
    const [part] = say(
      { type: 'paragraph', text: [{ text: 'Voici.' }] },
      { type: 'choices', choices: [choice(question)] },
    );
    expect(faultsOf([part as Part])).toEqual([]);
    const { lines, buttons } = readCard(cardOf(part as Part));
    expect(lines).toContain(`› ${question}`);
    expect(buttons.map(({ title }) => title)).toEqual([question]);
  });

  it('cuts what is too long between paragraphs, in order, and keeps the buttons under the end', () => {
    const count = 400;
    const paragraphs: Block[] = Array.from({ length: count }, (_, index) => ({
      type: 'paragraph',
      text: [{ text: `Paragraphe ${index + 1}. ${'Une phrase de plus. '.repeat(5)}` }],
    }));
    const parts = say(...paragraphs, ...(GOLDEN.answer as Block[]).slice(3));
    expect(parts.length).toBeGreaterThan(2);
    expect(faultsOf(parts)).toEqual([]);
    const numbers = parts.flatMap((part) =>
      [...read(part).matchAll(/Paragraphe (\d+)\./g)].map(([, n]) => Number(n)),
    );
    expect(numbers).toEqual(paragraphs.map((_, index) => index + 1));
    for (const part of parts) expect(read(part)).toMatch(/^Paragraphe/);
    expect(parts.map(({ activity }) => activity.attachments !== undefined)).toEqual(
      parts.map((_, index) => index === parts.length - 1),
    );
  });

  it.each(['small', 'plain'] as const)('says the same at level %s, in smaller pieces', (level) => {
    const text = `${'Une phrase, assez longue pour compter. '.repeat(400)}Fin.`;
    const parts = renderMessage(
      message({ type: 'paragraph', text: [{ text }] }, ...(GOLDEN.answer as Block[]).slice(1)),
      level,
      links,
    );
    expect(faultsOf(parts)).toEqual([]);
    for (const { activity } of parts) expect(bytesOf(activity)).toBeLessThanOrEqual(16 * 1_024);
    const titles = parts.flatMap((part) => readCard(cardOf(part)).buttons.map(({ title }) => title));
    const shown = [...parts.map(read), ...titles].join('\n');
    expect(shown.match(/assez longue/g)).toHaveLength(400);
    for (const said of ['Fin.', 'Oui, si le marché', 'R2191-3', 'Parler à un expert'])
      expect(shown).toContain(said);
  });
});

const anyBlock: fc.Arbitrary<Block> = (() => {
  const text = fc.string({ unit: 'binary', maxLength: 400 }).map((value) => value.toWellFormed());
  const markup = fc.constantFrom(
    '<at>x</at>',
    '{{DATE(1)}}',
    '**',
    '](',
    '\n\n# ',
    '```',
    '😀é',
    '&lt;',
    '- ',
  );
  const words = fc.array(fc.oneof(text, markup), { maxLength: 6 }).map((pieces) => pieces.join(''));
  const rich: fc.Arbitrary<RichText> = fc.array(
    fc.record({ text: words, strong: fc.boolean(), cites: fc.constantFrom([], [1], [1, 2]) }),
    { maxLength: 4 },
  );
  const label = words.map((value) => `q${value}`);
  return fc.oneof(
    fc.record({ type: fc.constant('paragraph' as const), text: rich }),
    fc.record({
      type: fc.constant('note' as const),
      tone: fc.constantFrom('info' as const, 'warning' as const),
      text: rich,
    }),
    fc.record({ type: fc.constant('list' as const), items: fc.array(rich, { maxLength: 5 }) }),
    fc.record({
      type: fc.constant('choices' as const),
      choices: fc.array(
        label.map((value) => choice(value)),
        { maxLength: 8 },
      ),
    }),
    fc.record({
      type: fc.constant('sources' as const),
      items: fc
        .uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 9 })
        .map((numbers) =>
          numbers.map((n) => source(n, { title: `t${n}`, excerpt: 'x'.repeat(3_000), url: URL })),
        ),
    }),
    fc.constant({ type: 'rating' as const }),
  );
})();

describe('anything that the hotline may say', () => {
  it('is within the limits of Teams, without markup of its own, at every level', () => {
    fc.assert(
      fc.property(
        fc.array(anyBlock, { maxLength: 12 }),
        fc.constantFrom('full', 'small', 'plain' as const),
        (given, level) => {
          // A message names its sources once.
          const named = given.findIndex(({ type }) => type === 'sources');
          const blocks = given.filter(({ type }, index) => type !== 'sources' || index === named);
          const parts = renderMessage(message(...blocks), level as Part['level'], links).filter(
            // Words that nobody can see are not sent.
            ({ activity }) => activity.attachments || activity.text?.trim(),
          );
          expect(faultsOf(parts)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is cut without losing a character, and never inside one', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 300 }).map((text) => text.replace(/\s+/g, ' '));
    const rich = fc.array(fc.record({ text: words, strong: fc.boolean() }), { maxLength: 4 });
    fc.assert(
      fc.property(rich, fc.integer({ min: 30, max: 200 }), (text, max) => {
        const pieces = splitText(text, max, toMarkdown);
        const joined = (spans: RichText) => spans.map((span) => span.text).join('');
        expect(pieces.map(joined).join('')).toBe(joined(text));
        for (const piece of pieces) {
          expect(toMarkdown(piece).length).toBeLessThanOrEqual(max);
          expect(joined(piece).isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
