import type { Block } from '#src/knowledge/model/document.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { sentencesIn } from '#src/retrieval/passages/index-content.ts';

/** What a page says to who bids, of the buyer as somebody else, or of their own offer. */
const TO_BIDDER =
  /\b(?:interrogez|demandez|ecrivez|posez|signalez|prevenez|avertissez|proposez|rappelez|alertez)\b[^.;!?]{0,60}\b(?:l'|votre |cet |a l')acheteur|\bvotre (?:acheteur|offre|candidature|memoire|devis|reponse)\b|\bvous avoir lese\b|\bvous nuire\b|\bavant la date limite des questions\b/;

const isToBidder = (sentence: string): boolean => TO_BIDDER.test(fold(sentence));

/**
 * The details of a section as they are told to a buyer: without what is said to who bids. What follows it in a paragraph
 * goes on with it: « interrogez l’acheteur. Demandez-lui… ».
 */
export function toldToBuyer(details: readonly Block[]): readonly Block[] {
  return details.flatMap((block): Block[] => {
    if (block.type === 'list') {
      const items = block.items.filter((item) => !isToBidder(item));
      return items.length > 0 ? [{ ...block, items }] : [];
    }
    const sentences = sentencesIn(block);
    const end = sentences.findIndex(isToBidder);
    if (end < 0) return [block];
    const text = sentences.slice(0, end).join(' ').trim();
    // Half an example shows nothing.
    return text === '' || /^exemple/i.test(text) ? [] : [{ ...block, text }];
  });
}
