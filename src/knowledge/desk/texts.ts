import { counted } from '#src/platform/french/measures.ts';

const named = (paths: readonly string[]): string => {
  const shown = paths
    .slice(0, 5)
    .map((path) => `« ${path} »`)
    .join(', ');
  return paths.length > 5 ? `${shown} et ${counted(paths.length - 5, 'autre')}` : shown;
};

/** What staff read of the knowledge folder as it is changed from the page. */
export const deskTexts = {
  apart: (paths: readonly string[]): string =>
    `Le dossier des connaissances de ce serveur a été changé à la main, et une autre version a été mise en service depuis : ${named(paths)}. Rien n’a été remplacé ici. Ouvrez la page dans « Connaissances » et remettez en service la version qui convient.`,
  unwritten: (paths: readonly string[]): string =>
    `Le dossier des connaissances de ce serveur ne peut pas être écrit : ${named(paths)} n’y est pas à jour. Donnez à la Hotline le droit d’y écrire.`,
  trialBusy: 'Plusieurs essais attendent déjà. Recommencez dans un instant.',
  trialTooLong: 'La lecture a pris trop de temps : elle a été arrêtée.',
  trialFailed:
    'La lecture s’est arrêtée avant sa fin. Recommencez ; si cela se répète, prévenez l’équipe technique.',
  pageTooLong: 'Cette page est trop longue : 200 000 signes au plus. Partagez-la en plusieurs pages.',
  tooManyPrepared:
    'Trop de brouillons attendent déjà : mettez-en en service, ou abandonnez-en, puis recommencez.',
  noEnding:
    'Le nom de ce fichier n’a pas d’extension (.pdf, .docx…) : on ne sait pas comment le lire. Renommez-le, puis recommencez.',
  otherFormat: (ending: string): string =>
    `Ce fichier doit être du même format que celui qu’il remplace (${ending}). Sinon, déposez-le comme un nouveau document.`,
  nothingPrepared: 'Il n’y a rien à mettre en service : quelqu’un s’en est déjà occupé.',
  neverWithdrawn: 'Ce fichier ne se retire pas : corrigez-le, ou remettez une ancienne version.',
  notKept: 'Le contenu de cette version n’est plus gardé.',
};

/** What staff call the registers. */
export const registerTitles: Readonly<Record<string, string>> = {
  'figures.yaml': 'Chiffres : montants, taux, délais et dates',
  'glossary.yaml': 'Mots : métier, mots familiers, fautes de frappe',
  'canned-answers.yaml': 'Réponses prêtes des experts',
  'programme/referencement.yaml': 'Formulaire de référencement',
  'programme/diagnostic-flash.yaml': 'Diagnostic flash',
};
