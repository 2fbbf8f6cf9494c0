import type { Form } from '#src/company/form/form.ts';
import { FILE_PURPOSE, type HeardPrivacyRequest } from '#src/features/privacy/rules/request.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** The agreement that is taken back in some words; which one is asked, where they name none. */
export function withdrawal(words: string, form: Form | undefined): HeardPrivacyRequest {
  const purpose = purposeIn(words, form);
  return purpose === undefined ? { type: 'consents' } : { type: 'change', purpose, given: false };
}

/** Letters by which words of one family are known: « alerte », « alertes ». */
const STEM = 5;

/** The agreement that some words name, by the words of its label. */
function purposeIn(words: string, form: Form | undefined): string | undefined {
  const stems = fold(words)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length >= STEM)
    .map((word) => word.slice(0, STEM));
  if (/\bfiche\b/.test(fold(words))) return FILE_PURPOSE;
  return form?.fields.find(
    ({ type, label }) =>
      type === 'consent' &&
      stems.some((stem) =>
        fold(label)
          .replace(/^accord/, '')
          .includes(stem),
      ),
  )?.id;
}
