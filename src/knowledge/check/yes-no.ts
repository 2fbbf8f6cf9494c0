import type { KnowledgeDocument, Problem } from '#src/knowledge/model/document.ts';

/** A subject after its verb: « puis-je », « l'acheteur peut-il », « est-ce ». */
const INVERTED = /\p{L}-(?:t-)?(?:je|on|ils?|elles?|nous|vous|ce)(?!\p{L})/u;
/** Words that ask for something else than yes or no, where what is asked begins; « quel que soit » asks nothing. */
const ASKS_FOR_MORE =
  /(?:^|[:,] )(?:(?:à|de|en|sur|pour|dans|par|sous|avec|depuis|jusqu['’]à|à partir de|tous les) )?(?:qu['’]|(?:que|qui|quoi|quand|où|comment|combien|pourquoi|quel(?:le)?s?)(?!\p{L}| que ))/iu;

/** Whether a heading asks for a yes or a no. */
export const asksYesOrNo = (heading: string): boolean =>
  heading.trimEnd().endsWith('?') && INVERTED.test(heading) && !ASKS_FOR_MORE.test(heading);

/**
 * Sections of a page of ours that ask for a yes or a no and do not name what they say yes or no to: their answer can
 * neither be opened by « Oui » or « Non », nor be told from its contrary.
 */
export function checkPropositions({ path, meta, sections }: KnowledgeDocument): Problem[] {
  if (meta.kind === 'document') return [];
  return sections
    .filter(({ heading, proposition, undecided }) => asksYesOrNo(heading) && !proposition && !undecided)
    .map(({ heading, line }) => ({
      path,
      line,
      message: `« ${heading} » : une question par oui ou par non demande une « Proposition » et un « Verdict » (oui, non ou selon le cas)`,
      severity: 'warning' as const,
    }));
}
