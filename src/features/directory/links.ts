import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Criteria } from '#src/features/directory/rules/criteria.ts';
import { sectorOf } from '#src/reference/sectors.ts';

/** Where the pages of the directory are. */
const DIRECTORY_PATH = '/annuaire';

/** Addresses of the directory, and what proves that an answer to a buyer comes from a mail of ours. */
export interface DirectoryLinks {
  readonly pageUrl: (criteria?: Criteria) => string;
  readonly cardUrl: (slug: string) => string;
  readonly answerUrl: (introductionId: string, personId: string) => string;
  readonly isSigned: (introductionId: string, personId: string, signature: string) => boolean;
}

/**
 * @param address where people reach the hotline, without a slash at the end
 * @param secret of the store: the same for every replica
 */
export function directoryLinks(address: () => string, secret: string): DirectoryLinks {
  const sign = (id: string, person: string) =>
    createHmac('sha256', secret).update(`introduction ${id} ${person}`).digest('base64url');
  return {
    pageUrl: (criteria) => {
      const query = criteria ? queryOf(criteria).toString() : '';
      return `${address()}${DIRECTORY_PATH}${query && `?${query}`}`;
    },
    cardUrl: (slug) => `${address()}${DIRECTORY_PATH}/${slug}`,
    answerUrl: (id, person) =>
      `${address()}${DIRECTORY_PATH}/demande/${id}?pour=${person}&signature=${sign(id, person)}`,
    isSigned: (id, person, signature) => {
      const given = Buffer.from(signature);
      const expected = Buffer.from(sign(id, person));
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

/** A search as the fields of the page hold it. */
function queryOf({ sectors, stems, places, families }: Criteria): URLSearchParams {
  const query = new URLSearchParams();
  const activity = [...sectors.flatMap((id) => sectorOf(id)?.label ?? []), ...stems].join(', ');
  const place = places
    .map(({ name, isTown, departments: [code] }) => (isTown && code ? `${name} (${code})` : name))
    .join(', ');
  if (activity) query.set('activite', activity);
  if (place) query.set('lieu', place);
  const [family] = families;
  if (family) query.set('engagement', family.family);
  return query;
}
