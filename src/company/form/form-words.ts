import { fold } from '#src/platform/french/text-analysis.ts';
import type { Field } from './form.ts';

/** What one may ask of the form itself. */
export type FormWish =
  | {
      readonly type:
        | 'back'
        | 'skip'
        | 'later'
        | 'cancel'
        | 'help'
        | 'summary'
        | 'resume'
        | 'confirm'
        | 'restart';
    }
  /** Change an answer; `text` is what was said after its name. */
  | { readonly type: 'edit'; readonly field?: string | undefined; readonly text?: string | undefined };

const END = "(?: (?:svp|stp|s'il vous plait|merci|a tous|pour l'instant|pour le moment))?\\W*$";
const simple = (words: string): RegExp => new RegExp(`^\\W*(?:${words})${END}`);

const RULES: readonly [RegExp, FormWish['type']][] = [
  [
    simple(
      "precedente?|retour|(?:la )?question (?:precedente|d'avant)|revenir(?: en arriere)?|reviens(?: en arriere)?|en arriere",
    ),
    'back',
  ],
  [
    simple(
      "passer?|je passe|on passe|passons|suivante?|question suivante|sauter|je (?:ne )?sais pas|(?:je n'en sais )?aucune idee|jsp|sans reponse|je prefere ne pas repondre|ne se prononce pas",
    ),
    'skip',
  ],
  [
    simple(
      "plus tard|on verra plus tard|(?:je |on )?(?:continue|continuerai|reprends|finira?i?) (?:plus tard|demain)|pause|une autre fois|demain|a plus tard|je reviens|stop|stopper|(?:j'|on |je m')?arrete(?:s|r|z)?(?: la)?",
    ),
    'later',
  ],
  [
    simple(
      "annule[rz]?(?: tout| l'inscription| le referencement)?|abandonne[rz]?|j'abandonne|laisse[rz]? tomber|tout annuler",
    ),
    'cancel',
  ],
  [
    simple(
      "aide|aidez moi|pourquoi(?: cette question)?\\s?\\??|c'est quoi\\s?\\??|comment ca\\s?\\??|un exemple|par exemple\\s?\\??|je (?:ne )?comprends pas(?: la question)?",
    ),
    'help',
  ],
  [simple('resume|recapitulatif|recap|voir (?:le resume|mes reponses|ma fiche)'), 'summary'],
  [
    simple(
      "reprendre|(?:on |je )?(?:reprend|continue)s?|continuer|reprenons|(?:reprendre|continuer|finir|terminer) (?:mon|notre|le|l') ?(?:inscription|referencement|formulaire|fiche)",
    ),
    'resume',
  ],
  [
    simple(
      "(?:je )?(?:confirme|valide)[rz]?(?: tout)?|c'est bon|tout est (?:bon|juste|correct)|envoye[rz]?|enregistre[rz]?",
    ),
    'confirm',
  ],
];
const EDIT =
  /^\W*(?:je (?:veux|voudrais|dois|souhaite) |on (?:veut|doit) |pouvez-vous |il faut )?(?:modifi|corrig|chang|rectifi|mettre a jour|mettez a jour|actualis)\w*(?: (?:la|ma) reponse)?\b(.*)$/;

/** Reads a wish about the form. Its whole sentence is the wish: « passer une annonce » is an answer. */
export function formWishOf(text: string, fields: readonly Field[]): FormWish | undefined {
  if (text.length > 300) return undefined;
  const folded = fold(text).replace(/\s+/g, ' ').trim();
  const type = RULES.find(([pattern]) => pattern.test(folded))?.[1];
  if (type) return { type } as FormWish;
  const edit = EDIT.exec(folded);
  if (!edit) return undefined;
  const field = fieldNamedIn(edit[1] ?? '', fields);
  if (!field) return /^\W*$/.test(edit[1] ?? '') ? { type: 'edit' } : undefined;
  // A label may hold such a word itself: « Accord pour garder la fiche ».
  const at = text.toLowerCase().indexOf(field.label.toLowerCase());
  const rest = at < 0 ? text : text.slice(at + field.label.length);
  const after = /(?:[:=]|\b(?:en|par|pour|c'est|est|devient)\b)\s*(\S.*)$/is.exec(rest)?.[1];
  return { type: 'edit', field: field.id, text: after };
}

/** The question whose name, or other word for it, a text says; the longest wins. */
export function fieldNamedIn(text: string, fields: readonly Field[]): Field | undefined {
  const plain = (words: string) =>
    ` ${fold(words)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  const said = plain(text);
  return fields
    .flatMap((field) => [field.label, ...field.words].map((way) => ({ field, way: plain(way) })))
    .filter(({ way }) => said.includes(way))
    .sort((a, b) => b.way.length - a.way.length)[0]?.field;
}

/** « Objectif : répondre plus vite »: a question by its name or another word for it, and what is said of it. */
export function labelledIn(
  text: string,
  fields: readonly Field[],
): { field: Field; text: string } | undefined {
  const [, before = '', rest] = /^([^:\n]{2,80}):\s*([^:\s][^:\n]*)$/.exec(text.trim()) ?? [];
  const name = before.trim();
  if (rest === undefined || name.length < 2 || name.length > 60) return undefined;
  const plain = (words: string) =>
    fold(words)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const said = plain(name);
  const ways = (way: (field: Field) => readonly string[]) =>
    fields.find((field) => way(field).some((one) => plain(one) === said));
  const field = ways(({ label }) => [label]) ?? ways(({ words }) => words);
  return field && { field, text: rest };
}

const QUESTION =
  /^\W*(?:(?:bonjour|au fait|sinon|juste|une question|attendez|et|mais|dites moi)\W+)*(?:est-ce que|est ce que|qu'est-ce|c'est quoi|comment|combien|quel(?:le)?s?\b|quand|pourquoi|ou (?:est|sont|trouver)|qui (?:peut|doit|est)|(?:ai|suis|puis|dois|peut|faut|doit|pouvons|devons|avons|sommes|pouvez|avez|a-t)[- ](?:je|on|il|nous|vous|t-on|t-il)|a partir de (?:quel|combien)|sous quel|jusqu'a (?:quel|combien)|je voudrais savoir|j'aimerais savoir|ca veut dire quoi)\b/;

/** Whether a message asks something rather than answers: it ends as a question, or begins as one. */
export function looksLikeQuestion(text: string): boolean {
  const said = fold(text).trim();
  return /\?[^\w?]*$/.test(said) || QUESTION.test(said);
}
