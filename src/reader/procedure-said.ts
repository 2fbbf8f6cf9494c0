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

/**
 * Each name of a procedure, on folded text. A « négociation » by itself names none, and what only hints at a formal one
 * says no more of a MAPA that is « avec négociation », or of a tender that is « non restreint ».
 */
const NAMES =
  /(?<adapted>\bmapa\b|\b(?:marches? (?:en|a) )?procedures? adaptee?s?\b)|(?<tender>\bappels? d'? ?of+res?\b|\ba\.?o\b\.?)|(?<formal>\b(?:procedures? |marches? )?formalise(?:e|es|s)?\b|\bdialogue competitif\b)|(?<hint>\b(?:procedure )?avec negociation\b|\b(?:procedure )?restreinte?\b|\beuropeen(?:ne)?s?\b|\bjoue\b)/g;
/** Where the words end that may deny a name, or doubt it. */
const CLAUSE =
  /[,;:.?!()\n]|\b(?:mais|donc|et|puisque|car)\b|(?<!\b(?:si|que|pas) )\b(?:c'est|c'etait)(?= (?!pas\b|plus\b))/;
/** A word that may stand between what denies a name and the name: « c’est pas passé en procédure adaptée ». */
const LINK =
  /^(?:une?|en|l'|l|la|le|les|du|de|des|d'un|d'une|d'|au|aux|a|dans|sous|sur|par|selon|ce|que|soit|est|c'est|c'etait|n'est|n'etait|ne|etait|sommes|suis|serait|s'agit|s'agit-il|etre|eue?|fait|faire|passe|passee?|marche|contrat|vraiment|forcement|tout|bien|non|simple|vrai|petit)$/;
/** Nobody knows it: « je ne sais pas si c’est un MAPA ». */
const UNKNOWN =
  /\b(?:(?:sai[st]|savons|savez|savoir|ignore|demande|comprends|comprend|sure?|certaine?) (?:pas |plus |trop |bien |vraiment |absolument ){0,3}(?:trop )?(?:du tout )?|pas (?:dit|precise|indique|ecrit|marque|explique) )si [^,;.?!]{0,30}$/;
/** It was believed: « je croyais que c’était un MAPA ». */
const BELIEVED =
  /\b(?:croyais|croyait|croyions|pensais|pensait|pensions|avais cru|ai cru|a cru|imaginais|annonce[e]?|comme si|au lieu d(?:e|'un|'une))[^,;.?!]{0,30}$/;
/** Which of the two it is, is asked: « MAPA ou appel d’offres ? », « un MAPA ou quoi ? ». */
const OR =
  /^ ?(?:,|\?)? ?ou (?:bien |alors |plutot |est-ce |c'est )*(?:une?|en|l'|quoi\b|mapa|appel|ao\b|procedure|formalise)/;
const OR_BEFORE = /\bou (?:bien |alors |plutot |c'est )*(?:une? |en |d'une? )?$/;
/** « c’est un MAPA ou pas ? » doubts the procedure; « c’est légal en MAPA ou pas ? » does not. */
const OR_NOT = /^ ?(?:,|\?)? ?ou (?:bien )?(?:pas|non)\b/;
/** Whether it is one is asked: « c’est un MAPA ? » */
const ASKED_BEFORE =
  /(?<!\bsi )\b(?:c'est|est-ce|est-ce que c'est|c'etait|serait-ce|suis-je|est-on) (?:bien |donc |vraiment )?(?:une?|en) $/;
/** The name is what the contract is said to be, or stands by itself: « on est en MAPA », « MAPA ». */
const IS_ONE =
  /(?:^|[,;:.?!(\n]|\b(?:c'est|c'etait|est-ce|ce soit|serait-ce|suis-je|est-on|on est|sommes|je suis|s'agit(?:-il)?)) ?(?:bien |donc |vraiment )?(?:une? |en |d'une? )?$/;
/**
 * The same denied, by these words and no others, be it in reply to « quand peuvent-ils signer »: « sans MAPA », « jamais de
 * MAPA » say nothing of this contract.
 */
const IS_NOT_ONE =
  /(?:^|\b(?:c|c'est|c'etait|est|n'est|etait|n'etait|sommes|suis|serait|soit|s'agit|\p{L}+(?:er|re|ir)|quand|legal|droit|tot|tard|recours) )(?:pas|plus) (?:(?:passee?|faite?|lancee?|marches?|une?|en|du|dans|sous|par|a|d'une?|la|le|l') ?)*$/u;
/** Where it would be none: « ce n’est plus un MAPA au-dessus de 216 000 € ». */
const WHEN = /^ ?(?:au-dela|au-dessus|a partir|des (?:que|lors)|quand|lorsque?|si|apres)\b/;
/** « MAPA ? non », « MAPA : faux » */
const NO_AFTER = /^ ?(?:[?:] ?non\b|[?,:]? ?(?:c'est )?faux\b)/;
/** « MAPA non », that may be a denial, a doubt or an answer. */
const MAYBE_NO = /^ ?,? ?non\b/;
/** « MAPA, non ? » wants to hear yes; « non alloti », « non négociée » tells what kind of one it is. */
const NO_DENIAL =
  /^ ?[?,:]? ?non(?: ?\?|[ -](?!(?:une?|elle|elles|ce|je|le|procedure|marche)\b)\p{L}+(?:e|i|u|t|s|en|if|al|el|eur)s?\b)/u;
/** « et non un MAPA », « non pas un MAPA », « non formalisé » */
const NOT_BEFORE = /\b(?:(?:et|mais) non|non pas)(?: pas)? (?:une? |en |d'une? |une? simple )?$/;
const NON_BEFORE = /\bnon[ -]$/;
/** « c’est un MAPA, non un appel d’offres »: a denial, or an answer to oneself. */
const MAYBE_NOT_BEFORE = /[^\s?!] ?,? non (?:une? |en )?$/;

interface Named {
  readonly kind: ProcedureKind;
  /** Another formal procedure than a tender may be meant where a tender is denied. */
  readonly isTender: boolean;
  /** It says a formal procedure only where no other name stands. */
  readonly isHint: boolean;
  readonly at: number;
  readonly end: number;
  readonly is: 'said' | 'denied' | 'left-out' | 'believed' | 'unsure';
}

/**
 * Which procedure a folded text says that a contract is passed by. Denying the adapted one says the formal one; denying a
 * tender alone says nothing sure, as other procedures are formal too.
 */
export function procedureSaid(text: string): ProcedureSaid {
  const all = withoutHints(namesIn(text));
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

/** Hints count where no other name is said; one that is denied says nothing: « appel d’offres non restreint ». */
function withoutHints(all: readonly Named[]): readonly Named[] {
  const isNamed = all.some(({ is, isHint }) => is === 'said' && !isHint);
  return all.filter(({ is, isHint }) => !isHint || (!isNamed && is !== 'denied'));
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
      isHint: groups.hint !== undefined,
      at,
      end,
      is: howSaid(text, at, end),
    };
  });
}

function howSaid(text: string, at: number, end: number): Named['is'] {
  const before = text.slice(Math.max(0, at - AROUND), at);
  const after = text.slice(end, end + AROUND);
  if (isDoubted(before, after)) return 'unsure';
  if (NOT_BEFORE.test(before)) return 'denied';
  const name = text.slice(at, end);
  if (NON_BEFORE.test(before) && KIND.test(name)) return 'denied';
  const clause = before.split(new RegExp(CLAUSE, 'g')).at(-1) ?? '';
  const span = { start: clause.length, end: clause.length + name.length };
  const denial = denialBeside(`${clause}${name}`, span, LINK);
  if (denial === 'denied') return howDenied(name, { before, clause, after });
  if (BELIEVED.test(before)) return 'believed';
  return denial === 'said' ? howAnswered(before, after) : 'unsure';
}

/** Adjectives that « non » denies: « MAPA non formalisé ». */
const KIND = /^(?:formalise|restreint|europeen)/;

function isDoubted(before: string, after: string): boolean {
  if (UNKNOWN.test(before) || OR.test(after) || OR_BEFORE.test(before)) return true;
  if (OR_NOT.test(after) && IS_ONE.test(before)) return true;
  return ASKED_BEFORE.test(before) && /^ ?\?(?! ?non\b)/.test(after);
}

/** What a tender is denied by tells little; a MAPA, or a formal procedure, is denied only of the contract itself. */
function howDenied(
  name: string,
  { before, clause, after }: { before: string; clause: string; after: string },
): Named['is'] {
  if (BELIEVED.test(before)) return 'unsure';
  if (/^a/.test(name)) return 'denied';
  if (WHEN.test(after)) return 'left-out';
  return IS_NOT_ONE.test(clause.trimStart()) || /\bni\b/.test(clause) ? 'denied' : 'left-out';
}

/** « MAPA ? non », « MAPA, non ? », « MAPA non alloti » */
function howAnswered(before: string, after: string): Named['is'] {
  if (MAYBE_NOT_BEFORE.test(before)) return 'unsure';
  if (NO_DENIAL.test(after)) return 'said';
  if (NO_AFTER.test(after)) return IS_ONE.test(before) ? 'denied' : 'unsure';
  return MAYBE_NO.test(after) ? 'unsure' : 'said';
}

/** Folded characters around a name that tell how it is said. */
const AROUND = 70;
