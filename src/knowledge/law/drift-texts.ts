import { frenchDate } from '#src/platform/calendar/iso-date.ts';
import type { ArticleChange, WordChange } from './drift.ts';

const plural = (count: number, one: string): string => `${count} ${count > 1 ? `${one}s` : one}`;

/** « …taux minimal de [- cinq -] [+ dix +] pour cent… ». */
const wordsSaid = ({ before, removed, added, after }: WordChange): string =>
  [`    … ${before}`, removed && `[- ${removed} -]`, added && `[+ ${added} +]`, `${after} …`]
    .filter(Boolean)
    .join(' ');

/** What `knowledge drift` says. */
export const driftTexts = {
  noFile:
    'Donnez l’édition du code à comparer : knowledge drift FICHIER (archive LEGI, dossier ou fichier .jsonl d’articles).',
  dailyAlone:
    'Une archive quotidienne ne contient que les articles changés ce jour-là : donnez une édition complète, suivie au besoin des archives quotidiennes.',
  comparedWith: (hasOlder: boolean): string =>
    hasOlder
      ? 'Comparé mot à mot avec l’édition d’avant.'
      : 'Aucune édition d’avant n’est importée : seules les dates des articles sont comparées à la relecture des pages. Donnez l’ancienne avec --since FICHIER pour lire ce qui a changé.',
  found: (pages: number, sections: number, articles: number): string =>
    pages === 0
      ? 'Aucun article cité n’a changé.'
      : `${plural(articles, 'article')} ${articles > 1 ? 'ont' : 'a'} changé : ${plural(sections, 'section')} à relire, dans ${plural(pages, 'page')}.`,
  article: (article: string, change: ArticleChange): string[] => {
    if (change.kind === 'gone') return [`${article} n’est plus en vigueur.`];
    const since = change.from ? `, en vigueur depuis le ${frenchDate(change.from)}` : '';
    return [
      `${article} a une autre rédaction${since} :`,
      ...(change.words?.map(wordsSaid) ?? ['    relisez l’article entier.']),
    ];
  },
  toReadAgain: 'À relire :',
  section: (place: string, heading: string, article: string): string =>
    `${place} « ${heading} » (${article})`,
};
