import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { splitPage } from '#src/knowledge/model/front-matter.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { readYaml } from '#src/platform/yaml.ts';

const FOLDER = new URL('../../../../prompts/', import.meta.url);
const frontMatter = z.strictObject({
  purpose: z.string(),
  version: z.number(),
  variables: z.array(z.string()),
});

/**
 * A prompt of the `prompts/` folder, ready to fill.
 * @throws HotlineError `config` when the file is missing or its variables do not match its text
 */
export function loadPrompt(name: string): (values: Readonly<Record<string, string>>) => string {
  const fail = (why: string): never => {
    throw new HotlineError('config', `La consigne prompts/${name}.md est à corriger : ${why}.`);
  };
  const page = splitPage(readFileSync(new URL(`${name}.md`, FOLDER), 'utf8')) ?? fail('l’en-tête manque');
  const yaml = readYaml(page.yaml);
  const parsed = frontMatter.safeParse(yaml.ok ? yaml.value : undefined);
  if (!parsed.success) return fail('l’en-tête attend purpose, version et variables');
  const used = new Set([...page.body.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]));
  const declared = new Set(parsed.data.variables);
  if (used.size !== declared.size || [...used].some((variable) => !declared.has(variable ?? ''))) {
    fail('les variables de l’en-tête ne sont pas celles du texte');
  }
  return (values) =>
    page.body.trim().replace(/\{\{(\w+)\}\}/g, (_, variable: string) => values[variable] ?? '');
}
