import { denialBeside } from '#src/platform/french/negation.ts';

/** How a contract is passed: an adapted procedure (MAPA), or a formal one. */
export type ProcedureKind = 'adapted' | 'formal';

/** What a text says of the procedure of the contract that it speaks of. */
export interface ProcedureSaid {
  /** The one that it is; undefined where nothing says it for certain. */
  readonly procedure?: ProcedureKind | undefined;
  /** Those that it is said not to be. */
  readonly denied: readonly ProcedureKind[];
}

/** Each name of a procedure, on folded text. A « négociation » by itself names none. */
const NAMES =
  /(?<adapted>\bmapa\b|\b(?:marches? (?:en|a) )?procedures? adaptee?s?\b)|(?<tender>\bappels? d'? ?of+res?\b|\ba\.?o\b\.?)|(?<formal>\b(?:procedures? |marches? )?formalise(?:e|es|s)?\b|\bprocedure (?:restreinte|avec negociation)\b|\bavec negociation\b|\bdialogue competitif\b|\brestreinte?\b|\beuropeen(?:ne)?s?\b|\bjoue\b)/g;
/** Where the words end that may deny a name, or doubt it. */
const CLAUSE =
  /[,;:.?!()\n]|\b(?:mais|donc|et|puisque|car)\b|(?<!\b(?:si|que|pas) )\b(?:c'est|c'etait)(?= (?!pas\b|plus\b))/;
/** A word that may stand between what denies a name and the name: « c’est pas passé en procédure adaptée ». */
const LINK =
  /^(?:une?|en|l'|l|la|le|les|du|de|des|d'un|d'une|d'|au|aux|a|dans|sous|sur|par|selon|ce|que|soit|est|c'est|c'etait|n'est|n'etait|ne|etait|sommes|suis|serait|s'agit|s'agit-il|etre|fait|passe|passee?|marche|contrat|vraiment|forcement|tout|bien|non|simple|vrai|petit)$/;
/** Nobody knows it: « je ne sais pas si c’est un MAPA ». */
const UNKNOWN =
  /\b(?:(?:sai[st]|savons|savez|savoir|ignore|demande|comprends|comprend|sure?|certaine?) (?:pas |plus |trop |bien |vraiment |absolument ){0,3}(?:trop )?(?:du tout )?|pas (?:dit|precise|indique|ecrit|marque|explique) )si [^,;.?!]{0,30}$/;
/** It was believed: « je croyais que c’était un MAPA ». */
const BELIEVED =
  /\b(?:croyais|croyait|croyions|pensais|pensait|pensions|avais cru|ai cru|a cru|imaginais|annonce[e]?|comme si|au lieu d(?:e|'un|'une))[^,;.?!]{0,30}$/;
/** Which of the two it is, is asked: « MAPA ou appel d’offres ? », « un MAPA ou quoi ? ». */
const OR =
  /^ ?(?:,|\?)? ?ou (?:bien |alors |plutot |est-ce |c'est )*(?:une?|en|l'|pas\b|non\b|quoi\b|mapa|appel|ao\b|procedure|formalise)/;
const OR_BEFORE = /\bou (?:bien |alors |plutot |c'est )*(?:une? |en |d'une? )?$/;
/** Whether it is one is asked: « c’est un MAPA ? » */
const ASKED_BEFORE =
  /(?<!\bsi )\b(?:c'est|est-ce|est-ce que c'est|c'etait|serait-ce|suis-je|est-on) (?:bien |donc |vraiment )?(?:une?|en) $/;
const NO_AFTER = /^ ?[?,:]? ?(?:non|c'est faux|faux)\b/;

interface Named {
  readonly kind: ProcedureKind;
  /** Another formal procedure than a tender may be meant where a tender is denied. */
  readonly isTender: boolean;
  readonly at: number;
  readonly end: number;
  readonly is: 'said' | 'denied' | 'believed' | 'unsure';
}

/**
 * Which procedure a folded text says that a contract is passed by. Denying the adapted one says the formal one; denying a
 * tender alone says nothing sure, as other procedures are formal too.
 */
export function procedureSaid(text: string): ProcedureSaid {
  const all = namesIn(text);
  const denied = [...new Set(all.filter(({ is }) => is === 'denied').map(({ kind }) => kind))];
  if (all.some(({ is }) => is === 'unsure')) return { denied };
  // « … mon appel d’offres… non, c’est pas un appel d’offres »: what is denied after it was said holds no more.
  const said = all.filter(
    ({ is, kind, at }) =>
      is === 'said' && !all.some((other) => other.is === 'denied' && other.kind === kind && other.at > at),
  );
  if (said.length > 0) return { procedure: oneOf(text, said), denied };
  const kinds = new Set(denied);
  if (kinds.size !== 1) return { denied };
  if (kinds.has('adapted')) return { procedure: 'formal', denied };
  const isWhole = all.some(({ is, isTender }) => is === 'denied' && !isTender);
  return { procedure: isWhole ? 'adapted' : undefined, denied };
}

/** « c’est pas un MAPA, … », in the words of a question. */
const NOT_ADAPTED =
  /(?<!\p{L})(?:(?:c['’ ]?est|(?:on |nous |je )?n['’](?:est|[eé]tait)|on est|je suis|ce n['’]est) )?(?:pas|plus) (?:(?:un|en|une|du|dans un) ){0,2}(?:mapa|proc[eé]dure adapt[eé]e)(?!\p{L})/iu;

/** A question in which the procedure that it denies gives its place to the one that it then says. */
export const inSaidProcedure = (question: string): string =>
  question.replace(NOT_ADAPTED, 'en procédure formalisée');

/** Of several names that nothing denies: « un appel d’offres en procédure adaptée » is adapted, and an answer comes last. */
function oneOf(text: string, said: readonly Named[]): ProcedureKind | undefined {
  const last = said.at(-1);
  if (said.every(({ kind }) => kind === last?.kind)) return last?.kind;
  const tender = said.findLast(({ kind }) => kind === 'formal');
  const adapted = said.findLast(({ kind }) => kind === 'adapted');
  if (!last || !tender || !adapted) return undefined;
  const between = text.slice(Math.min(tender.end, adapted.end), Math.max(tender.at, adapted.at));
  if (
    tender.isTender &&
    between.length < 30 &&
    /^ ?[(,]? ?(?:passe |lance |publie )?(?:en |a |de |du |sous )?(?:une? |forme de )?$/.test(between)
  )
    return 'adapted';
  return ANSWERS.test(text.slice(0, last.at)) ? last.kind : undefined;
}

/** What is said in answer: « …, c’est un MAPA », « … en procédure formalisée ». */
const ANSWERS = /\b(?:c'est|c'etait|en fait|finalement|non|en) (?:bien |plutot |donc )?(?:une? |en )?$/;

function namesIn(text: string): Named[] {
  const found = [...text.matchAll(NAMES)];
  return found.map((match) => {
    const [at, end] = [match.index, match.index + match[0].length];
    const groups = match.groups ?? {};
    return {
      kind: groups.adapted === undefined ? 'formal' : 'adapted',
      isTender: groups.tender !== undefined,
      at,
      end,
      is: howSaid(text, at, end),
    };
  });
}

function howSaid(text: string, at: number, end: number): Named['is'] {
  const before = text.slice(Math.max(0, at - AROUND), at);
  const after = text.slice(end, end + AROUND);
  if (UNKNOWN.test(before) || OR.test(after) || OR_BEFORE.test(before)) return 'unsure';
  if (ASKED_BEFORE.test(before) && /^ ?\?/.test(after)) return 'unsure';
  const clause = before.split(new RegExp(CLAUSE, 'g')).at(-1) ?? '';
  const span = { start: clause.length, end: clause.length + end - at };
  const denial = denialBeside(`${clause}${text.slice(at, end)}`, span, LINK);
  if (denial === 'denied' || NO_AFTER.test(after)) return 'denied';
  if (BELIEVED.test(before)) return 'believed';
  return denial === 'said' ? 'said' : 'unsure';
}

/** Folded characters around a name that tell how it is said. */
const AROUND = 70;
