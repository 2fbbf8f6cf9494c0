import type { InboundContent } from '#src/channel/port.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** What a company wants of its exchange with the experts. */
export type CaseRequest = 'end' | 'no-deadline' | 'reopen' | 'transcript';

const BUTTONS: ReadonlyMap<string, CaseRequest> = new Map([
  ['case-end', 'end'],
  ['case-no-deadline', 'no-deadline'],
  ['case-reopen', 'reopen'],
  ['case-transcript', 'transcript'],
]);

const EXPERT = "(?:l'|un |d'|une |la |de |du )?(?:expert|experte|conseiller|conseillere|personne|humain)";
/** What one says before taking a request back: « c'est bon, laissez tomber, … ». */
const LEADS =
  "(?:(?:bon|ok|merci|non|finalement|en fait|desolee?|c'est (?:bon|regle)|ca y est|j'ai (?:eu |trouve )?(?:trouve|ma reponse|la reponse)|laisse[rz]? tomber)[,.;! ]+)*";
const RULES: readonly [RegExp, CaseRequest][] = [
  [
    /^\W*(?:\/?stop|\/?fin|terminer|termine[rz]? (?:l'echange|la conversation)|fin de l'echange|(?:je (?:veux|prefere) )?reprendre avec (?:l'assistant|le robot|le bot)|retour (?:a l'assistant|au robot|au bot))\W*$/,
    'end',
  ],
  [
    new RegExp(
      `^\\W*${LEADS}(?:(?:annule[rz]?|laisse[rz]? tomber)(?: (?:ma |la )?demande)? (?:d'|l'|de l'|pour l')?expert|(?:(?:je n'ai|je n'en ai|on n'a|j'ai|nous n'avons) )?(?:plus|pas) besoin (?:d'?(?:${EXPERT}|aide)|de (?:vous|votre aide)|de parler a (?:${EXPERT}|quelqu'un)))(?:[,. ]+(?:merci(?: beaucoup| bien)?|finalement|en fait|pour l'instant))*\\W*$`,
    ),
    'end',
  ],
  [/^\W*rouvr(?:ir|ez|e)(?: (?:le|mon) dossier| avec (?:un|l'|un e)? ?expert)?\W*$/, 'reopen'],
  [
    /\b(?:transcription|transcript|copie|historique|compte[- ]rendu) (?:de |d')(?:l'echange|la conversation|notre echange|mon echange|cet echange|la discussion|notre conversation)\b/,
    'transcript',
  ],
];

/** Reads a message, or a button, about the exchange with the experts; undefined for anything else. */
export function caseRequestOf(content: InboundContent): CaseRequest | undefined {
  if (content.type === 'action') return BUTTONS.get(content.value);
  if (content.type !== 'text') return undefined;
  const folded = fold(content.text);
  return RULES.find(([pattern]) => pattern.test(folded))?.[1];
}
