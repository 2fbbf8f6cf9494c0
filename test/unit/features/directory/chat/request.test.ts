import { describe, expect, it } from 'vitest';
import { directoryButtons, directoryRequestOf } from '#src/features/directory/chat/request.ts';
import {
  type IntroductionDraft,
  introductionAnswer,
  introductionHears,
} from '#src/features/directory/introductions/dialog.ts';

const said = (text: string) => directoryRequestOf({ type: 'text', text });

describe('What one says of the directory', () => {
  it.each([
    'retirez-moi de l’annuaire',
    'Retirez-nous de l’annuaire svp.',
    'ne montrez plus ma fiche',
    'Ne montrez plus notre fiche dans l’annuaire',
    'je veux retirer ma fiche de l’annuaire',
    'je ne veux plus paraître dans l’annuaire',
    'enlevez mon entreprise de l’annuaire public',
    'je retire mon accord pour l’annuaire',
  ])('leaves it: %s', (text) => {
    expect(said(text)).toEqual({ type: 'leave' });
  });

  it.each([
    'mettez-nous dans l’annuaire',
    'je voudrais apparaître dans l’annuaire',
    'annuaire',
    'Paraître dans l’annuaire',
  ])('would be in it: %s', (text) => {
    expect(said(text)).toEqual({ type: 'join' });
  });

  it.each([
    'supprimez mes données',
    'comment retirer une offre ?',
    'existe-t-il un annuaire des acheteurs ?',
    'puis-je retirer ma candidature ?',
    'ne montrez pas mon offre aux concurrents',
  ])('is about something else: %s', (text) => {
    expect(said(text)).toBeUndefined();
  });

  it('asks for the contact of a company by its name, and reads our buttons and no others', () => {
    expect(said('Mettez-moi en relation avec Les Jardins de Léa')).toEqual({
      type: 'contact-name',
      name: 'Les Jardins de Léa',
    });
    const id = '01a210b8-8914-7021-b102-f9e83e0b5642';
    const press = (value: string) => directoryRequestOf({ type: 'action', value, label: 'x' });
    expect(press(directoryButtons.decide(id, 'mute'))).toEqual({ type: 'decide', id, answer: 'mute' });
    for (const value of ['dir:yes:1', 'dir:to:zz', 'dir:sudo', 'co:yes:1', 'dir:'])
      expect(press(value)).toBeUndefined();
    expect(new TextEncoder().encode(directoryButtons.cancel(id)).length).toBeLessThanOrEqual(64);
  });
});

describe('A buyer’s wish, question after question', () => {
  const start: IntroductionDraft = { companyId: 'c', company: 'Éco Prop', step: 'name', at: 1 };
  const answer = (draft: IntroductionDraft, text: string, needsProof = false, known?: string) =>
    introductionAnswer(draft, text, { known, needsProof, now: 2 });

  it.each(['<script>alert(1)</script>', '🙂🙂', '', 'x'.repeat(10_000), '06 12 34 56 78'])(
    'refuses a name that is none, and keeps what was there: %s',
    (text) => {
      expect(answer(start, text)).toMatchObject({ ok: false, error: expect.stringMatching(/\p{L}/u) });
    },
  );

  it('lets no address through before both agree', () => {
    const need = answer({ ...start, step: 'need' }, 'Un buffet pour 40 personnes, écrivez à moi@exemple.fr');
    expect(need).toMatchObject({ ok: true, draft: { need: 'Un buffet pour 40 personnes', step: 'address' } });
  });

  it('has an address confirmed where a page is all that tells who one is', () => {
    const at: IntroductionDraft = { ...start, step: 'address' };
    expect(answer(at, 'moi@exemple.fr', true)).toMatchObject({
      toConfirm: 'moi@exemple.fr',
      draft: { step: 'code' },
    });
    expect(answer(at, '06 12 34 56 78', true)).toMatchObject({ ok: false });
    expect(answer(at, '06 12 34 56 78')).toMatchObject({ draft: { step: 'confirm', isProven: false } });
    expect(answer({ ...start, step: 'need' }, 'Un buffet', true, 'moi@exemple.fr')).toMatchObject({
      draft: { step: 'confirm', reach: 'moi@exemple.fr', isProven: true },
    });
  });

  it('leaves questions to the answers, but for a need that ends as one', () => {
    const hears = (step: IntroductionDraft['step'], text: string) =>
      introductionHears({ ...start, step }, { type: 'text', text }, false);
    expect(hears('name', 'Ai-je droit à une avance ?')).toBeUndefined();
    expect(hears('need', 'Pouvez-vous livrer 40 repas le 12 mars ?')).toBe('answer');
    expect(hears('confirm', 'oui')).toBe('send');
    expect(hears('organisation', 'annuler')).toBe('drop');
  });
});
