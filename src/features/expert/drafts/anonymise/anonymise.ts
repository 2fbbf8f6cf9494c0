import { hideAddresses, hidePhones } from './contacts.ts';
import { hideNames, type KnownNames } from './names.ts';
import { hideNumbers } from './numbers.ts';
import { hidePlaces } from './places.ts';

/** Each pass hides something, so that few are ever needed. */
const MAX_PASSES = 8;

/**
 * A text without what tells whom it is about: addresses of mail and of sites, telephone and bank numbers, numbers of a
 * company or of a person, postal addresses, and names. Amounts, dates and articles of law stay as they are.
 * Doubt falls on the side of hiding; a person still reads the result.
 * @param known names that the case tells: of whoever asks, of the experts, of the company
 */
export function anonymise(text: string, known: KnownNames = {}): string {
  let said = text.normalize('NFC');
  // What stood beside a number may have been taken for a part of it: once that is hidden, it is looked at again.
  for (let before = '', passes = 0; before !== said && passes < MAX_PASSES; passes += 1) {
    before = said;
    // Links first: they hold numbers. Names last: addresses and companies hold some.
    said = hideNames(hidePlaces(hidePhones(hideNumbers(hideAddresses(said)))), known);
  }
  return said;
}
