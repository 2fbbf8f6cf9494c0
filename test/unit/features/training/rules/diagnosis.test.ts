import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkForms } from '#src/commands/knowledge/check-forms.ts';
import type { Answers } from '#src/company/form/answers.ts';
import { begin, step } from '#src/company/form/dialog/dialog.ts';
import type { Step } from '#src/company/form/dialog/position.ts';
import { DIAGNOSIS_PATH, diagnose, readDiagnosis } from '#src/features/training/rules/diagnosis.ts';
import { bareFiguresIn } from '#src/knowledge/model/bare-figures.ts';
import { knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';

const KNOWLEDGE = fileURLToPath(new URL('../../../../../knowledge/', import.meta.url));
const TEXT = readFileSync(`${KNOWLEDGE}${DIAGNOSIS_PATH}`, 'utf8');
const { form, problems } = readDiagnosis(TEXT);
if (!form) throw new Error(JSON.stringify(problems));

/** Answers that take, of each question that counts, the choice of most or of fewest points. */
const answersOf = (best: (axis: string) => boolean): Answers =>
  Object.fromEntries(
    form.axes.flatMap(({ id, scores }) =>
      Object.entries(scores).map(([field, byChoice]) => {
        const sorted = Object.entries(byChoice).sort(([, a], [, b]) => b - a);
        const value = (best(id) ? sorted[0] : sorted.at(-1))?.[0] ?? '';
        return [field, { value, origin: 'declared' as const }];
      }),
    ),
  );

describe('The flash diagnosis that the hotline comes with', () => {
  it('covers the strategy, links to guides that exist, and holds no figure of the law', async () => {
    expect(form.axes.map(({ id }) => id).sort()).toEqual(
      ['consortium', 'offer', 'pricing', 'process', 'references', 'targets', 'visibility'].sort(),
    );
    expect(await checkForms(KNOWLEDGE)).toEqual([]);
    expect(bareFiguresIn(TEXT.replaceAll('cinq minutes', ''))).toEqual([]);
  });

  it('concludes a profile, the strengths that are there, and three first actions, the weakest first', () => {
    const all = diagnose(
      form,
      answersOf(() => true),
    );
    expect(all.profile).toBe(form.profiles.at(-1)?.label);
    expect(all.strengths).toHaveLength(form.axes.length);
    expect(all.actions.map(({ text }) => text)).toEqual(form.axes.slice(0, 3).map(({ further }) => further));
    const none = diagnose(
      form,
      answersOf(() => false),
    );
    expect(none.profile).toBe(form.profiles[0]?.label);
    expect(none.strengths).toEqual([]);
    const mixed = diagnose(
      form,
      answersOf((axis) => !['pricing', 'visibility'].includes(axis)),
    );
    expect(mixed.strengths).toHaveLength(form.axes.length - 2);
    const actionOf = (id: string) => form.axes.find((axis) => axis.id === id)?.action;
    expect(mixed.actions.slice(0, 2).map(({ text }) => text)).toEqual([
      actionOf('pricing'),
      actionOf('visibility'),
    ]);
  });
});

describe('The flash diagnosis as staff change it', () => {
  const changed = (from: string, to: string) => readDiagnosis(TEXT.replace(from, to)).problems;

  it.each([
    ['offer: { clear: 2, partly: 1, "no": 0 }', 'offer: { clear: 2, partly: 1 }', 'il manque les points'],
    ['offer: { clear: 2,', 'offer: { clear: 2, other: 1,', "n'est pas un choix"],
    ['      offer: {', '      offers: {', 'aucune question'],
    ['    from: 35', '    from: 70', 'les profils vont'],
    ['guide: guides/memoire-technique', 'guide: ../secret', 'guide'],
    ['    required: true\n', '', 'required: true'],
  ])('says what is wrong with « %s » changed', (from, to, message) => {
    const found = changed(from, to);
    expect(found[0]?.message).toContain(message);
    expect(found[0]?.line).toBeGreaterThan(1);
  });

  it('is checked for links to guides that are not there', async () => {
    await using folder = await knowledgeFolder({ [DIAGNOSIS_PATH]: TEXT });
    const found = await checkForms(folder.knowledgeDir);
    expect(found).toHaveLength(form.axes.length);
    expect(found[0]).toMatchObject({ path: DIAGNOSIS_PATH, severity: 'error' });
    expect(found[0]?.message).toContain('guides/memoire-technique.md');
  });
});

describe('Who answers the flash diagnosis', () => {
  const say = (from: Step, text: string): Step =>
    step(from.draft, { type: 'text', text }, form, { today: '2026-11-25' });
  const asked = ({ draft }: Step) => (draft.phase.at === 'question' ? draft.phase.field : draft.phase.at);
  const words = ({ reply }: Step) => [...reply.said, ...reply.list].join('\n');
  /** At a question, the ones before it answered. */
  const at = (id: string): Step => {
    let now = begin(form);
    while (asked(now) !== id) {
      const field = form.fields.find((one) => one.id === asked(now));
      now = say(now, field?.choices[0]?.label ?? '');
    }
    return now;
  };

  it('answers the question that is asked with no label of another one', () => {
    const said = say(begin(form), 'Objectif : oui');
    expect(asked(said)).toBe('offer');
    expect(said.draft.answers).toEqual({});
    const done = say(begin(form), 'Objectif : gagner un premier marché');
    expect(done.draft.answers.goal?.value).toBe('gagner un premier marché');
    expect(asked(done)).toBe('offer');
  });

  it('is asked again, kindly, where « oui » says nothing, and is never given points for it', () => {
    for (const id of ['watch', 'references', 'process', 'pricing']) {
      const said = say(at(id), 'oui');
      expect(asked(said), id).toBe(id);
      expect(words(said), id).toContain('« oui » ou « non » ne me suffit pas');
    }
    for (const text of ['oui', 'Objectif : oui', 'ok merci']) {
      const said = say(at('goal'), text);
      expect(asked(said), text).toBe('goal');
      expect(words(said), text).toContain('Dites-m’en un peu plus');
    }
    expect(say(at('goal'), 'Objectif : répondre plus vite').draft.answers.goal?.value).toBe(
      'répondre plus vite',
    );
  });

  it('may not know: that is an answer to each question that counts', () => {
    for (const { id } of form.fields.filter(({ required }) => required)) {
      const said = say(at(id), 'je ne sais pas');
      expect(said.draft.answers[id], id).toBeDefined();
    }
  });
});
