import type { DialogVoice } from '#src/company/form/texts-dialog.ts';

/** What is wrong in knowledge/programme/diagnostic-flash.yaml, as staff read it. */
export const diagnosisProblems = {
  unknownField: (id: string): string => `« scores » : aucune question ne s'appelle « ${id} »`,
  notScored: (field: string, choice: string): string =>
    `« scores » : il manque les points de « ${choice} » (${field})`,
  unknownChoice: (field: string, choice: string): string =>
    `« scores » : « ${choice} » n'est pas un choix de « ${field} »`,
  noPoints: (axis: string): string => `« scores » : rien ne rapporte de points à « ${axis} »`,
  notRequired: (field: string): string =>
    `« ${field} » compte dans le profil : il lui faut « required: true »`,
  profiles: 'les profils vont du plus petit « from » au plus grand, le premier à 0',
  twice: (id: string): string => `deux axes s'appellent « ${id} »`,
  noGuide: (guide: string): string => `« guide » : la fiche ${guide}.md n'existe pas`,
  noSection: (guide: string, question: string): string =>
    `« question » : ${guide}.md n'a pas de titre « ${question} »`,
};

/** What the dialog of the flash diagnosis says otherwise than the sign-up. @param session what it is made to apply for */
export const diagnosisVoice = (session: string | undefined): DialogVoice => ({
  summaryTitle: 'Voici vos réponses. Tout est juste ?',
  summaryAsk: session
    ? `Confirmez pour voir votre diagnostic et envoyer votre candidature à ${session}. L’équipe lira votre fiche et ces réponses.`
    : 'Confirmez pour voir votre diagnostic, ou dites ce qu’il faut changer : « modifier les prix ».',
  summaryUnknown: 'Je n’ai pas compris : confirmez, ou dites ce qu’il faut modifier.',
  cannotSkip: 'Cette réponse est nécessaire au diagnostic. « Je ne sais pas » en est une.',
  later:
    'C’est gardé. Écrivez « reprendre » quand vous voulez, ici ou sur une messagerie liée : nous repartirons de la même question.',
  resumed: 'Reprenons votre diagnostic.',
  waiting: 'Pour votre diagnostic :',
  pausedHint: 'Votre diagnostic est en pause. Écrivez « reprendre » pour continuer.',
  setAside: 'Votre diagnostic est gardé : « reprendre » quand vous voulez.',
  notYet: (label) => `Il manque une réponse : ${label}.`,
});

/** What is said of a diagnosis that is made. */
export const diagnosisTexts = {
  title: (profile: string): string => `Votre diagnostic : ${profile}`,
  strengths: 'Vos points forts :',
  noStrength: 'Chaque point a une marge de progrès : commencez par ces actions.',
  actions: 'Vos trois premières actions :',
  redo: 'Refaire mon diagnostic',
  noCompany:
    'Le diagnostic se fait au nom d’une entreprise référencée. Le référencement est gratuit et prend cinq minutes environ.',
  none: 'Vous n’avez pas encore de diagnostic. Il prend cinq minutes environ.',
  begin: 'Faire mon diagnostic',
};
