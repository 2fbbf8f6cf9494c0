import { describe, expect, it } from 'vitest';
import { NEED_VALUE } from '#src/calculators/procedure/need/need-value-reading.ts';
import { SEPARATE_NEEDS } from '#src/calculators/procedure/need/separate-needs-reading.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import type { Told } from '#src/reader/told.ts';
import { understand } from '#src/reader/understand.ts';
import { figuresOn, plain, TODAY } from '#support/knowledge/ask-computation.ts';

const onPage = (computation: typeof SEPARATE_NEEDS, text: string, told?: Told) =>
  computation.onPages?.compute({
    understanding: { ...understand(text, undefined, TODAY), told },
    quantities: quantitiesIn(text, TODAY),
    figures: figuresOn(),
    today: TODAY,
  });

describe('Works and services', () => {
  it('are two needs, each with its own threshold', () => {
    const given = onPage(
      SEPARATE_NEEDS,
      'on prend du nettoyage à 18 000 par an pendant 4 ans, dois-je ajouter la peinture des salles à 30 000 ?',
    );
    expect(given?.verdict).toBe('non');
    expect(plain(given?.headline)).toContain('72 000 € HT');
    expect(plain(given?.steps.join(' '))).toMatch(/100 000 € HT.*60 000 € HT/);
  });

  it('are known by what was told before', () => {
    const told: Told = {
      object: { id: 'roof', said: 'le toit', kind: 'works' },
      category: 'works',
      others: [
        {
          object: { id: 'plumbing', said: 'la chaudière', kind: 'services' },
          category: 'supplies-services',
          worth: { value: 36_000 },
        },
      ],
    };
    const given = onPage(SEPARATE_NEEDS, 'Et je dois l’ajouter au toit ?', told);
    expect(given?.headline).toMatch(/^Non, la chaudière et le toit ne s’additionnent pas/);
    expect(plain(given?.caveats[0])).toContain('36 000 € HT, c’est moins que 60 000 € HT');
  });

  it.each([
    'j’ai la peinture et la toiture de l’école, dois-je les additionner ?',
    'dois-je ajouter les options au nettoyage ?',
    'nettoyage et peinture : quel délai de publicité ?',
  ])('nothing is said of needs of one kind, nor where adding is not asked: « %s »', (text) => {
    expect(onPage(SEPARATE_NEEDS, text)).toBeUndefined();
  });
});

describe('What several years come to', () => {
  it('is compared with the threshold of what is bought', () => {
    const given = onPage(
      NEED_VALUE,
      'Maintenance des ascenseurs de la commune : 11 000 € HT par an sur 3 ans, quel total comparer au seuil ?',
    );
    expect(plain(given?.caveats.join(' ') ?? '')).toContain('33 000 € HT, c’est moins que 60 000 € HT');
  });

  it('is compared where it is above, too', () => {
    const given = onPage(
      NEED_VALUE,
      'Nettoyage de la mairie à 18 000 € HT par an pendant 4 ans, quel montant compter ?',
    );
    const said = plain([given?.headline, ...(given?.steps ?? []), ...(given?.caveats ?? [])].join(' '));
    expect(said).toContain('72 000 € HT');
  });
});
