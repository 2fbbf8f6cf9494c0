import { siteDomain } from '#src/company/rules/mail-domain.ts';
import { bad, good, type Read } from './read.ts';
import { readerErrors as errors } from './texts.ts';

const WORD = /[^\s«»"“”<>(),;]+/g;

/** Reads the address of a site among some words: « notre site est www.exemple.fr » → « www.exemple.fr ». */
export function readWebsite(text: string): Read<string> {
  const found = (text.match(WORD) ?? [])
    .map((word) => word.replace(/(?<![.!?:])[.!?:]+$/, ''))
    .filter((word) => siteDomain(word) !== undefined);
  const [site, ...others] = found;
  if (site === undefined) return bad(errors.noSite);
  return others.length > 0
    ? bad(errors.severalSites)
    : good(site.replace(/^https?:\/\//i, '').replace(/\/$/, ''));
}
