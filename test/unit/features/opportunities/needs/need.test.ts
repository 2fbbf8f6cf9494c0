import { describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import type { CompanySearch } from '#src/features/directory/rules/asks-companies.ts';
import { criteriaOf } from '#src/features/directory/rules/criteria.ts';
import { searchCards } from '#src/features/directory/rules/match.ts';
import { type PublicCard, toCard } from '#src/features/directory/rules/public-card.ts';
import { weighIn } from '#src/features/directory/rules/weigh-in.ts';
import { searchResult } from '#src/features/directory/search/show-companies.ts';
import { directoryTexts } from '#src/features/directory/texts.ts';
import { saysNeed, weighNeed } from '#src/features/opportunities/needs/rules/need.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';

const NOW = instantOf('2026-12-01', '10:00');
/** Nothing of sizes is asked of it. */
const FORM = { fields: [] } as never;

const card = (
  name: string,
  said: string,
  {
    departments = ['69'],
    sectors = [],
    engagements = [],
  }: { departments?: string[]; sectors?: string[]; engagements?: string[] } = {},
): PublicCard => {
  const of = (field: string, value: unknown) => ({ field, value, shown: '', origin: 'declared' as const });
  const made = toCard({ id: name, key: `${name}0000000000`.slice(0, 10) }, [
    of('name', name),
    of('activities', { said, sectors }),
    of('territories', { departments, regions: [] }),
    of('engagements', engagements),
  ]);
  if (!made) throw new Error('no card');
  return made;
};

/** Whom a buyer is shown: those that answer, and those next to it. */
function shown(asked: { activity: string; place: string; family?: string }, cards: readonly PublicCard[]) {
  const criteria = criteriaOf({ family: '', ...asked });
  const departments = criteria.places.flatMap((place) => place.departments);
  const weighed = weighNeed({ text: asked.activity, departments }, cards, { form: FORM, now: NOW });
  const { found, near } = weighIn(cards, criteria, searchCards(cards, criteria), weighed);
  const names = (all: typeof found) => all.map((one) => one.card.name);
  return {
    found: names(found),
    near: names(near),
    reasons: [...found, ...near].flatMap((one) => one.reasons),
  };
}

describe('a buyer who needs something', () => {
  it('is shown who does it by a trade that no sector names', () => {
    const windows = card('Vitres', 'laveurs de vitres, travaux en hauteur');
    const others = card('Pains', 'boulangerie bio');
    const { found, reasons } = shown({ activity: 'lavage de vitres', place: 'Rhône' }, [windows, others]);
    expect(found).toEqual(['Vitres']);
    expect(reasons).toContainEqual({ type: 'place', place: 'Rhône' });
  });

  it('is shown who works next door, and who lacks one commitment, as near', () => {
    const here = card('Ici', 'nettoyage de bureaux', { sectors: ['nettoyage'], engagements: ['insertion'] });
    const beside = card('Voisine', 'nettoyage de bureaux', {
      sectors: ['nettoyage'],
      departments: ['01'],
      engagements: ['insertion'],
    });
    const plain = card('Sans', 'nettoyage de bureaux', { sectors: ['nettoyage'] });
    const far = card('Loin', 'nettoyage de bureaux', { sectors: ['nettoyage'], departments: ['13'] });
    const asked = { activity: 'nettoyage de bureaux', place: 'Rhône', family: 'insertion' };
    const { found, near, reasons } = shown(asked, [far, beside, plain, here]);
    expect(found).toEqual(['Ici']);
    expect(near.sort()).toEqual(['Sans', 'Voisine']);
    expect(reasons).toContainEqual({ type: 'beside', departments: ['69'] });
  });

  it('is told of as many others as the linked page lists, which knows no finer rules', () => {
    const criteria = criteriaOf({ activity: 'nettoyage de bureaux', place: 'Rhône', family: '' });
    const [many, few] = [7, 4].map((listed) => {
      const cards = Array.from({ length: 8 }, (_, at) =>
        card(`Net ${at}`, 'entretien ménager', { sectors: at < listed ? ['nettoyage'] : [] }),
      );
      const weighed = cards.map(({ companyId }) => ({
        companyId,
        activity: 'fits' as const,
        trade: 'le nettoyage de locaux',
        territory: 'fits' as const,
        beside: [],
      }));
      const { blocks } = searchResult(FORM, cards, { criteria } as CompanySearch, () => '/annuaire', {
        weighed,
      });
      return plainText(blocks);
    });
    expect(many).toContain(directoryTexts.more(2, '/annuaire'));
    expect(few).toContain('Net 4');
    expect(few).not.toContain('/annuaire');
  });

  it('is shown nobody whose trade is another one', () => {
    const { found, near } = shown({ activity: 'blanchisserie', place: 'Rhône' }, [
      card('Pains', 'boulangerie bio'),
    ]);
    expect([...found, ...near]).toEqual([]);
  });

  it.each([
    ['je suis acheteuse à la mairie, il me faut du nettoyage', true],
    ['un traiteur à Lyon pour 12 000 €', true],
    ['un lot de peinture à Lyon', true],
    ['notre commune veut un traiteur', true],
    ['la région cherche un imprimeur', true],
    ['je suis à la mairie de Lyon, il me faut un plombier', true],
    ['un marché de nettoyage à Lyon', true],
    ['un plombier à Lille ?', false],
    ['une blanchisserie dans le département du Cher', false],
    ['un traiteur de la région', false],
    ['un menuisier près de ma ville, dans la commune de Bron', false],
    ['cherche cotraitant électricité Nord', false],
  ])('« %s » says so: %s', (text, says) => {
    expect(saysNeed(text, NOW)).toBe(says);
  });
});
