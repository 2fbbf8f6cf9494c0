import { describe, expect, it } from 'vitest';
import { retentionComputation } from '#src/calculators/payment/retention-reading.ts';
import { askComputation, plain } from '#support/knowledge/ask-computation.ts';

const asked = (message: string) => askComputation([retentionComputation], message);

describe('What is kept, without its name', () => {
  it.each([
    'la mairie garde 5 pour cent, combien ça fait sur 38 000 ?',
    'ils vont me garder 5 pour cent comme d hab combien ca fait sur 38000',
    'ils vont me retenir 5 % sur mon marché de 38 000 €, ça fait combien ?',
    'la ville me bloque 5% combien ça fait sur 38000 euros',
  ])('is counted, and what it is at the lower rate: « %s »', (message) => {
    const { headline, steps } = asked(message) ?? { headline: '', steps: [] };
    expect(plain(headline)).toContain('1 900 €');
    expect(plain(steps.join(' '))).toContain('1 140 €');
  });

  it('is no rule of public buyers for who works for the holder', () => {
    expect(
      asked('je suis sous-traitant, la boîte me garde 5 %, combien ça fait sur 38 000 € ?'),
    ).toBeUndefined();
  });
});
