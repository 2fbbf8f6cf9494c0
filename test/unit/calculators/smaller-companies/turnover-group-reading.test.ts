import { describe, expect, it } from 'vitest';
import { PROCEDURE_COMPUTATIONS } from '#src/calculators/all-computations.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const ask = (...turns: string[]) => askComputation(PROCEDURE_COMPUTATIONS, ...turns);
const FIRST =
  'mon CA cest 210 000 l an et ils exigent 300 000 euros de chifre. la collegue fait 180 000. je peux ou cest mort';

describe('The turnover of companies that answer together', () => {
  it.each([
    [FIRST, '210 000 € + 180 000 € = 390 000 €'],
    [
      "l'acheteur veut 200 000 euros de chiffre d'affaires, j'en fais 60 000 et mon partenaire 180 000, ensemble ça passe ?",
      '60 000 € + 180 000 € = 240 000 €',
    ],
    [
      'ils exigent 300 000 € de chiffre d’affaires, notre groupement fait 390 000 €, c’est bon ?',
      '390 000 €',
    ],
    ['à deux 390 000, ils veulent 300 000 de CA, ça passe ?', '390 000 €'],
    [
      'mon concurrent a 900 000 de CA, ma collègue 180 000, moi 210 000 et on exige 300 000, je tente ?',
      '210 000 € + 180 000 € = 390 000 €',
    ],
    [
      'ils ne demandent pas 300 000 de CA mais 200 000, je fais 120 000 et mon associé 95 000',
      '120 000 € + 95 000 € = 215 000 €',
    ],
  ])('covers the minimum that is asked: « %s »', (question, sum) => {
    const answer = ask(question);
    expect(answer?.id).toBe('turnover-cap');
    expect(plain(answer?.headline)).toMatch(/^En groupement, le minimum est couvert/);
    expect(plain(answer?.headline)).toContain(sum);
    expect(plain(answer?.headline)).toContain('ce qui est demandé à chacun');
    expect(answer?.articles[0]).toBe('R2142-25');
  });

  it('is never taken for what the contract is worth', () => {
    expect(plain(JSON.stringify(ask(FIRST)))).not.toContain('270 000');
  });

  it.each([
    ['je fais 90 000 de CA, ma partenaire 60 000, ils demandent 200 000 de CA, on peut ?', '50 000 €'],
    ['CA demandé 250 000. a trois on a 240 000, cest mort ?', '10 000 €'],
  ])('says how much it lacks: « %s »', (question, lacking) => {
    const answer = ask(question);
    expect(plain(answer?.headline)).toContain(`il manque ${lacking}`);
    expect(answer?.articles).toContain('R2142-3');
  });

  it('tells that more is asked than may be, where the contract is known', () => {
    const answer = ask(
      'Le marché est estimé à 150 000 € et on exige 300 000 € de chiffre d’affaires. Je fais 210 000 € et ma cotraitante 180 000 €.',
    );
    expect(plain(answer?.caveats.join(' '))).toContain('300 000 € demandés dépassent 225 000 €');
  });

  it.each([
    'chaque membre doit faire 100 000 de CA, moi 80 000 et ma collègue 180 000, ça passe ?',
    'est-ce que 2 boîtes à 110 000 de CA chacune peuvent répondre si on demande 200 000 ?',
    'mon CA est de 20 000 par mois, ma collègue fait 180 000, ils demandent 300 000 de CA',
    'il me faut 300 000 de chiffre d’affaires, j’en ai 210 000, mon sous-traitant en fait 180 000',
    'ils demandent 300 000 de CA, je fais 210 000, elle 180 000 et à deux on fait 400 000',
    'ils demandent 300 000 de CA, ma collègue fait 180 000',
    'on veut 300 000 de CA, moi 90 000, Karim 60 000 et ma sœur 60 000',
    'à 2 390 000, ils veulent 300 000 de CA, ça passe ?',
  ])('is not counted where it is unsure or of something else: « %s »', (question) => {
    expect(plain(ask(question)?.headline) ?? '').not.toMatch(/En groupement/);
  });
});

describe('A correction of whose an amount is', () => {
  it.each([
    'mon CA est de 210 000 € pour un marché de 180 000 €, ils exigent 300 000 € de CA, c’est normal ?',
    'mon CA est de 210 000 et ils demandent 300 000 de CA. et 180 000 le marché',
  ])('is counted with, and said: « %s »', (first) => {
    const answer = ask(first, 'non 180 000 c’est le chiffre de ma collègue');
    expect(plain(answer?.headline)).toMatch(
      /^C’est noté : 180 000 € \(chiffre d’affaires de l’autre entreprise\)\. En groupement, le minimum est couvert : 210 000 € \+ 180 000 € = 390 000 €/,
    );
    expect(plain(answer?.steps.join(' '))).not.toContain('montant du marché');
  });

  it('changes one amount', () => {
    const first =
      'je fais 90 000 de CA, ma partenaire 60 000, ils demandent 200 000 de CA, on peut répondre à deux ?';
    expect(plain(ask(first, 'non pardon ma partenaire fait 130 000')?.headline)).toContain(
      '90 000 € + 130 000 € = 220 000 €',
    );
    expect(plain(ask(first, 'en fait ils demandent 140 000')?.headline)).toContain('au moins les 140 000 €');
  });

  it('never takes one more company for another in its place', () => {
    const first = 'je fais 90 000 de CA, ma partenaire 60 000, ils demandent 200 000 de CA, on peut ?';
    expect(plain(ask(first, 'et ma cousine fait 50 000, ça passe ou pas ?')?.headline) ?? '').not.toContain(
      '140 000',
    );
  });

  it('adds who answers with the company', () => {
    const first = 'mon CA est de 210 000 €, ils en demandent 300 000, je fais comment ?';
    expect(plain(ask(first, 'et avec une collègue qui fait 180 000 ?')?.headline)).toContain('= 390 000 €');
  });
});
