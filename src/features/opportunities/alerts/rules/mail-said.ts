import { bareWords } from '#src/platform/french/text-analysis.ts';

const MAILS: ReadonlySet<string> = new Set([
  'mail',
  'mails',
  'email',
  'emails',
  'courriel',
  'courriels',
  'mel',
]);
const NO: ReadonlySet<string> = new Set([
  'pas',
  'sans',
  'aucun',
  'stop',
  'stopper',
  'stoppez',
  'arret',
  'arrete',
  'arreter',
  'arretez',
  'desabonnez',
  'desabonner',
  'desabonnement',
]);
/** « Plus souvent par mail » wants them. */
const MORE: ReadonlySet<string> = new Set(['souvent', 'vite', 'tot', 'tard', 'simple', 'pratique']);

/** What words say of mails: that they are wanted, that they are not, or nothing. Pure. */
export function mailSaid(text: string): 'wanted' | 'stopped' | undefined {
  const said = bareWords(text).split(' ');
  if (!said.some((word) => MAILS.has(word))) return undefined;
  const isNo = said.some(
    (word, at) => NO.has(word) || (word === 'plus' && !MORE.has(said[at + 1] ?? '') && said[at - 1] !== 'en'),
  );
  return isNo ? 'stopped' : 'wanted';
}
