import { z } from 'zod';
import type { Answers } from '#src/company/form/answers.ts';
import {
  FORM_SHAPE,
  type Form,
  type FormFinding,
  findingsIn,
  messageOf,
  valuesOf,
} from '#src/company/form/form.ts';
import type { DiagnosisTold } from '#src/company/store/diagnoses.ts';
import { diagnosisProblems as problems } from '#src/features/training/texts-diagnosis.ts';
import type { Problem } from '#src/knowledge/model/document.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import { readStaffYaml } from '#src/knowledge/model/staff-yaml.ts';

/** Where the flash diagnosis is in the knowledge folder. */
export const DIAGNOSIS_PATH = 'programme/diagnostic-flash.yaml';

const sentence = z.string().trim().min(3).max(400);
const points = z.number().int().min(0).max(10);
const axisSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]{1,19}$/),
  label: z.string().trim().min(2).max(60),
  /** Points of each choice, by question. */
  scores: z.record(z.string(), z.record(z.string(), points)),
  /** Told when nearly all points are there. */
  strength: sentence,
  /** What to do first; and what to do when all points are there. */
  action: sentence,
  further: sentence,
  /** The page of the knowledge that an action rests on, « guides/memoire-technique », and the title of its section. */
  guide: z.string().regex(/^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/),
  question: sentence,
});
const profileSchema = z.strictObject({
  label: z.string().trim().min(2).max(60),
  /** From how many percent of the points. */
  from: z.number().int().min(0).max(100),
  text: sentence,
});
const diagnosisSchema = z.strictObject({
  ...FORM_SHAPE,
  axes: z.array(axisSchema).min(3),
  profiles: z.array(profileSchema).min(2),
});

/** The flash diagnosis as staff write it: a form, what its answers are worth, and what is concluded. */
export interface DiagnosisForm extends Form {
  readonly axes: z.output<typeof diagnosisSchema>['axes'];
  readonly profiles: z.output<typeof diagnosisSchema>['profiles'];
  /** Line of each axis in its file. */
  readonly lineOfAxis: readonly number[];
}

/** Reads the diagnosis; on a mistake there is none, and the problems name each line. */
export function readDiagnosis(text: string): { form?: DiagnosisForm; problems: Problem[] } {
  const read = readStaffYaml(text, DIAGNOSIS_PATH, diagnosisSchema, messageOf);
  if (!read.ok) return { problems: read.problems };
  const { data, lineOf, problemAt } = read;
  const found = [...findingsIn(data.fields, {}), ...scoreFindings(data), ...profileFindings(data)];
  if (found.length > 0) return { problems: found.map(({ at, message }) => problemAt(at, message)) };
  const lineOfAxis = data.axes.map((_, index) => lineOf(['axes', index]));
  return { form: { ...data, lineOfAxis }, problems: [] };
}

type Data = z.output<typeof diagnosisSchema>;

/** Each choice of a question that counts has its points, and the question can't be passed over: nothing is guessed. */
function scoreFindings({ fields, axes }: Data): FormFinding[] {
  return axes.flatMap(({ id, label, scores }, index) => {
    const at = ['axes', index, 'scores'];
    const all = Object.values(scores).flatMap((byChoice) => Object.values(byChoice));
    return [
      ...(axes.findIndex((one) => one.id === id) < index
        ? [{ at: ['axes', index], message: problems.twice(id) }]
        : []),
      ...(Math.max(0, ...all) === 0 ? [{ at, message: problems.noPoints(label) }] : []),
      ...Object.entries(scores).flatMap(([fieldId, byChoice]) => {
        const field = fields.find((one) => one.id === fieldId);
        if (!field) return [{ at, message: problems.unknownField(fieldId) }];
        const values = valuesOf(field);
        return [
          ...(field.required ? [] : [problems.notRequired(fieldId)]),
          ...values
            .filter((one) => byChoice[one] === undefined)
            .map((one) => problems.notScored(fieldId, one)),
          ...Object.keys(byChoice)
            .filter((one) => !values.includes(one))
            .map((one) => problems.unknownChoice(fieldId, one)),
        ].map((message) => ({ at, message }));
      }),
    ];
  });
}

const profileFindings = ({ profiles }: Data): FormFinding[] =>
  profiles.every(({ from }, index) => (index === 0 ? from === 0 : from > (profiles[index - 1]?.from ?? 0)))
    ? []
    : [{ at: ['profiles'], message: problems.profiles }];

/** Share of an axis's points from which it is a strength. */
const STRENGTH = 0.75;
/** Actions that are told first. */
const ACTIONS = 3;

/** What a diagnosis's answers come to. Pure: the same answers always have the same profile. */
export function diagnose({ axes, profiles }: DiagnosisForm, answers: Answers): DiagnosisTold {
  const shares = axes.map((axis) => ({ axis, share: shareOf(axis.scores, answers) }));
  const percent = (100 * shares.reduce((sum, { share }) => sum + share, 0)) / axes.length;
  const profile = profiles.findLast(({ from }) => percent >= from) ?? profiles[0];
  // Of two axes that are as weak, the one that staff wrote first comes first.
  const weakest = [...shares].sort((a, b) => a.share - b.share).slice(0, ACTIONS);
  return {
    profile: profile?.label ?? '',
    summary: profile?.text ?? '',
    strengths: shares.filter(({ share }) => share >= STRENGTH).map(({ axis }) => axis.strength),
    actions: weakest.map(({ axis, share }) => ({
      text: share === 1 ? axis.further : axis.action,
      passage: `${axis.guide}#${slugify(axis.question)}`,
      question: axis.question,
    })),
  };
}

/** Points of an axis out of the most that it may have, from 0 to 1. */
function shareOf(scores: DiagnosisForm['axes'][number]['scores'], answers: Answers): number {
  let got = 0;
  let most = 0;
  for (const [field, byChoice] of Object.entries(scores)) {
    const value = answers[field]?.value;
    const chosen = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
    got += byChoice[chosen] ?? 0;
    most += Math.max(...Object.values(byChoice));
  }
  return most === 0 ? 0 : got / most;
}
