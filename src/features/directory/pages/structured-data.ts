import type { PublicCard } from '#src/features/directory/rules/public-card.ts';
import { departmentOf } from '#src/reference/french-places.ts';
import { pageTexts as texts } from './texts.ts';

/** What search engines read of a company: nothing that the page does not show. @see https://schema.org/Organization */
export function companyData(card: PublicCard, url: string, trades: readonly string[]): unknown {
  return { '@context': 'https://schema.org', ...organisation(card, url, trades) };
}

/** A list of companies. @see https://schema.org/ItemList */
export function listData(url: string, items: readonly { card: PublicCard; url: string }[]): unknown {
  return {
    '@context': 'https://schema.org',
    '@type': 'CollectionPage',
    name: texts.title,
    url,
    inLanguage: 'fr',
    mainEntity: {
      '@type': 'ItemList',
      numberOfItems: items.length,
      itemListElement: items.map(({ card, url: of }, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        name: card.name,
        url: of,
      })),
    },
  };
}

function organisation(card: PublicCard, url: string, trades: readonly string[]) {
  const { town, territory } = card;
  const areas = territory?.everywhere
    ? [{ '@type': 'Country', name: 'France' }]
    : [
        ...(territory?.regions ?? []).map((name) => ({ '@type': 'AdministrativeArea', name })),
        ...(territory?.departments ?? []).map((code) => ({
          '@type': 'AdministrativeArea',
          name: departmentOf(code)?.name ?? code,
        })),
      ];
  return {
    '@type': 'Organization',
    '@id': url,
    name: card.name,
    url,
    ...(card.offer && { description: card.offer }),
    ...(town && {
      address: {
        '@type': 'PostalAddress',
        addressLocality: town.name,
        addressRegion: departmentOf(town.department)?.name ?? town.department,
        addressCountry: texts.country,
      },
    }),
    ...(areas.length > 0 && { areaServed: areas }),
    ...(trades.length > 0 && {
      knowsAbout: trades,
      makesOffer: trades.map((name) => ({ '@type': 'Offer', itemOffered: { '@type': 'Service', name } })),
    }),
  };
}
