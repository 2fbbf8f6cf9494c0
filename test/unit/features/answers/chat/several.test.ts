import { describe, expect, it } from 'vitest';
import { type Block, plainText, sourcesIn } from '#src/channel/blocks.ts';
import { button, choices } from '#src/channel/make-blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import {
  isSaidIn,
  offering,
  treats,
  withLeft,
  withoutExpert,
  withoutSaid,
} from '#src/features/answers/chat/several.ts';

const said = (text: string, n: number): Block => ({ type: 'paragraph', text: [{ text, cites: [n] }] });
const source = (n: number) => ({ n, documentId: 'd', title: 'Guide', section: `Section ${n}`, articles: [] });

describe('The questions of a message that are not answered', () => {
  const blocks = [said('Chorus est gratuit.', 1), choices(button('x', 'Autre'), EXPERT_BUTTON)];

  it('are each said back, with what they may be as the first buttons', () => {
    const unsure = [{ asked: 'Je garde mes factures combien de temps ?', offered: ['Payé quand ?'] }];
    const left = withLeft({ unsure }, blocks);
    expect(plainText(left)).toContain(
      'Pour « Je garde mes factures combien de temps ? », vous voulez savoir : « Payé quand ? »',
    );
    const [offered] = left.filter(({ type }) => type === 'choices');
    expect(offered?.type === 'choices' && offered.choices.map(({ label }) => label)).toEqual([
      'Payé quand ?',
      'Autre',
      EXPERT_BUTTON.label,
    ]);
  });

  it('are offered by one button where the answer offers the same', () => {
    const other = [
      said('Chorus est gratuit.', 1),
      choices({ id: 'q', kind: 'ask', label: 'Payé quand ?', value: 'Payé quand ?' }, EXPERT_BUTTON),
    ];
    const left = withLeft({ unsure: [{ asked: 'Combien de jours ?', offered: ['Payé quand ?'] }] }, other);
    const [offered] = left.filter(({ type }) => type === 'choices');
    const labels = offered?.type === 'choices' ? offered.choices.map(({ label }) => label) : [];
    expect(labels).toEqual(['Payé quand ?', EXPERT_BUTTON.label]);
  });

  it('are said not to be known, with the way to a person', () => {
    const text = plainText(withLeft({ unheard: ['Ma décennale elle suit ?'] }, blocks));
    expect(text).toContain('Pour « Ma décennale elle suit ? », je n’ai pas de réponse sûre');
    expect(text).toContain('un expert');
  });
});

describe('Words that are said back', () => {
  const message = 'je viens de recevoir un courrier, j’ai pas eu le lot. Je veux savoir pourquoi !';

  it('stand one after the other in the message, whatever its capitals and marks', () => {
    expect(isSaidIn(message, 'J’ai pas eu le lot : je veux savoir pourquoi ?')).toBe(true);
  });

  it('are not those that were put together', () => {
    expect(isSaidIn(message, 'Je viens de recevoir un courrier je veux savoir pourquoi ?')).toBe(false);
  });
});

describe('Two answers in one message', () => {
  const RULE = 'Le délai est de trente jours pour une commune.';
  const first = { blocks: [said(RULE, 1)] };

  it('say no sentence twice, and no source that only it cited', () => {
    const blocks: Block[] = [
      said('Les intérêts sont dus sans que vous les demandiez.', 1),
      said(RULE, 2),
      { type: 'sources', items: [source(1), source(2)] },
    ];
    const left = withoutSaid(blocks, [first]);
    expect(plainText(left)).toBe('Les intérêts sont dus sans que vous les demandiez.');
    expect(sourcesIn(left).map(({ n }) => n)).toEqual([1]);
  });

  it('keep an answer that would say nothing else', () => {
    expect(withoutSaid([said(RULE, 1)], [first])).toEqual([said(RULE, 1)]);
  });

  it('offer the way to a person once, and a third question first', () => {
    const blocks = [choices(button('x', 'Autre'), EXPERT_BUTTON)];
    expect(withoutExpert(blocks)).toEqual([choices(button('x', 'Autre'))]);
    expect(withoutExpert([choices(EXPERT_BUTTON)])).toEqual([]);
    const [offered] = offering(['Faut-il un Kbis ?'], blocks);
    expect(offered?.type === 'choices' && offered.choices[0]).toEqual({
      id: 'more-1',
      label: 'Faut-il un Kbis ?',
      kind: 'ask',
      value: 'Faut-il un Kbis ?',
    });
  });
});

describe('What is left of a message beside its answer', () => {
  const blocks = [said('En cas de retard de paiement, les intérêts sont dus. Écrivez à la mairie.', 1)];

  it('is treated where the answer speaks of what it names', () => {
    expect(treats(blocks, 'S’ils paient en retard ?')).toBe(true);
  });

  it('is left unheard where the answer says nothing of it', () => {
    expect(treats(blocks, 'Et la décennale, elle couvre la toiture ?')).toBe(false);
    expect(treats(blocks, 'Et ça ?')).toBe(false);
  });
});
