import { frenchDate } from '#src/platform/calendar/iso-date.ts';
import type { LawCode } from './codes.ts';

/** French sentences on the law as imported: what an operator reads, and what a person who asks for an article does. */
export const lawTexts = {
  noPath:
    'Donnez le chemin d’une archive LEGI (.tar.gz), de son dossier dépaqueté ou d’un fichier .jsonl : import-law CHEMIN.',
  noSource: (path: string): string => `${path} ne se lit pas : vérifiez le chemin et les droits.`,
  brokenSource: (path: string): string =>
    `${path} est abîmé ou incomplet : téléchargez-le de nouveau. L’import précédent reste en service.`,
  unknownForm: (path: string): string =>
    `${path} n’est ni une archive LEGI (.tar ou .tar.gz), ni un dossier, ni un fichier .jsonl d’articles.`,
  unknownCode: (code: string, known: readonly LawCode[]): string =>
    `Code inconnu : « ${code} ». Codes acceptés :\n${known.map(({ id, title }) => `- ${id} (${title})`).join('\n')}`,
  codeNotFound: (code: string, others: readonly string[]): string =>
    `Aucun article de ${code} dans cette source${
      others.length > 0 ? ` (codes rencontrés : ${others.join(', ')})` : ''
    }. L’import précédent reste en service.`,
  noneInForce: (code: string, date: string): string =>
    `Aucun article de ${code} n’est en vigueur le ${frenchDate(date)} dans cette source. L’import précédent reste en service.`,
  damaged: (path: string, names: readonly string[], count: number): string =>
    `${path} : ${count} article(s) illisible(s), rien n’est importé. L’import précédent reste en service.\n${names
      .map((name) => `- ${name}`)
      .join('\n')}${count > names.length ? '\n- …' : ''}`,
  shrinks: (now: number, before: number, file: string): string =>
    `Cette source n’a que ${now} articles en vigueur, l’import en service en a ${before} : rien n’est remplacé. Une archive quotidienne s’ajoute à l’import en service : import-law ${file} ARCHIVE. Pour repartir de zéro, supprimez d’abord ce fichier.`,
  noWrite: (file: string): string => `Le fichier ${file} ne peut pas être écrit.`,
  dailyAlone:
    'Attention : cette archive semble être celle d’un seul jour, qui ne contient que des changements. Donnez d’abord l’archive complète.',
  badLine: 'cette ligne n’est pas un article lisible : relancez import-law',
  oneCode: 'ce fichier doit contenir les articles d’un code et d’un seul : relancez import-law',
  reading: 'Lecture de la source (Mo)',
  imported: (found: { inForce: number; toCome: number; past: number }, title: string, date: string): string =>
    `${title} : ${found.inForce} articles en vigueur le ${frenchDate(date)}, ${found.toCome} rédactions à venir, ${found.past} rédactions passées.`,
  leftOut: (count: number, reason: string): string => `Écarté : ${count} ${reason}.`,
  reasons: {
    'never-in-force': 'rédactions jamais entrées en vigueur',
    state: 'rédactions dont l’état et la période se contredisent',
    empty: 'articles sans texte ni numéro',
    stale: 'articles que le fichier dit dépassés',
  } as Readonly<Record<string, string>>,
  written: (file: string): string => `Écrit dans ${file}.`,
};

export const articleHeading = (num: string): string =>
  /^annexe/i.test(num) ? `${num.charAt(0).toUpperCase()}${num.slice(1)}` : `Article ${num}`;

/** How Légifrance's note on an article is announced. */
export const notaText = (nota: string): string => `Nota : ${nota}`;

const within = (headings: readonly string[]): string =>
  headings.length > 0 ? ` (${headings.map((heading) => `« ${heading} »`).join(', ')})` : '';
const definite = (article: string): string =>
  /^annexe/i.test(article) ? `l’${article}` : `l’article ${article.replace(/^article /, '')}`;

/** What a person reads around an article quoted word for word. */
export const lawAnswers = {
  reads: (article: string, code: string, headings: readonly string[]): string =>
    `Voici ${definite(article)} du ${code}${within(headings)} :`,
  nearest: (article: string, code: string, headings: readonly string[]): string =>
    `Aucune de mes fiches ne répond à cette question. Le texte le plus proche que je connaisse est ${definite(article)} du ${code}${within(headings)} :`,
  asItIs: 'Je cite le texte tel quel, sans l’interpréter : vérifiez qu’il s’applique à votre cas.',
  cutShort:
    'Je n’en cite que le début, tel quel et sans l’interpréter : la suite est dans la source. Vérifiez qu’il s’applique à votre cas.',
  readButton: (article: string): string => `Lire ${definite(article)}`,
  readOn: (label: string, day: string): string => `${label}, consultation du ${day}`,
  /** « Version en vigueur depuis le 1er avril 2026 ; base LEGI du 13 juillet 2026 » */
  validity: (about: {
    from?: string | undefined;
    until?: string | undefined;
    asOf?: string | undefined;
  }): string => {
    const { from, until, asOf } = about;
    const period =
      from && until
        ? `Version en vigueur du ${from} au ${until}`
        : from
          ? `Version en vigueur depuis le ${from}`
          : until
            ? `Version en vigueur jusqu’au ${until}`
            : 'Date d’entrée en vigueur inconnue';
    return `${period} ; ${asOf ? `base LEGI du ${asOf}` : 'date de la base inconnue'}`;
  },
};
