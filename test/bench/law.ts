import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { slugify } from '#src/knowledge/model/guide-parser.ts';

const articleSchema = z.object({ num: z.string(), path: z.array(z.string()), text: z.string() });
type Article = z.output<typeof articleSchema>;

/** Depth at which the headings of the code begin to say what an article is about. */
const TITLE_LEVELS = 2;

/**
 * Writes the articles of a code as documents of a knowledge folder: one Markdown file a chapter, one section an
 * article, its heading path as title.
 * @param source JSON Lines with `num`, `path` and `text`
 * @returns how many articles were written
 */
export function writeLaw(source: string, folder: string): number {
  const articles = readFileSync(source, 'utf8')
    .trim()
    .split('\n')
    .map((line) => articleSchema.parse(JSON.parse(line)));
  const chapters = new Map<string, Article[]>();
  for (const article of articles) {
    const path = chapterOf(article.path);
    const key = path.join(' > ');
    chapters.set(key, [...(chapters.get(key) ?? []), article]);
  }
  mkdirSync(folder, { recursive: true });
  let number = 0;
  for (const [path, members] of chapters) {
    number += 1;
    const name = `${String(number).padStart(3, '0')}-${slugify(path).slice(-60)}.md`;
    writeFileSync(join(folder, name), toPage(path.split(' > '), members));
  }
  return articles.length;
}

/** The headings down to the chapter; below it are sections that hold a few articles each. */
function chapterOf(path: readonly string[]): readonly string[] {
  const chapter = path.findIndex((heading) => /^chapitre/i.test(heading));
  return chapter === -1 ? path : path.slice(0, chapter + 1);
}

function toPage(path: readonly string[], articles: readonly Article[]): string {
  const title = path.slice(-TITLE_LEVELS).join(' — ');
  const front = [
    `title: ${JSON.stringify(title)}`,
    'kind: document',
    'audience: both',
    'regime: any',
    'sources:',
    '  - label: Code de la commande publique',
  ];
  const sections = articles.map(({ num, path: full, text }) => {
    const about = full.slice(path.length).join(' — ');
    return `## Article ${num}${about ? ` — ${about}` : ''}\n\n${paragraphs(text)}\n\nRéférences : ${num}\n`;
  });
  return `---\n${front.join('\n')}\n---\n\n${sections.join('\n')}`;
}

/** Each line as a paragraph. What Markdown would read as a title, a quotation or code keeps a mark in front. */
const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/^(?=[#>=~`|]|[-+*_]{3})/, '· '))
    .filter(Boolean)
    .join('\n\n');
