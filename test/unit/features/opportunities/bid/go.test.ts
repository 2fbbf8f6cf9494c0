import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { figuresAt } from '#src/calculators/known.ts';
import { type GoAsked, type GoCard, goCard } from '#src/features/opportunities/bid/rules/go.ts';
import { PAGES } from '#src/features/opportunities/bid/rules/pages.ts';
import { together } from '#src/features/opportunities/notice/together.ts';
import { readBoampRecord } from '#src/features/opportunities/sources/boamp/read-record.ts';
import { readFigures } from '#src/knowledge/model/figures.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import { callOf, cleaners, closingOn, lotOf, MORNING } from '#support/matching/calls.ts';
import { fnsRecord, mapaRecord } from '#support/notices/records.ts';
import { ROOT } from '#support/repository/source-files.ts';

const knowledge = join(ROOT, 'knowledge');
const { figures } = readFigures(readFileSync(join(knowledge, 'figures.yaml'), 'utf8'), 'figures.yaml');

const card = (asked: Partial<GoAsked> = {}): GoCard =>
  goCard({
    notice: callOf([lotOf()]),
    bidder: cleaners(),
    untold: [],
    figures: figuresAt(figures, '2026-11-30'),
    now: MORNING,
    ...asked,
  });
const saidOf = ({ lines }: GoCard, about: GoCard['lines'][number]['about']): string =>
  (lines.find((line) => line.about === about)?.text ?? '').replace(/[\u00A0\u202F]/g, ' ');
const described = (description: string) => callOf([lotOf()], { description });

describe('« Puis-je y aller ? »', () => {
  it('says go where all fits, each line with its page, in what is read in twenty seconds', () => {
    const found = card();
    expect(found.verdict).toBe('go');
    expect(saidOf(found, 'may')).toContain('Répondre : oui. C’est votre métier');
    expect(saidOf(found, 'hours')).toContain('15 à 35 heures');
    expect(saidOf(found, 'first')).toContain('Dépôt : lundi 21 décembre à 12 h, heure de Paris');
    expect(found.lines.every(({ page }) => page !== undefined)).toBe(true);
    expect(
      found.lines
        .map(({ text }) => text)
        .join(' ')
        .split(/\s+/).length,
    ).toBeLessThanOrEqual(105);
  });

  it('stands on sections that exist', () => {
    const { reserved, ...others } = PAGES;
    for (const key of [...Object.values(reserved), ...Object.values(others)]) {
      const [page = '', section] = key.split('#');
      const headings = [...readFileSync(join(knowledge, `${page}.md`), 'utf8').matchAll(/^## (.+)$/gm)];
      expect(
        headings.map(([, heading = '']) => slugify(heading)),
        key,
      ).toContain(section);
    }
  });

  it('says what the notice does not, and invents nothing', () => {
    const found = card({ notice: callOf([lotOf({ amount: undefined })], { closing: undefined }) });
    expect(saidOf(found, 'size')).toBe('Montant et chiffre d’affaires demandé : non précisé dans l’avis.');
    expect(saidOf(found, 'first')).toBe(
      'Questions et visite : non précisé dans l’avis. Dépôt : non précisé dans l’avis.',
    );
    const { time: _, ...dayOnly } = closingOn('2026-12-21', '23:59');
    expect(saidOf(card({ notice: callOf([lotOf()], { closing: dayOnly }) }), 'first')).toContain(
      'heure : non précisé dans l’avis',
    );
  });

  it.each([
    ['reserved to others', { reserved: { for: ['adapted' as const] } }, 'no', 'Répondre : non.'],
    ['reserved to it', { reserved: { for: ['insertion' as const] } }, 'go', 'vous en êtes'],
    ['of another trade', { title: 'Peinture des façades', cpv: ['45442100'] }, 'check', 'peut-être.'],
    ['far away', { places: [{ department: '13' }] }, 'check', 'loin de votre territoire'],
  ])('weighs a lot %s', (_, lot, verdict, words) => {
    const found = card({ notice: callOf([lotOf(lot)]) });
    expect(found.verdict).toBe(verdict);
    expect(saidOf(found, 'may')).toContain(words);
  });

  it('tells lots that suit from lots that are for others', () => {
    const lots = [
      lotOf({ id: 'a', number: '1', reserved: { for: ['adapted'] } }),
      lotOf({ id: 'b', number: '2', title: 'Peinture des façades', cpv: ['45442100'] }),
      lotOf({ id: 'c', number: '3' }),
    ];
    const found = card({ notice: callOf(lots) });
    expect(found).toMatchObject({ verdict: 'go', suited: [2] });
    expect(saidOf(found, 'may')).toContain('Pour vous : lot 3. Réservé à d’autres : lot 1.');
  });

  it('compares the turnover that the notice asks for', () => {
    const asks = described('Chiffre d’affaires annuel minimum exigé : 900 000 € HT. Visite possible.');
    const small = card({ notice: asks });
    expect(small.verdict).toBe('check');
    expect(small.wantsPartner).toBe(true);
    expect(saidOf(small, 'size')).toContain(
      'demandé : 900 000 €. Le vôtre, environ 600 000 €, n’y suffit pas',
    );
    expect(saidOf(card({ notice: asks, bidder: cleaners({ turnover: 2_000_000 }) }), 'size')).toContain(
      'y suffit',
    );
    expect(saidOf(card(), 'size')).toContain('90 000 € au plus, sauf justification écrite');
  });

  it('finds the last day for questions and the visit in the words of the notice', () => {
    const found = card({
      notice: described(
        'Nettoyage courant. Les questions des candidats doivent parvenir au plus tard le 10 décembre 2026. Une visite du site est obligatoire le 8 décembre 2026 à 10 h.',
      ),
    });
    expect(saidOf(found, 'first')).toContain(
      'Visite obligatoire : mardi 8 décembre ; questions : jeudi 10 décembre. Dépôt : lundi 21 décembre',
    );
    // A date of the contract itself is none of them.
    const other = card({
      notice: described('Début des prestations le 4 janvier 2027. Visite du site conseillée.'),
    });
    expect(saidOf(other, 'first')).toContain('visite (date : non précisé dans l’avis)');
  });

  it('says no once it is closed, ended or given, and waits for what is to come', () => {
    expect(card({ now: MORNING + 40 * 86_400_000 }).verdict).toBe('no');
    expect(card({ notice: callOf([lotOf()], { kind: 'annulation' }) }).verdict).toBe('no');
    expect(saidOf(card({ notice: callOf([lotOf()], { kind: 'attribution' }) }), 'may')).toContain(
      'déjà attribué',
    );
    const coming = card({ notice: callOf([lotOf()], { kind: 'intention', closing: undefined }) });
    expect(coming.verdict).toBe('check');
    expect(saidOf(coming, 'may')).toContain('pas encore ouverte');
  });

  it('tells who has no file what holds for all, and what is missing', () => {
    const found = card({ bidder: undefined, untold: undefined });
    expect(found.verdict).toBe('check');
    expect(saidOf(found, 'may')).toContain('je ne connais pas encore votre entreprise');
    expect(saidOf(found, 'missing')).toContain('Il manque votre fiche');
    expect(saidOf(card({ untold: ['SIRET', 'Chiffre d’affaires'] }), 'missing')).toContain(
      'Il manque à votre fiche : SIRET et chiffre d’affaires',
    );
  });

  it('stands on no page of public law for a private opportunity', () => {
    const written = { kind: 'private-contract', publisher: 'CCI', publisherKind: 'cci' } as const;
    const found = card({ notice: callOf([lotOf()], { kind: 'written', written }) });
    expect(found.lines.some(({ page }) => page !== undefined)).toBe(false);
    expect(saidOf(found, 'missing')).not.toContain('DC1');
  });

  it.each([
    ['FNSimple', fnsRecord({ idweb: '26-90001', day: '2026-11-10', closing: '2026-12-15T12:00:00' })],
    ['MAPA', mapaRecord({ idweb: '26-90002', day: '2026-11-10', closing: '2026-12-15T12:00:00' })],
  ])('is made of a notice of BOAMP (%s) as it was read', (_, record) => {
    const read = readBoampRecord(record);
    if (!read.ok) throw new Error(read.why);
    const found = card({ notice: together([read.publication]) });
    expect(found.lines.map(({ about }) => about)).toEqual([
      'may',
      'size',
      'missing',
      'hours',
      'partners',
      'first',
    ]);
    expect(saidOf(found, 'first')).toContain('15 décembre à 12 h');
  });
});
