import { z } from 'zod';
import type { Problem } from './document.ts';
import { readStaffYaml } from './staff-yaml.ts';

const words = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);

const termSchema = z.object({
  id: z.string(),
  term: z.string().min(1),
  expansion: z.string().nullish(),
  definition: z.string().min(10),
  synonyms: words,
  colloquial: words,
  misspellings: words,
  weight: z.number().min(0).max(1).default(0.3),
  articles: words,
  related: words,
});
const intentSchema = z.object({ id: z.string(), phrases: words, topics: words });
const correctionSchema = z.object({ typed: z.string(), right: z.string() });
const ambiguitySchema = z.object({
  id: z.string(),
  typed: z.string(),
  question: z.string(),
  choices: z.array(z.object({ label: z.string(), means: z.string() })),
});
const glossarySchema = z.object({
  terms: z.array(termSchema).default([]),
  intents: z.array(intentSchema).default([]),
  corrections: z.array(correctionSchema).default([]),
  ambiguities: z.array(ambiguitySchema).default([]),
});

/** A word of the trade: what it means and how people call it or misspell it. */
export type GlossaryTerm = z.output<typeof termSchema>;
/** The staff-kept glossary: terms, frequent intents, spelling corrections and ambiguous words. */
export type Glossary = z.output<typeof glossarySchema>;

export const EMPTY_GLOSSARY: Glossary = { terms: [], intents: [], corrections: [], ambiguities: [] };

/** Reads `glossary.yaml`; on a mistake the glossary is empty and the problems say where. */
export function readGlossary(text: string, path: string): { glossary: Glossary; problems: Problem[] } {
  const read = readStaffYaml(text, path, glossarySchema);
  return read.ok
    ? { glossary: read.data, problems: [] }
    : { glossary: EMPTY_GLOSSARY, problems: read.problems };
}
