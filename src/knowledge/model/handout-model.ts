import { z } from 'zod';
import { optionalDay } from '#src/platform/calendar/optional-day.ts';
import { frenchIssue, issuePath, readYaml } from '#src/platform/yaml.ts';
import { articleExists, normalizeArticle } from '#src/reference/article-number.ts';
import { bareFiguresIn } from './bare-figures.ts';
import type { Problem } from './document.ts';
import { type FigureRegister, figureIdsIn } from './figures.ts';
import { splitPage } from './front-matter.ts';
import { type ModelBlock, parseModelBody } from './handout-model-body.ts';
import { handoutModelTexts as texts } from './texts-handout-models.ts';

/** The folder of the models, in the knowledge folder. */
export const MODELS_FOLDER = 'models';

/** What a variable's value is read from in a person's words. */
export const VALUE_KINDS = [
  ...(['text', 'object', 'amount', 'category', 'buyer', 'place', 'lot', 'duration'] as const),
  ...(['closing', 'today', 'company', 'siret', 'invoice', 'days-late', 'owed'] as const),
] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, texts.badId);
const words = z.array(z.string().trim().min(2)).min(1);

const variableSchema = z.strictObject({
  id,
  label: z.string().min(2),
  from: z.enum(VALUE_KINDS).default('text'),
});
const factSchema = z.strictObject({
  id,
  /** As « si … » goes on: « vous répondez en groupement ». */
  label: z.string().min(3),
  yes: words.optional(),
  no: words.optional(),
  /** True for purchases of this category. */
  category: z.enum(['works', 'supplies-services']).optional(),
  /** It is that the company is recent: the year since which it exists says so too. */
  is_recent: z.boolean().optional(),
  /** True from this figure of the register on. */
  at_least: z.string().optional(),
  /** The same, where it is not so: « vous répondez seul ». */
  otherwise: z.string().min(3).optional(),
  /** A button that says it. */
  button: z.string().max(30).optional(),
});
const stepSchema = z.strictObject({
  id,
  /** Working days before the closing at which it is to be done, when there is time. */
  before: z.number().int().min(0).max(60),
  title: z.string().min(3),
  text: z.string().min(3),
});

const schema = z.strictObject({
  title: z.string().min(3),
  file: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, texts.badFile),
  formats: z.array(z.enum(['docx', 'pdf', 'ics'])).min(1),
  /** To be sent to somebody: without our title, sources and foot. */
  letter: z.boolean().default(false),
  /** On which side of the contract those stand who send it. */
  for: z.enum(['buyer', 'company']).optional(),
  asked_as: words,
  /** What names it, too, of somebody who is known to stand on that side. */
  own_as: words.default([]),
  /** Words that mean it by themselves, once it is known that a document is wanted: « la liste ». */
  alone_as: words.default([]),
  /** Words beside which the request is about something else. */
  not_with: z.array(z.string()).default([]),
  intro: z.string().trim().min(10),
  /** Said once it is given: what to do next. */
  after: z.string().trim().optional(),
  /** Pages whose answers offer it, or one section of them: `page#section`. */
  beside: z.array(z.string()).default([]),
  button: z.string().min(3).max(60),
  /** What must be known before it is made, and how it is asked. */
  needs: z
    .array(
      z.strictObject({ value: z.enum(['closing', 'invoice', 'days-late']), question: z.string().min(5) }),
    )
    .default([]),
  variables: z.array(variableSchema).default([]),
  facts: z.array(factSchema).default([]),
  steps: z.array(stepSchema).default([]),
  /** What the last line of the plan says. */
  closing: z.strictObject({ title: z.string().min(3), text: z.string().min(3) }).optional(),
  reviewed_on: optionalDay,
  review_by: optionalDay,
  owner: z.string().nullish(),
  sources: z
    .array(z.strictObject({ label: z.string(), article: z.string().optional(), url: z.url().optional() }))
    .min(1),
});

/** A model of a document to take away: what staff write in `models/`. */
export interface HandoutModel extends z.output<typeof schema> {
  /** Its file's name, without extension. */
  readonly id: string;
  readonly body: readonly ModelBlock[];
}

/** Reads a model; on a mistake there is none, and the problems name each line. */
export function readModel(text: string, path: string): { model?: HandoutModel; problems: Problem[] } {
  const problem = (line: number, message: string): Problem => ({ path, line, message, severity: 'error' });
  const page = splitPage(text.normalize('NFC'));
  if (!page) return { problems: [problem(1, texts.noHeader)] };
  const read = readYaml(page.yaml, 2);
  if (!read.ok) return { problems: [problem(read.line, read.message)] };
  const parsed = schema.safeParse(read.value, { reportInput: true });
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map((issue) => problem(read.lineOf(issuePath(issue)), messageOf(issue))),
    };
  const { blocks, mistakes } = parseModelBody(page.body, page.bodyLine);
  if (mistakes.length > 0) return { problems: mistakes.map(({ line, message }) => problem(line, message)) };
  const name = path.split('/').at(-1) ?? path;
  return { model: { ...parsed.data, id: name.replace(/\.md$/, ''), body: blocks }, problems: [] };
}

/** Sizes have messages of ours. */
const messageOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_format' ? `« ${issue.path.join('.')} » : ${issue.message}` : frenchIssue(issue);

/** What a model says that the register, the articles or its own header do not know. */
export function checkModel(model: HandoutModel, path: string, figures: FigureRegister): Problem[] {
  const problems: Problem[] = [];
  const report = (line: number, message: string) => problems.push({ path, line, message, severity: 'error' });
  const variables = new Set(['calcul', 'etapes', 'retours', ...model.variables.map((one) => one.id)]);
  const facts = new Set(model.facts.map((one) => one.id));
  for (const { line, text } of textsOf(model))
    for (const message of mistakesIn(text, variables, figures)) report(line, message);
  for (const { line, condition } of model.body)
    if (condition && !facts.has(condition.fact)) report(line, texts.noFact(condition.fact));
  for (const figure of unknownFigures(model, figures)) report(1, texts.noFigure(figure));
  for (const { article } of model.sources)
    if (article && !isArticle(article)) report(1, texts.noArticle(article));
  return problems;
}

/** The figures from which a fact is true, and that the register does not have. */
const unknownFigures = ({ facts }: HandoutModel, figures: FigureRegister): string[] =>
  facts.flatMap(({ at_least }) => at_least ?? []).filter((figure) => !figures.has(figure));

/** Everything that a model says, with its line; what its header says is on the first. */
function textsOf(model: HandoutModel): { readonly line: number; readonly text: string }[] {
  const closing = model.closing ? [model.closing] : [];
  const header = [
    model.intro,
    ...(model.after ? [model.after] : []),
    ...model.facts.flatMap(({ label, otherwise = label }) => [label, otherwise]),
    ...[...model.steps, ...closing].flatMap(({ title, text }) => [title, text]),
  ];
  return [...header.map((text) => ({ line: 1, text })), ...model.body];
}

/** Figures and variables that a text names and nobody knows, and figures written out. */
const mistakesIn = (text: string, variables: ReadonlySet<string>, figures: FigureRegister): string[] => [
  ...figureIdsIn(text)
    .filter((figure) => !figures.has(figure))
    .map(texts.noFigure),
  ...[...text.matchAll(VARIABLE_MARK)]
    .map(([, name = '']) => name)
    .filter((name) => !variables.has(name))
    .map(texts.noVariable),
  ...bareFiguresIn(text).map(texts.bareFigure),
];

function isArticle(article: string): boolean {
  const named = normalizeArticle(article);
  return named !== undefined && articleExists(named);
}

/** A mark `[[id]]` of a variable. */
export const VARIABLE_MARK = /\[\[([^[\]]+)\]\]/g;
