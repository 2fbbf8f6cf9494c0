import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { button, choices, words } from '#src/channel/make-blocks.ts';
import type { Act, Candidate, Feature, Memory, Reading } from '#src/conversation/feature.ts';
import { NO_MEMORY } from '#src/conversation/memory.ts';
import { lockConversation } from '#src/conversation/store/conversations.ts';
import { act } from '#src/conversation/turn/act.ts';
import { prepareReading } from '#src/conversation/workers/prepare.ts';
import { PRECEDENCE } from '#src/hotline-features.ts';
import { featuresOn } from '#support/store/read-here.ts';
import { Talk } from '#support/world/talk/talk.ts';

interface Ordered {
  readonly what: string;
}
type Doing = Act & { readonly data?: unknown };

const perhaps = (what: string, probability: number, wish: string): Candidate<Ordered> => ({
  turn: { what },
  ground: 'meant',
  probability,
  wish,
});

/** Bakes what is wished for, and asks the other to deliver it where that is said too. */
const baker: Feature<Ordered, Doing> = {
  name: 'baker',
  memory: NO_MEMORY,
  knows: async () => undefined,
  hears: ({ parts, button: pressed, folded }) => [
    ...(folded.includes('croissant,') ? [perhaps('pain', 0.55, 'du pain')] : []),
    ...(pressed === 'bread' ? [{ turn: { what: 'pain' }, ground: 'command' as const, probability: 1 }] : []),
    ...parts.flatMap(({ meant }, part): Candidate<Ordered>[] =>
      meant
        .filter(({ wish }) => wish === 'bread')
        .map(({ probability }) => ({ ...perhaps('pain', probability, 'du pain'), part })),
    ),
  ],
  prepare: async ({ what }) => ({ act: 'bake', data: what }),
  act: async (_tx, { data }) => ({
    blocks: words(`Un ${data}, bien cuit.`),
    kind: 'bakery',
    next: [{ feature: 'courier', act: 'deliver', data: { what: data } }],
  }),
  pending: () => undefined,
};

const parcel = z.object({ what: z.string() });
const schema = z.object({ delivered: z.number().optional().catch(undefined) });
const memory: Memory<z.output<typeof schema>> = { schema, left: (state) => state };

/** Delivers what it is asked to, counts, and may take a wish for itself. */
const courier: Feature<Ordered, Doing, z.output<typeof schema>> = {
  name: 'courier',
  memory,
  knows: async () => undefined,
  hears: ({ parts, folded }) => [
    ...(folded.includes('croissant,') ? [perhaps('passager', 0.5, 'une course')] : []),
    ...parts.flatMap(({ meant }, part): Candidate<Ordered>[] =>
      meant
        .filter(({ wish }) => wish === 'ride')
        .map(({ probability }) => ({ ...perhaps('passager', probability, 'une course'), part })),
    ),
  ],
  prepare: async ({ what }) => (what === 'rien' ? undefined : { act: 'deliver', data: { what } }),
  act: async (_tx, { data }, { memory: { delivered = 0 } }) => ({
    blocks: [
      ...words(`Le ${parcel.parse(data).what} est livré.`),
      choices(button('bread', 'Encore du pain')),
    ],
    kind: 'courier',
    state: { delivered: delivered + 1 },
  }),
  pending: () => undefined,
};

const FEATURES: readonly Feature[] = [baker, courier];

/** A message whose parts mean what they are said to. */
const reading = (...parts: Reading['parts']): Reading => {
  const text = parts.map((part) => part.text).join(' ');
  return {
    content: { type: 'text', text },
    text,
    folded: text,
    button: undefined,
    typed: undefined,
    closing: { passing: undefined, given: undefined, question: text, questionBeside: text },
    parts,
    shown: { kind: undefined, choices: [] },
  };
};
const part = (text: string, ...meant: readonly [string, number][]) => ({
  text,
  meant: meant.map(([wish, probability]) => ({ wish, probability })),
});

/** Acts on a message that was read, and gives what is told, with the state that is left. */
async function turn(talk: Talk, message: Reading) {
  const now = Date.UTC(2026, 10, 24, 10);
  const current = await talk.db.tx((tx) => lockConversation(tx, talk.id));
  if (!current) throw new Error('no conversation');
  const prepared = await prepareReading(
    { db: talk.db, features: FEATURES, precedence: PRECEDENCE },
    { conversation: current, now, message },
  );
  const { closing } = message;
  const said = { id: await talk.written(message.text), seq: 1, text: message.text };
  await talk.db.tx((tx) =>
    act(
      tx,
      { features: FEATURES, desk: undefined, current, message: said, closing, readAt: now, now },
      prepared,
    ),
  );
  return talk.told();
}

describe('The kernel, with two features that it does not know', () => {
  it('does several parts of a message in one turn, each by its own feature, in order', async () => {
    await using talk = await Talk.start(FEATURES);
    const told = await turn(talk, reading(part('un taxi', ['ride', 1]), part('et du pain', ['bread', 1])));
    expect(told.map(({ text }) => text)).toEqual([
      'Le passager est livré.',
      'Un pain, bien cuit.',
      'Le pain est livré.',
    ]);
  });

  it('has one feature do what another asks by the name of its act, in the same turn, with its own memory', async () => {
    await using talk = await Talk.start(FEATURES);
    const told = await turn(talk, reading(part('du pain', ['bread', 1])));
    expect(told.map(({ kind }) => kind)).toEqual(['bakery', 'courier']);
    expect(await talk.state()).toMatchObject({ delivered: 1 });
    await turn(talk, reading(part('un taxi', ['ride', 1]), part('et du pain', ['bread', 1])));
    expect(await talk.state()).toMatchObject({ delivered: 3 });
  });

  it('asks which is meant when two are as likely, each button being that candidate, pressed or typed', async () => {
    for (const [answer, told] of [
      [{ value: 'is-for:courier', label: 'une course' }, 'Le passager est livré.'],
      [{ value: 'is-for:baker', label: 'du pain' }, 'Un pain, bien cuit.'],
      ['une course', 'Le passager est livré.'],
    ] as const) {
      await using talk = await Talk.start(FEATURES);
      const [asked, ...others] = await talk.tell('un croissant, svp.');
      expect(others).toEqual([]);
      expect(asked?.text).toBe('Vous voulez du pain, ou une course ?');
      expect(asked?.buttons.map(({ label }) => label)).toEqual(['du pain', 'une course']);
      expect((await talk.tell(answer))[0]?.text).toBe(told);
      expect(await talk.state()).not.toHaveProperty('doubt');
    }
  });

  it('does the part that is sure, and asks about the other', async () => {
    await using talk = await Talk.start(FEATURES);
    const told = await turn(
      talk,
      reading(part('un taxi', ['ride', 1]), part('ou un croissant', ['bread', 0.55], ['ride', 0.5])),
    );
    expect(told.map(({ text }) => text)).toEqual([
      'Le passager est livré.',
      'Vous voulez du pain, ou une course ?',
    ]);
  });

  it('answers a part before it does what another wishes, and takes a command or an answer whole', async () => {
    const grounds = ['meant', 'command', 'asked'] as const;
    for (const ground of grounds) {
      const wisher: Feature<Ordered, Doing> = {
        ...baker,
        hears: () => [{ turn: { what: 'pain' }, ground, probability: 1 }],
        act: async (_tx, { data }) => ({ blocks: words(`Un ${data}.`), kind: 'bakery' }),
      };
      const before: unknown[] = [];
      const clerk: Feature<Ordered, Doing> = {
        ...baker,
        name: 'clerk',
        hears: ({ parts }) =>
          parts.map(({ text }, part) => ({ turn: { what: text }, ground: 'answer', probability: 0.5, part })),
        prepare: async ({ what }, at) => {
          before.push(...(at.before ?? []));
          return { act: 'bake', data: what };
        },
        act: async (_tx, { data }) => ({ blocks: words(`Réponse : ${data}`), kind: 'answer' }),
      };
      const [wish, question] = ['Du pain, svp.', 'Ai-je droit à une avance ?'];
      const said = `${wish} ${question}`;
      await using talk = await Talk.start([wisher, clerk], undefined, {}, { [said]: [wish, question] });
      const told = await talk.tell(said);
      const texts = told.map(({ text }) => text);
      expect(texts).toEqual(
        ground === 'meant' ? ['Réponse : Ai-je droit à une avance ?', 'Un pain.'] : ['Un pain.'],
      );
      const two = 'Ai-je droit à une avance ? Puis-je sous-traiter tout le marché ?';
      await talk.tell(two);
      expect(before).toEqual([]);
    }
  });

  it('tells who prepares a part what was prepared for those before it', async () => {
    const seen: unknown[] = [];
    const clerk: Feature<Ordered, Doing> = {
      ...baker,
      name: 'clerk',
      hears: ({ parts }) =>
        parts.map(({ asked = '' }, part) => ({
          turn: { what: asked },
          ground: 'answer',
          probability: 1,
          part,
        })),
      prepare: async ({ what }, { before }) => {
        seen.push(before);
        return { act: 'bake', data: what };
      },
      act: async (_tx, { data }) => ({ blocks: words(`${data}`), kind: 'answer' }),
    };
    await using talk = await Talk.start([clerk]);
    const told = await talk.tell('Ai-je droit à une avance ? Et puis-je sous-traiter tout le marché ?');
    const questions = ['Ai-je droit à une avance ?', 'Puis-je sous-traiter tout le marché ?'];
    expect(told.map(({ text }) => text)).toEqual(questions);
    expect(seen).toEqual([[], [{ feature: 'clerk', act: 'bake', data: questions[0] }]]);
  });

  it('asks nothing when one is sure, or much likelier', async () => {
    await using talk = await Talk.start(FEATURES);
    for (const [bread, ride] of [
      [0.8, 0.79],
      [0.6, 0.3],
    ] as const) {
      const told = await turn(talk, reading(part('un croissant', ['bread', bread], ['ride', ride])));
      expect(told[0]?.text).toBe('Un pain, bien cuit.');
    }
  });

  it('takes words typed as on the last button for that button', async () => {
    await using talk = await Talk.start(FEATURES);
    await turn(talk, reading(part('un taxi', ['ride', 1])));
    expect((await talk.tell('encore du pain !'))[0]?.text).toBe('Un pain, bien cuit.');
  });
});

describe('The features of the hotline', () => {
  it('own each key of the conversation’s state alone', () => {
    const keys = featuresOn({ query: async () => [] }).flatMap(({ memory: { schema } }) =>
      Object.keys(schema.shape),
    );
    expect(keys.length).toBeGreaterThan(8);
    expect(new Set([...keys, 'asked', 'doubt']).size).toBe(keys.length + 2);
  });

  it('have names of their own', () => {
    const names = featuresOn({ query: async () => [] }).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
