import { isIsoDate } from '#src/platform/calendar/iso-date.ts';
import { normalizeArticle } from '#src/reference/article-number.ts';
import {
  CLAUSE_PARTS,
  type ClausePart,
  MOMENTS,
  type Moment,
  type Proposition,
  ROLES,
  type Role,
} from './document.ts';
import { REGIMES, type Regime } from './regime.ts';

/** What the « Label : value » lines at the end of a section say. */
export interface SectionFields {
  articles: string[];
  /** References that are not articles (a ruling, a decree), kept for display. */
  otherReferences: string[];
  wordings: string[];
  modality?: Proposition['modality'];
  statement?: string;
  verdict?: Proposition['verdict'];
  /** « Verdict : selon le cas »: the page says what decides, and neither yes nor no. */
  undecided?: boolean;
  appliesTo?: string;
  moment?: Moment;
  role?: Role;
  parts?: ClausePart[];
  regime?: Regime;
  validFrom?: string;
  validUntil?: string;
}

const LABELS = {
  Proposition: 'proposition',
  Verdict: 'verdict',
  Cas: 'case',
  Moment: 'moment',
  Rôle: 'role',
  Partie: 'part',
  Régime: 'regime',
  Depuis: 'from',
  "Jusqu'au": 'until',
  Références: 'references',
  'On demande aussi': 'wordings',
} as const;
/** The verdict of a proposition that is true or false with the case. */
const UNDECIDED = 'selon le cas';
type Label = keyof typeof LABELS;
const FIELD_LINE = new RegExp(`^(${Object.keys(LABELS).join('|')})[\\s\\u00A0]*:\\s*(.*)`, 'u');

/** A line « Label : value », or undefined when the line is prose. Typographic apostrophes are accepted. */
export function fieldOf(line: string): { label: Label; value: string } | undefined {
  const match = FIELD_LINE.exec(line.trim().replace(/’/g, "'"));
  if (!match) return undefined;
  const value = line.trim().slice(line.trim().indexOf(':') + 1);
  return { label: match[1] as Label, value: value.trim() };
}

const splitList = (value: string): string[] =>
  value
    .split(/(?<!\s)\s*;\s*/)
    .map((item) =>
      item
        .trim()
        .replace(/^«\s*|(?<!\s)\s*»$/g, '')
        .replace(/\.$/, ''),
    )
    .filter(Boolean);

/**
 * Reads one field into `fields`.
 * @returns a French message when the value is refused
 */
export function readField(fields: SectionFields, label: Label, value: string): string | undefined {
  switch (LABELS[label]) {
    case 'proposition':
      return readProposition(fields, value);
    case 'verdict':
      return readVerdict(fields, value);
    case 'case':
      fields.appliesTo = value;
      return undefined;
    case 'moment':
      if (!MOMENTS.includes(value as Moment)) return `« Moment » vaut ${MOMENTS.join(', ')}`;
      fields.moment = value as Moment;
      return undefined;
    case 'role':
      if (!ROLES.includes(value as Role)) return `« Rôle » vaut ${ROLES.join(', ')}`;
      fields.role = value as Role;
      return undefined;
    case 'part': {
      const parts = value.split(/(?<!\s)\s*,\s*/);
      const known = CLAUSE_PARTS.filter((part) => parts.includes(part));
      if (known.length !== parts.length) return `« Partie » vaut ${CLAUSE_PARTS.join(', ')}`;
      fields.parts = known;
      return undefined;
    }
    case 'regime':
      if (!REGIMES.includes(value as Regime)) return `« Régime » vaut ${REGIMES.join(', ')}`;
      fields.regime = value as Regime;
      return undefined;
    case 'from':
    case 'until':
      if (!isIsoDate(value)) return `« ${label} » attend une date AAAA-MM-JJ`;
      if (LABELS[label] === 'from') fields.validFrom = value;
      else fields.validUntil = value;
      return undefined;
    case 'references':
      readReferences(fields, value);
      return undefined;
    case 'wordings':
      fields.wordings.push(...splitList(value));
      return undefined;
  }
}

function readProposition(fields: SectionFields, value: string): string | undefined {
  const match = /^(permis|obligatoire|interdit|vrai)\s*[—–-]\s*(\S.*)$/u.exec(value);
  if (!match)
    return '« Proposition » s’écrit « permis — … », « obligatoire — … », « interdit — … » ou « vrai — … »';
  fields.modality = match[1] as Proposition['modality'];
  fields.statement = (match[2] ?? '').trim().replace(/\.$/, '');
  return undefined;
}

function readVerdict(fields: SectionFields, value: string): string | undefined {
  if (value === UNDECIDED) {
    fields.undecided = true;
    return undefined;
  }
  if (value !== 'oui' && value !== 'non') return '« Verdict » vaut oui ou non';
  fields.verdict = value;
  return undefined;
}

function readReferences(fields: SectionFields, value: string): void {
  for (const reference of splitList(value)) {
    const article = normalizeArticle(reference);
    if (article) fields.articles.push(article);
    else fields.otherReferences.push(reference);
  }
}
