import { counted } from '#src/platform/french/measures.ts';
import { fullMoment } from '#src/platform/french/moments.ts';

const passages = (count: number): string => counted(count, 'passage');
/** Pages that are named; the others are counted. */
const NAMED = 5;

interface Loss {
  readonly passages: number;
  readonly before: number;
  readonly gone: readonly { readonly title: string; readonly passages: number }[];
}

function namesOf(gone: Loss['gone']): string {
  const named = gone.slice(0, NAMED).map((page) => `« ${page.title} » (${passages(page.passages)})`);
  const others = gone.length - named.length;
  const rest = others === 0 ? [] : [others === 1 ? 'une autre page' : `${others} autres pages`];
  return [...named, ...rest].join(', ');
}

/** What those who run the hotline read of a knowledge folder that can't be put in service. */
export const knowledgeWatchTexts = {
  /** @param isServed whether an index is in service meanwhile */
  loss: (loss: Loss, isServed: boolean): string => {
    const lost = loss.before - loss.passages;
    const names = loss.gone.length === 0 ? '' : ` Il manque : ${namesOf(loss.gone)}.`;
    const serves = isServed
      ? 'L’index d’avant reste en service.'
      : 'Aucun index n’est en service : la Hotline ne répond à aucune question.';
    if (loss.passages === 0)
      return `Le dossier des connaissances est vide : il n’est pas mis en service. ${serves} Remettez les pages (dossier non monté ? copie interrompue ?) : elles seront reprises d’elles-mêmes.${names}`;
    return `Le dossier des connaissances a perdu ${passages(lost)} sur ${loss.before} : il n’est pas mis en service. ${serves}${names} Remettez les pages ; ou, si elles ont été retirées exprès, acceptez-le : npm run -s hotline -- knowledge accept.`;
  },
  failed: (reason: string, isServed: boolean): string =>
    isServed
      ? `Le dossier des connaissances ne peut pas être lu ; l’index en service reste le même. ${reason}`
      : `Aucun index n’est en service : la Hotline ne répond à aucune question. ${reason}`,
  unreadableIndex: (reason = 'contenu abîmé ou vide'): string =>
    `L’index en service ne se lit pas (${reason}) : il est refait à partir du dossier des connaissances.`,
  notWatched: (reason: string): string =>
    `Les changements du dossier des connaissances ne sont pas tous signalés (${reason}) : il est regardé chaque minute.`,
  ended: 'La mise à jour de l’index s’est arrêtée avant sa fin.',
  leftUndone: (reason: string): string =>
    `L’index est en service, mais ce qui restait à lire ou à calculer derrière lui n’a pas été fini : la prochaine mise à jour le reprendra. ${reason}`,
  unkept: (reason: string): string =>
    `Les fichiers du graphe des vecteurs n’ont pas pu être tenus à jour dans le dossier des données (${reason}) : l’index est en service, un peu plus lent s’il est grand.`,
  accept: 'Accepter cette perte',
  accepted: 'Accepté : le nouvel index est en service.',
  changedMeanwhile:
    'Le dossier a encore changé depuis : rien n’a été accepté. Rechargez la page pour voir ce qui manque à présent.',
  nothingToAccept: 'Il n’y a rien à accepter : le dossier des connaissances est en service.',
  emptyNeverServes: 'Un dossier vide n’est jamais mis en service : remettez les pages.',
};

/** What staff are told of a file before its content is read. */
export const scanTexts = {
  unreadable: 'illisible : vérifiez les droits du fichier',
  busy: 'ce fichier est occupé, ou pas encore téléchargé : il sera relu de lui-même',
  oddName: 'nom avec un retour à la ligne ou un caractère invisible : renommez-le',
  takenName: 'un autre fichier porte ce nom, aux accents codés autrement : gardez-en un seul',
  link: 'lien symbolique ignoré : copiez le fichier lui-même',
  tooDeep: 'dossier trop profond, ignoré',
  special: 'ce n’est pas un fichier ordinaire, ignoré',
  tooLarge: 'fichier de plus de 100 Mo, ignoré',
};

/** What staff are told of a file beside what is wrong with it. */
export const readingTexts = {
  /** @param at when the version in service was read, in epoch milliseconds */
  oldServes: (at: number | undefined): string =>
    at === undefined
      ? 'la dernière version correcte reste en service'
      : `la version du ${fullMoment(at)} reste en service`,
  sameContent: (other: string): string => `même contenu que ${other} : gardez-en un seul`,
  conflict: (other: string): string =>
    `copie de ${other}, écrite en même temps par quelqu’un d’autre, et différente : gardez-en une seule. Celle-ci n’est pas lue`,
  more: (count: number): string =>
    `et ${counted(count, 'autre remarque', 'autres remarques')} sur ce fichier`,
};

/** What the log says of the reading of scanned pages. */
export const recognitionTexts = {
  failed: (reason: string): string => `La lecture des pages numérisées s’est arrêtée : ${reason}`,
};
