import { fold } from '#src/platform/french/text-analysis.ts';

const CALL_OFF =
  /^\W*(?:(?:non|finalement|bon|euh)\W+)*(?:(?:j'|je (?:veux |prefere )?)?annule[rz]?|(?:j'|je )?abandonne[rz]?|(?:je )?laisse[rz]? tomber)(?: (?:ca|cela|tout|(?:la|ma) demande))?(?: (?:finalement|merci|svp|stp|s'il (?:vous|te) plait))*\W*$/;

/** Whether a message calls something off without a word on what: « annuler ». */
export const callsOff = (text: string): boolean => CALL_OFF.test(fold(text).replace(/\s+/g, ' '));
