import { z } from 'zod';
import { withoutDetails } from '#src/company/rules/without-details.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import { FAMILIES, KIND_FIELDS } from './families.ts';

/** A value of a company's file, as the store has it. */
export interface FileValue {
  readonly field: string;
  readonly value: unknown;
  readonly shown: string;
  readonly origin: 'fetched' | 'declared' | 'team' | 'proven';
}

/** A commitment as the public reads it. */
export interface PublicFamily {
  readonly family: string;
  readonly kinds: readonly string[];
  /** Whether a proof was checked, or the company says so. */
  readonly isVerified: boolean;
}

/** Where a company works. */
export interface PublicTerritory {
  readonly departments: readonly string[];
  readonly regions: readonly string[];
  readonly radius?:
    | { readonly km: number; readonly around: string; readonly department?: string | undefined }
    | undefined;
  readonly everywhere: boolean;
}

/** All that the public may know of a company: no person, no telephone, no address, no turnover. */
export interface PublicCard {
  readonly companyId: string;
  /** What its page's address ends with; it does not change with the name. */
  readonly key: string;
  readonly slug: string;
  readonly name: string;
  readonly town: { readonly name: string; readonly department: string } | undefined;
  /** Ids of sectors. */
  readonly sectors: readonly string[];
  /** What it offers, in its own words. */
  readonly offer: string;
  readonly territory: PublicTerritory | undefined;
  readonly families: readonly PublicFamily[];
}

const activities = z.object({ said: z.string(), sectors: z.array(z.string()) });
const territory = z.object({
  departments: z.array(z.string()),
  regions: z.array(z.string()),
  radius: z.object({ km: z.number(), around: z.string(), department: z.string().optional() }).optional(),
  everywhere: z.boolean().optional(),
});
const ids = z.array(z.string());

/**
 * What the public may read of a company's file. Free words lose the addresses and numbers that somebody may have
 * written in them.
 * @param key what its page's address ends with
 * @returns undefined when nothing is left to show: no name, or no activity
 */
export function toCard(
  company: { readonly id: string; readonly key: string },
  fields: readonly FileValue[],
): PublicCard | undefined {
  const of = new Map(fields.map((one) => [one.field, one]));
  const name = withoutDetails(asText(of.get('name')?.value));
  const does = activities.safeParse(of.get('activities')?.value);
  if (name === '' || !does.success) return undefined;
  const places = territory.safeParse(of.get('territories')?.value);
  const town = /^(.+) \((\w{2,3})\)$/.exec(asText(of.get('seat')?.value));
  return {
    companyId: company.id,
    key: company.key,
    slug: `${slugify(name).slice(0, 60).replace(/-$/, '')}-${company.key}`,
    name,
    town: town?.[1] && town[2] ? { name: town[1], department: town[2] } : undefined,
    sectors: does.data.sectors,
    offer: withoutDetails(does.data.said),
    territory: places.success ? { ...places.data, everywhere: places.data.everywhere === true } : undefined,
    families: familiesOf(of),
  };
}

function familiesOf(of: ReadonlyMap<string, FileValue>): PublicFamily[] {
  const engagements = of.get('engagements');
  const declared = ids.safeParse(engagements?.value);
  if (!declared.success) return [];
  return FAMILIES.filter((family) => declared.data.includes(family)).map((family) => {
    const { kind, proof } = KIND_FIELDS[family] ?? {};
    const kinds = ids.safeParse(kind && of.get(kind)?.value);
    const checked = [engagements, kind && of.get(kind), proof && of.get(proof)];
    return {
      family,
      kinds: kinds.success ? kinds.data : [],
      // The word of the company is not a proof, whatever document it says it has.
      isVerified: checked.some((one) => typeof one === 'object' && one.origin === 'proven'),
    };
  });
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
