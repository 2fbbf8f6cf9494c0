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
/** What else may be stopped besides mails. */
const OTHERS: ReadonlySet<string> = new Set([
  ...['alerte', 'alertes', 'avis', 'annonce', 'annonces', 'rappel', 'rappels', 'message', 'messages'],
  ...['notification', 'notifications', 'appel', 'appels', 'reste', 'sms', 'telephone', 'teams'],
  ...['slack', 'discord', 'telegram', 'whatsapp', 'matrix', 'messagerie', 'conversation', 'ici'],
]);
/** Words that stand before what is named. */
const ARTICLES: ReadonlySet<string> = new Set([
  ...['l', 'le', 'la', 'les', 'd', 'de', 'des', 'du', 'mes', 'vos', 'ces', 'ses', 'par', 'sur', 'aussi'],
]);
/** Others beside mails, or all: what is said is not about mails alone. */
const ALL: ReadonlySet<string> = new Set(['ni', 'meme', 'comme', 'compris']);
/** How many, how often, or for how long: mails are not what is asked for, nor refused. */
const PACE: ReadonlySet<string> = new Set([
  ...['trop', 'pause', 'suspend', 'suspendez', 'suspendre', 'suspends', 'espacez', 'espacer', 'espace'],
  ...['ralentir', 'ralentissez', 'ralentis', 'jusqu', 'jusque', 'pendant'],
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

/**
 * What words say of mails: that they are wanted, that they alone are not, or nothing. « Moins de mails », « ni par mail ni sur
 * Teams » are about the alerts themselves. Pure.
 */
export function mailSaid(text: string): 'wanted' | 'stopped' | undefined {
  const said = bareWords(text).split(' ');
  if (!said.some((word) => MAILS.has(word))) return undefined;
  if (said.some((word, at) => PACE.has(word) || isFewer(said, at))) return undefined;
  const isNo = said.some(
    (word, at) => NO.has(word) || (word === 'plus' && !MORE.has(said[at + 1] ?? '') && said[at - 1] !== 'en'),
  );
  if (!isNo) return 'wanted';
  return said.some((word, at) => ALL.has(word) || isAll(said, at) || isBesides(said, at))
    ? undefined
    : 'stopped';
}

/** « Moins de mails »; not « au moins par mail ». */
const isFewer = (said: readonly string[], at: number): boolean =>
  said[at] === 'moins' && !['au', 'du'].includes(said[at - 1] ?? '');

/** « Arrêtez tout »; not « plus du tout », nor « tout de suite ». */
const isAll = (said: readonly string[], at: number): boolean =>
  said[at] === 'tout' && said[at - 1] !== 'du' && said[at + 1] !== 'de';

/** « Les mails et les alertes », « les messages ou les mails ». */
function isBesides(said: readonly string[], at: number): boolean {
  if (said[at] !== 'et' && said[at] !== 'ou') return false;
  const named = said.slice(at + 1).find((word) => !ARTICLES.has(word)) ?? '';
  if (OTHERS.has(named)) return true;
  return MAILS.has(named) && said.slice(0, at).some((word) => OTHERS.has(word));
}
