import { bad, good, type Read } from './read.ts';
import { readerErrors as errors } from './texts.ts';

/** The SIREN of La Poste, whose offices have numbers that do not follow Luhn. */
const LA_POSTE = '356000000';

/** Luhn's sum (ISO/IEC 7812-1): every second digit from the right is doubled. */
function luhn(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
}

/**
 * Whether fourteen digits may be a SIRET: Luhn's sum is a multiple of ten. Of La Poste's offices, the plain sum of the
 * digits is a multiple of five instead (Insee, « Numéro SIRET »).
 */
function isSiret(digits: string): boolean {
  if (!/^\d{14}$/.test(digits) || /^0+$/.test(digits)) return false;
  if (luhn(digits) % 10 === 0) return true;
  const sum = [...digits].reduce((total, digit) => total + Number(digit), 0);
  return digits.startsWith(LA_POSTE) && sum % 5 === 0;
}

/** Whether nine digits may be a SIREN: Luhn's sum is a multiple of ten. */
export const isSiren = (digits: string): boolean =>
  /^\d{9}$/.test(digits) && !/^0+$/.test(digits) && luhn(digits) % 10 === 0;

/** The number of the company, of which a SIRET names one establishment. */
export const sirenOf = (siret: string): string => siret.slice(0, 9);

/** « 732 829 320 00074 » */
export const spacedSiret = (siret: string): string =>
  siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4');

const RUN = /\d(?:[ .\u00a0\u202f\u2009_/-]{0,2}\d)*/g;

/** Runs of digits of a text, spaces and signs between them cut. */
const runsOf = (text: string): string[] => (text.match(RUN) ?? []).map((run) => run.replace(/\D/g, ''));

/** Every SIRET of a text. « 12 732 829 320 00074 » is one after another number. */
export function siretsIn(text: string): string[] {
  const found = runsOf(text).flatMap((run) => {
    if (run.length === 14) return isSiret(run) ? [run] : [];
    return run.length > 14 && run.length <= 18 && isSiret(run.slice(-14)) ? [run.slice(-14)] : [];
  });
  return [...new Set(found)];
}

/** Reads the one SIRET of a text, spaces tolerated, offline. */
export function readSiret(text: string): Read<string> {
  const [siret, ...others] = siretsIn(text);
  if (siret && others.length > 0) return bad(errors.siretSeveral);
  if (siret) return good(siret);
  if (/\bFR ?\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}\b/i.test(text)) return bad(errors.siretIsVat);
  const longest = runsOf(text).sort((a, b) => b.length - a.length)[0] ?? '';
  if (longest.length === 14) return bad(errors.siretKey);
  if (longest.length === 9) return bad(errors.siretIsSiren);
  const compact = text.replace(/[\s.]/g, '');
  if (/(?:\d[OoIl]|[OoIl]\d)/.test(compact) && longest.length >= 5) return bad(errors.siretLetters);
  return bad(longest.length >= 5 ? errors.siretCount(longest.length) : errors.siretNone);
}
