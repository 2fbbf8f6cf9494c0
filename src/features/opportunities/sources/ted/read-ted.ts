import { tedNumber } from '#src/features/opportunities/notice/keys.ts';
import { readEforms } from '#src/features/opportunities/sources/eforms/read-eforms.ts';
import { NOTICE_PAGES, type ReadNotice, refused } from '#src/features/opportunities/sources/source.ts';
import { readXml } from '#src/features/opportunities/sources/xml.ts';
import { readOlderTed } from './older-form.ts';

/**
 * Reads the XML of a notice of TED, in eForms or in the older TED_EXPORT.
 * @param reference its number, where the search told it: « 634805-2022 »
 * @param publishedOn « YYYY-MM-DD », where the search told it
 */
export function readTedXml(text: string, reference?: string, publishedOn?: string): ReadNotice {
  const xml = readXml(text);
  const number = tedNumber(reference);
  if ('why' in xml) return refused(number, xml.why);
  const url = number === undefined ? undefined : NOTICE_PAGES.ted?.(number);
  return xml.name === 'TED_EXPORT'
    ? readOlderTed(xml.root, number, url)
    : readEforms(xml.name, xml.root, { source: 'ted', reference: number, publishedOn, url });
}
