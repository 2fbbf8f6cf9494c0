import { describe, expect, it } from 'vitest';
import { dialogTexts } from '#src/company/form/texts-dialog.ts';
import { saveDraft } from '#src/company/store/drafts.ts';
import { openPerson } from '#src/person/store/persons.ts';
import { learntAs, type Setting, taker } from '#support/store/read-here.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { Talk } from '#support/world/talk/talk.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const ANNE = { channel: 'web', key: 'anne' };
const DRAFT = {
  phase: { at: 'question', field: 'headcount', next: 'question' },
  answers: {},
  skipped: [],
  trail: [],
};

/** Who takes a message of Anne, who has neither file nor form, a form on its way, or a file. */
async function heard(
  text: string,
  act: string,
  has: 'nothing' | 'form' | 'paused' | 'file',
  setting: Setting = {},
) {
  await using talk = await Talk.start();
  const { db } = talk;
  const { id: personId } = await db.tx((tx) => openPerson(tx, { ...ANNE, now: NOW }));
  if (has === 'form' || has === 'paused') {
    const draft = has === 'form' ? DRAFT : { ...DRAFT, phase: { at: 'paused' } };
    await db.tx((tx) => saveDraft(tx, { personId, draft, conversationId: talk.id, now: NOW }));
  }
  if (has === 'file')
    await listCompany(
      db,
      {
        name: 'Éco Prop',
        said: 'nettoyage',
        sectors: ['nettoyage'],
        departments: ['93'],
        engagements: ['insertion'],
        member: ANNE,
      },
      NOW,
    );
  return await taker({ type: 'text', text }, { db, personId, learnt: learntAs(act), ...setting });
}

const SEE = 'qu’avez-vous retenu de nous ?';
const GO_ON = 'j’en étais resté au milieu hier soir';
const CHANGE = 'on a déménagé, faut refaire ça';
const JOIN = 'comptez-nous parmi les vôtres';

describe('What is asked of one’s file, by what was learnt', () => {
  it.each([
    ['referencing.start', JOIN, 'nothing', { type: 'start' }],
    ['referencing.show', SEE, 'nothing', { type: 'start' }],
    ['referencing.resume', GO_ON, 'nothing', { type: 'start' }],
    ['referencing.update', CHANGE, 'nothing', { type: 'start' }],
    ['referencing.resume', GO_ON, 'form', { type: 'resume' }],
    ['referencing.show', SEE, 'form', { type: 'step', input: { text: dialogTexts.summaryWord } }],
    ['referencing.update', CHANGE, 'form', { type: 'edit', input: { text: dialogTexts.editWord } }],
    ['referencing.show', SEE, 'file', { type: 'company', request: { type: 'file' } }],
    ['referencing.update', CHANGE, 'file', { type: 'edit', input: { text: dialogTexts.editWord } }],
    [
      'referencing.update',
      'changez le téléphone',
      'file',
      { type: 'edit', input: { text: 'changez le téléphone' } },
    ],
  ] as const)('« %s » is heard: %s, from who has %s', async (act, text, has, turn) => {
    expect(await heard(text, act, has)).toMatchObject({ feature: 'referencing', ground: 'meant', turn });
  });

  it('is as sure as it is', async () => {
    const taken = await heard(JOIN, 'referencing.start', 'nothing', {
      learnt: learntAs('referencing.start', 0.7),
    });
    expect(taken).toMatchObject({ feature: 'referencing', probability: 0.7 });
  });

  it('is not heard from who gave no consent, but for the reason why', async () => {
    const taken = await taker({ type: 'text', text: JOIN }, { learnt: learntAs('referencing.start') });
    expect(taken).toMatchObject({ feature: 'referencing', turn: { type: 'anonymous' } });
  });
});

it('the answer said with « reprendre » is given to the question at which the form waits', async () => {
  const taken = await heard('reprendre. mon siret c’est 732 829 320 00074', 'form.back', 'paused');
  expect(taken).toMatchObject({
    feature: 'referencing',
    ground: 'command',
    turn: { type: 'step', input: { text: 'mon siret c’est 732 829 320 00074' }, resumes: true },
  });
});
