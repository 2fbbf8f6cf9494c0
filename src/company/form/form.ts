import { z } from 'zod';
import type { Problem } from '#src/knowledge/model/document.ts';
import { readStaffYaml } from '#src/knowledge/model/staff-yaml.ts';
import { frenchIssue } from '#src/platform/yaml.ts';
import { formProblems as problems } from './texts.ts';
import { type DialogVoice, dialogTexts } from './texts-dialog.ts';

/** Where the form is in the knowledge folder. */
export const FORM_PATH = 'programme/referencement.yaml';

/** How answers to a question are read. */
const FIELD_TYPES = [
  'siret',
  'text',
  'choice',
  'choices',
  'yes-no',
  'consent',
  'date',
  'headcount',
  'turnover',
  'activities',
  'places',
  'town',
  'email',
  'phone',
  'website',
] as const;

const id = z.string().regex(/^[a-z][a-z0-9-]{1,19}$/, problems.id);
const sentence = z.string().trim().min(3, problems.short).max(600, problems.long);

const choiceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,19}$/, problems.id),
  label: z.string().trim().min(1).max(60, problems.longLabel),
  words: z.array(z.string()).default([]),
  /** Of a bracket: from how many. Its end is the beginning of the next one. */
  from: z.number().min(0).optional(),
  /** Goes with no other choice. */
  alone: z.boolean().optional(),
});

const fieldSchema = z.strictObject({
  id,
  type: z.enum(FIELD_TYPES),
  /** As the summary and the file name it. */
  label: z.string().trim().min(2).max(60, problems.longLabel),
  question: sentence,
  help: sentence.optional(),
  /** Can't be passed over. */
  required: z.boolean().default(false),
  /** Whether a file without this answer is less complete: not where answering is nobody's due. */
  counts: z.boolean().default(true),
  /** Whether it is asked in its turn; else it is of the file, and given by who wants to change it, by the team or by a list. */
  asked: z.boolean().default(true),
  /** Said when the answer is refused, in place of our own words. */
  error: sentence.optional(),
  /** Said when the question is passed over. */
  skipped: sentence.optional(),
  /** Signs that a free answer may have. */
  max: z.number().int().min(10).max(2000).default(300),
  choices: z.array(choiceSchema).default([]),
  /** Asked only when an earlier answer is one of these. */
  when: z.strictObject({ field: z.string(), any: z.array(z.string()).min(1) }).optional(),
  /** Of a consent: the version of its words, kept with the answer. */
  version: z.string().optional(),
  /** Words by which one asks to change it: « téléphone », « numéro ». */
  words: z.array(z.string()).default([]),
});

/** What every form that is filled by talking has. */
export const FORM_SHAPE = { intro: z.array(sentence).min(1), fields: z.array(fieldSchema).min(3) };
const formSchema = z.strictObject(FORM_SHAPE);

/** A question of the form. */
export type Field = z.output<typeof fieldSchema>;
/** A form as staff write it: the sign-up, unless it has a voice of its own. */
export type Form = z.output<typeof formSchema> & { readonly voice?: DialogVoice | undefined };

/** The words of a form's dialog. */
export const voiceOf = ({ voice }: Form): typeof dialogTexts => ({ ...dialogTexts, ...voice });

/** Something wrong in a form, at a place in its file. */
export interface FormFinding {
  readonly at: PropertyKey[];
  readonly message: string;
}

/** Fields that the rest of the hotline reads, with the type that it expects. */
const NEEDED: Readonly<Record<string, Field['type']>> = {
  siret: 'siret',
  name: 'text',
  activities: 'activities',
  territories: 'places',
  engagements: 'choices',
  email: 'email',
};
const WITH_CHOICES: ReadonlySet<Field['type']> = new Set(['choice', 'choices', 'headcount', 'turnover']);
const BRACKETS: ReadonlySet<Field['type']> = new Set(['headcount', 'turnover']);

/** Reads the form; on a mistake there is none, and the problems name each line. */
export function readForm(text: string, path: string = FORM_PATH): { form?: Form; problems: Problem[] } {
  const read = readStaffYaml(text, path, formSchema, messageOf);
  if (!read.ok) return { problems: read.problems };
  const { data, problemAt } = read;
  const found = [...findingsIn(data.fields), ...missingIn(data)];
  return found.length > 0
    ? { problems: found.map(({ at, message }) => problemAt(at, message)) }
    : { form: data, problems: [] };
}

/** Sizes have messages of ours. */
export const messageOf = (issue: z.core.$ZodIssue): string =>
  ['too_small', 'too_big', 'invalid_format'].includes(issue.code)
    ? `« ${issue.path.join('.')} » : ${issue.message}`
    : frenchIssue(issue);

/** What the shape of each question by itself does not show. */
export function findingsIn(fields: readonly Field[], neededTypes: typeof NEEDED = NEEDED): FormFinding[] {
  const found: FormFinding[] = [];
  const before = new Map<string, Field>();
  fields.forEach((field, index) => {
    const report: Report = (message, ...at) => found.push({ at: ['fields', index, ...at], message });
    const needed = neededTypes[field.id];
    if (before.has(field.id)) report(problems.twice(field.id), 'id');
    if (needed && needed !== field.type) report(problems.neededType(field.id, needed), 'type');
    checkChoices(field, report);
    if (field.when) checkCondition(field.when, before, report);
    before.set(field.id, field);
  });
  return found;
}

type Report = (message: string, ...at: PropertyKey[]) => void;

function checkChoices({ id, type, choices, version }: Field, report: Report): void {
  if (WITH_CHOICES.has(type) && choices.length < 2) report(problems.fewChoices(id));
  if (!WITH_CHOICES.has(type) && choices.length > 0) report(problems.noChoices(type), 'choices');
  if (BRACKETS.has(type) && !risesFromZero(choices)) report(problems.brackets(id), 'choices');
  if (type === 'consent' && !version) report(problems.noVersion(id));
  const ids = choices.map((choice) => choice.id);
  ids.forEach((choice, place) => {
    if (ids.indexOf(choice) !== place) report(problems.twice(choice), 'choices', place, 'id');
  });
}

/** A question that is asked on a condition: of one that comes before, and of answers that it takes. */
function checkCondition(
  when: NonNullable<Field['when']>,
  before: ReadonlyMap<string, Field>,
  report: Report,
): void {
  const asked = before.get(when.field);
  if (!asked) {
    report(problems.whenUnknown(when.field), 'when', 'field');
    return;
  }
  const taken = valuesOf(asked);
  for (const value of when.any.filter((one) => !taken.includes(one)))
    report(problems.whenValue(asked.id, value), 'when', 'any');
}

/** Fields that the sign-up can't do without. */
const missingIn = ({ fields }: Form): FormFinding[] =>
  Object.keys(NEEDED)
    .filter((needed) => !fields.some(({ id }) => id === needed))
    .map((needed) => ({ at: ['fields'], message: problems.missing(needed) }));

/** What an answer may be, for a condition or a score. */
export const valuesOf = ({ type, choices }: Field): string[] =>
  type === 'yes-no' || type === 'consent' ? ['yes', 'no'] : choices.map((choice) => choice.id);

const risesFromZero = (choices: Field['choices']): boolean =>
  choices.every(
    ({ from }, index) =>
      from !== undefined && (index === 0 ? from === 0 : from > (choices[index - 1]?.from ?? 0)),
  );
