import { beforeAll, describe, expect, it } from 'vitest';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readOptions } from '#src/commands/options.ts';
import { checkFolder } from '#src/knowledge/check-folder.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { page, SAMPLE } from '#support/knowledge/samples.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { type Coverage, coverageOf, readHeldOut } from '../../evaluation/coverage/coverage.ts';
import { coverageLines } from '../../evaluation/coverage/lines.ts';

const NEVER_ASKED =
  '## Comment nourrir un hippocampe en aquarium ?\n\nAvec des artémies vivantes, deux repas quotidiens.';
const PAYMENT = [
  '## Comment facturer un marché public ?\n\nLa facture du marché public se dépose en ligne.',
  '## Comment contester une pénalité du marché public ?\n\nUne pénalité du marché public se conteste par écrit.',
  '## Comment sous-traiter une avance du marché public ?\n\nUne avance du marché public ne se sous-traite pas.',
].join('\n\n');
const AVANCE = 'Ai-je droit à une avance sur mon marché public ?';

describe('the coverage of the pages', () => {
  let coverage: Coverage;
  let lines: string[];
  beforeAll(async () => {
    using knowledge = tempFolder({
      ...SAMPLE,
      'guides/hippocampe.md': page(NEVER_ASKED),
      'guides/paiement.md': page(PAYMENT),
    });
    using data = tempFolder();
    const { config, today } = readOptions(['--data', data.path, '--knowledge', knowledge.path]);
    const expects = (articles: string[]) => ({ kinds: ['answer'], articles, figures: [], not: [] });
    const ask = (id: string, question: string, articles: string[]) => ({
      id,
      topic: 'essai',
      group: 'question' as const,
      turns: [question],
      expect: expects(articles),
    });
    const questions = [
      ask('1', AVANCE, ['R2191-3']),
      ask('2', 'Quelle est la recette de la tarte aux pommes ?', ['R9999-1']),
    ];
    const heldOut = [
      {
        key: 'guides/seuils#jusqu-a-quel-montant-une-mairie-peut-elle-acheter-sans-publicite',
        wording: 'gré à gré, jusqu’à quel montant',
      },
      {
        key: 'guides/sous-traitance#puis-je-sous-traiter-la-totalite-du-marche',
        wording: 'tout sous-traiter, permis ?',
      },
      { key: 'guides/avance#comment-rembourser-une-avance', wording: 'remboursement de l’avance du marché' },
      { key: 'guides/partie#plus-la', wording: 'une page retirée' },
    ];
    coverage = await coverageOf(await openBase(config), [{ name: 'essai', questions }], heldOut, today);
    lines = coverageLines(coverage, { shows: () => true, wordings: true });
  });

  it('names the sections that nobody’s words reach', () => {
    const unreached = coverage.unreached.map(({ documentId }) => documentId);
    expect(unreached).toContain('guides/hippocampe');
    for (const asked of ['guides/avance', 'guides/seuils', 'guides/sous-traitance'])
      expect(unreached).not.toContain(asked);
    expect(lines).toContain('    guides/hippocampe#comment-nourrir-un-hippocampe-en-aquarium');
  });

  it('names the questions that no section answers', () => {
    expect(coverage.withoutSection).toEqual([
      { from: 'essai', question: 'Quelle est la recette de la tarte aux pommes ?' },
    ]);
    expect(lines).toContain('    Quelle est la recette de la tarte aux pommes ?');
  });

  it('counts, and does not show, the questions of a set that measures', () => {
    const hidden = coverageLines(coverage, { shows: () => false, wordings: false });
    expect(hidden).toContain('questions sans section : 1 (1 de essai)');
    expect(hidden.join('\n')).not.toContain('tarte');
  });

  it('names the wordings of sections that are gone', () => {
    expect(coverage.dead).toEqual([{ key: 'guides/partie#plus-la', wording: 'une page retirée' }]);
  });
});

describe('the wordings kept apart', () => {
  it('are each of a section that exists, and stand in no page', async () => {
    const { documents } = await checkFolder('knowledge');
    const passages = new Map(passagesOf(documents).map((passage) => [passage.key, passage]));
    const heldOut = readHeldOut();
    expect(heldOut.filter(({ key }) => !passages.has(key))).toEqual([]);
    expect(heldOut.filter(({ key, wording }) => passages.get(key)?.wordings.includes(wording))).toEqual([]);
    const asked = new Set(heldOut.map(({ key }) => key));
    expect([...passages.keys()].filter((key) => !asked.has(key))).toEqual([]);
  });
});
