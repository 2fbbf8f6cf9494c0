import { hideAddresses, hidePhones } from './anonymise-contacts.ts';
import { hideNames, type KnownNames } from './anonymise-names.ts';
import { hideNumbers } from './anonymise-numbers.ts';
import { hidePlaces } from './anonymise-places.ts';

/**
 * A text without what tells whom it is about: addresses of mail and of sites, telephone and bank numbers, numbers of a
 * company or of a person, postal addresses, and names. Amounts, dates and articles of law stay as they are.
 * Doubt falls on the side of hiding; a person still reads the result.
 * @param known names that the case tells: of whoever asks, of the experts, of the company
 */
export function anonymise(text: string, known: KnownNames = {}): string {
  // Links first: they hold numbers. Names last: addresses and companies hold some.
  const numbers = hidePhones(hideNumbers(hideAddresses(text.normalize('NFC'))));
  return hideNames(hidePlaces(numbers), known);
}
