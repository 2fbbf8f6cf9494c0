import { sessionTexts } from '#src/features/training/chat/texts.ts';
import type { ApplicationState } from '#src/features/training/store/applications.ts';

/** What somebody is told who asks where their wishes stand, besides their cases with experts. */
export const ownStatusTexts = {
  signUpBegun: 'Votre référencement est commencé. Écrivez « reprendre » pour le finir.',
  referenced: (company: string): string =>
    `${company || 'Votre entreprise'} est référencée. Écrivez « ma fiche » pour voir sa fiche.`,
  application: (name: string, state: ApplicationState, reason: string | undefined): string =>
    `Votre candidature, ${sessionTexts.statusLine(name, state, reason)}`,
  asked: (company: string, until: string): string =>
    `Votre demande de contact à ${company} attend sa réponse, au plus tard le ${until}.`,
  toAnswer: (count: number): string =>
    count === 1
      ? 'Une demande de contact attend la réponse de votre entreprise.'
      : `${count} demandes de contact attendent la réponse de votre entreprise.`,
};
