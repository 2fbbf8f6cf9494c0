import { describe, expect, it } from 'vitest';
import type { SourceItem } from '#src/channel/blocks.ts';
import type { StoredMessage } from '#src/conversation/store/messages.ts';
import { checkDraft, draftsPage } from '#src/features/expert/drafts/page.ts';
import { draftSection } from '#src/features/expert/drafts/section.ts';
import type { KnowledgeDraft } from '#src/features/expert/store/drafts.ts';
import { caseTexts } from '#src/features/expert/texts-company.ts';
import { checkDocument } from '#src/knowledge/check/document.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';

const NADIA = { key: 'web:1', name: 'Nadia Benali' };
const KNOWN = { persons: ['Karim Haddad'], experts: ['Nadia Benali'] };
const source = (articles: string[]): SourceItem => ({
  n: 1,
  documentId: 'guides/avance',
  title: 'Avance',
  section: 'Ai-je droit ?',
  articles,
});

let seq = 0;
const base = () => {
  seq += 1;
  return { id: `m${seq}`, conversationId: 'c', seq, at: seq };
};
const company = (text: string): StoredMessage => ({
  ...base(),
  author: 'company',
  content: { type: 'text', text },
});
const expert = (text: string, sources: readonly SourceItem[] = []): StoredMessage => ({
  ...base(),
  author: 'expert',
  content: {
    blocks: [
      { type: 'paragraph', text: [{ text: caseTexts.speaker(NADIA.name) }] },
      ...text.split('\n\n').map((part) => ({ type: 'paragraph' as const, text: [{ text: part }] })),
      ...(sources.length > 0 ? [{ type: 'sources' as const, items: sources }] : []),
    ],
    kind: 'expert',
    by: NADIA,
  },
});
const news = (text: string): StoredMessage => ({
  ...base(),
  author: 'expert',
  content: { blocks: [{ type: 'paragraph', text: [{ text }] }], kind: 'expert' },
});
const bot = (text: string): StoredMessage => ({
  ...base(),
  author: 'bot',
  content: { blocks: [{ type: 'paragraph', text: [{ text }] }], kind: 'case' },
});

const ANSWER =
  'Bonjour Karim, oui, vous pouvez demander une avance si le marché dépasse 50 000 € HT et deux mois. L’acheteur la verse sur demande (art. R. 2191-3). Dites-moi si votre SIRET 732 829 320 00074 est à jour.';

describe('A section drawn from an exchange', () => {
  it('asks as the company asked, answers as the expert answered, without telling who they are', () => {
    const words = draftSection(
      [
        bot('Un expert est prévenu.'),
        company(
          'Bonjour, ici Karim Haddad (karim@toits.fr). Est-ce que j’ai droit à une avance sur mon marché ?',
        ),
        expert('Bonjour, je regarde.'),
        expert(ANSWER, [source(['R2191-3', 'L2191-1'])]),
        company('Merci Nadia !'),
        expert('Pensez aussi à la garantie : article R2191-7.'),
      ],
      'à quoi ai-je droit',
      KNOWN,
    );
    expect(words?.heading).toBe('Est-ce que j’ai droit à une avance sur mon marché ?');
    expect(words?.shortAnswer).toMatch(/^Oui, vous/);
    expect(words?.shortAnswer).toContain('vous pouvez demander une avance si le marché dépasse 50 000 € HT');
    expect(words?.details).toContain('Pensez aussi à la garantie');
    expect(words?.references).toEqual(['R2191-3', 'L2191-1', 'R2191-7']);
    expect(JSON.stringify(words)).not.toMatch(/karim|haddad|nadia|toits|732/i);
    expect(words?.shortAnswer).toContain('art. R. 2191-3');
  });

  it('cuts the answer after whole sentences, sixty words at most, and loses nothing', () => {
    const sentence = 'Une phrase de dix mots exactement pour bien compter ici.';
    const words = draftSection(
      [company('Pourquoi est-ce ainsi ?'), expert(Array(8).fill(sentence).join(' '))],
      undefined,
      {},
    );
    expect(words?.shortAnswer).toBe(Array(6).fill(sentence).join(' '));
    expect(words?.details).toBe(Array(2).fill(sentence).join(' '));
    const long = `${'mot '.repeat(80)}fin.`;
    const cut = draftSection([company('Pourquoi est-ce ainsi ?'), expert(long)], undefined, {});
    expect(cut?.shortAnswer.split(' ')).toHaveLength(60);
    expect(cut?.details).toContain('fin.');
  });

  it('takes the question from before the case, when the exchange holds none', () => {
    const said = [
      company('Merci de me rappeler'),
      expert('Oui, à partir de deux mois de marché, sur demande.'),
    ];
    expect(draftSection(said, 'puis-je avoir une avance', {})?.heading).toBe('Puis-je avoir une avance ?');
    expect(draftSection([expert('Oui, à partir de deux mois de marché.')], undefined, {})?.heading).toBe(
      'Question à écrire ?',
    );
  });

  it('holds nothing of what the expert took back, and holds what was corrected', () => {
    const wrong = 'Le délai est de dix jours à compter de la demande.';
    const words = draftSection(
      [
        company('Quel est le délai de paiement ?'),
        expert(wrong),
        news(caseTexts.withdrawn(NADIA.name, wrong)),
        expert('Le délai court à compter de la facture reçue.'),
        news(caseTexts.corrected(NADIA.name, 'Le délai court à compter de la réception, facture jointe.')),
      ],
      undefined,
      KNOWN,
    );
    expect(`${words?.shortAnswer}\n${words?.details}`).toBe(
      'Le délai court à compter de la facture reçue.\nLe délai court à compter de la réception, facture jointe.',
    );
  });

  it('is not drawn from an exchange without an answer', () => {
    expect(draftSection([company('Allô ?'), bot('Un expert est prévenu.')], undefined, {})).toBeUndefined();
  });
});

const draft = (changed: Partial<KnowledgeDraft> = {}): KnowledgeDraft => ({
  id: 'd',
  caseId: 'c',
  caseNumber: 42,
  state: 'to_read',
  owner: NADIA,
  version: 1,
  changed: undefined,
  createdAt: Date.parse('2026-11-24T10:00:00Z'),
  heading: 'Ai-je droit à une avance ?',
  shortAnswer: 'L’avance est due au-dessus du seuil.',
  details: '',
  references: ['R2191-3'],
  ...changed,
});

describe('The file of drafts', () => {
  it('is a page that the knowledge reads, with whence each section comes where nobody else reads it', () => {
    const page = draftsPage([
      draft({ details: 'Une première ligne.\n\n- un point\n- un autre' }),
      draft({ heading: 'Qui paie le sous-traitant ?', references: ['L2193-10', 'C. trav. L5132-4'] }),
    ]);
    expect(page).toContain('# Dossier 42, Nadia Benali, 24 novembre 2026 : Ai-je droit à une avance ?');
    const { document, problems } = parsePage('guides/brouillons.md', page);
    expect(problems).toEqual([]);
    expect(document?.sections.map(({ heading, articles }) => [heading, articles])).toEqual([
      ['Ai-je droit à une avance ?', ['R2191-3']],
      ['Qui paie le sous-traitant ?', ['L2193-10', 'C. trav. L5132-4']],
    ]);
    expect(document?.sections[0]?.details).toEqual([
      { type: 'paragraph', text: 'Une première ligne.' },
      { type: 'list', items: ['un point', 'un autre'] },
    ]);
    expect(document && checkDocument(document, new Map())).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('Nadia');
  });

  it('keeps prose what looks like something else', () => {
    const details = [
      '# un titre',
      '> une citation',
      '```',
      'code',
      '```',
      '| a | b |',
      '---',
      'Références : L1-1',
      'Proposition : n’importe',
      '{{ pas un chiffre',
      '    quatre espaces',
    ].join('\n\n');
    const shortAnswer = 'Verdict : peut-être';
    const heading = 'Un titre\n## deux ?';
    const { document, problems } = parsePage(
      'guides/b.md',
      draftsPage([draft({ details, shortAnswer, heading })]),
    );
    expect(problems).toEqual([]);
    expect(document?.sections).toHaveLength(1);
    expect(document?.sections[0]?.articles).toEqual(['R2191-3']);
    expect(document?.sections[0]?.shortAnswer).toBe('Verdict — peut-être');
    expect(document && checkDocument(document, new Map())).toEqual([]);
  });

  it('holds what is still to be taken up, and is a page also without anything', () => {
    const page = draftsPage(
      ['to_read', 'kept', 'dropped', 'done'].map((state) => draft({ state, heading: `Question ${state} ?` })),
    );
    expect(page.match(/^## .*$/gm)).toEqual(['## Question to_read ?', '## Question kept ?']);
    expect(parsePage('guides/b.md', draftsPage([])).problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('aucune question'),
    ]);
  });

  it('stays whole whatever a name or a heading holds', () => {
    const owner = { key: 'x', name: 'Nadia\n---\nkind: clause' };
    const { document, problems } = parsePage(
      'guides/b.md',
      draftsPage([draft({ owner, heading: '"\\: # [x](y) ?' })]),
    );
    expect(problems).toEqual([]);
    expect(document?.meta.kind).toBe('guide');
  });
});

describe('A draft that staff write', () => {
  const given = {
    heading: 'Ai-je droit à une avance ?',
    shortAnswer: 'Au-dessus du seuil.',
    details: '',
    references: '',
  };

  it('is tidied', () => {
    const words = checkDraft({
      ...given,
      heading: ' Ai-je \n droit ? ',
      references: 'art. R. 2191-3; r2191-3 ; CRPA L311-6',
    });
    expect(words).toEqual({
      words: { ...given, heading: 'Ai-je droit ?', references: ['R2191-3', 'CRPA L311-6'] },
    });
  });

  it('has its mistakes told at their field', () => {
    const checked = checkDraft({
      heading: ' ',
      shortAnswer: 'mot '.repeat(61),
      details: 'x'.repeat(20_001),
      references: 'R9999-9 ; le code',
    });
    expect('mistakes' in checked && checked.mistakes.map(({ field }) => field)).toEqual([
      'heading',
      'shortAnswer',
      'details',
      'references',
      'references',
    ]);
    expect('mistakes' in checked && checked.mistakes[1]?.message).toBe(
      'La réponse courte a 61 mots : 60 au plus. Passez le reste dans les détails.',
    );
  });
});
