/**
 * Asks a yes/no question the other way round, where that is safe: « puis-je sous-traiter ? » becomes « est-ce interdit
 * de sous-traiter ? », whose answer is the contrary. Pure.
 */

const PRONOUNS = "(?:(?:me|te|se|nous|vous|le|la|les|lui|leur|y|en) |[mtsl]')*";
/** An infinitive with its pronouns: « le lui remettre ». Nouns and adverbs of the same endings are left. */
const INFINITIVE = String.raw`${PRONOUNS}(?!(?:notre|votre|autre|entre|encore|contre|hier|[êe]tre|obliger|forcer)(?![\p{L}]))[\p{L}-]*\p{L}(?:er|ir|re|oir)(?![\p{L}'-])`;
/** Having and getting: a thing one has no right to is not for all that forbidden to ask for. */
const GETTING =
  'avoir|obtenir|toucher|recevoir|r[ée]cup[ée]rer|exiger|demander|r[ée]clamer|garder|perdre|b[ée]n[ée]ficier|savoir';
const ANYTHING = `(?:quand m[êe]me |aussi |donc )?(${INFINITIVE})`;
const DOING = String.raw`(?!(?:quand m[êe]me |aussi |donc )?${PRONOUNS}(?:${GETTING})(?![\p{L}]))${ANYTHING}`;
const BUYER =
  "(l'acheteur|un acheteur|l'administration|(?:la|une|ma) (?:mairie|commune|ville|r[ée]gion|m[ée]tropole))";
/** What follows is « de » and stays. */
const OF = "(?=d(?:e |'))";
const START = String.raw`(?<![\p{L}\d'-])`;
const END = String.raw`\s*(\?+|$)`;

interface Rule {
  readonly pattern: RegExp;
  readonly rewrite: (...groups: string[]) => string;
  /** Asks whether something is compulsory: with « all » or « always », doing without has several meanings. */
  readonly compulsory: boolean;
}
const rulesFor = (compulsory: boolean, rules: readonly [string, (...groups: string[]) => string][]): Rule[] =>
  rules.map(([pattern, rewrite]) => ({
    pattern: new RegExp(START + pattern, 'giu'),
    rewrite: (_, ...groups) => rewrite(...groups),
    compulsory,
  }));

/** « de sous-traiter », « d'exclure ». */
const de = (verb = ''): string => (/^[aeiouyéèêh]/i.test(verb) ? `d'${verb}` : `de ${verb}`);

const RULES: readonly Rule[] = [
  // Permitted: the contrary is forbidden.
  ...rulesFor(false, [
    [
      `(?:est[- ]ce que |esque |est[- ]ce qu')?(?:je peux|on peut|nous pouvons) ${DOING}`,
      (verb) => `est-ce interdit ${de(verb)}`,
    ],
    [`(?:puis[- ]je|peut[- ]on|pouvons[- ]nous) ${DOING}`, (verb) => `est-ce interdit ${de(verb)}`],
    [`peut[- ](?:il|elle) ${ANYTHING}`, (verb) => `est-ce que ça lui est interdit ${de(verb)}`],
    [`peuvent[- ](?:ils|elles) ${ANYTHING}`, (verb) => `est-ce que ça leur est interdit ${de(verb)}`],
    [`(?:il|elle) peut ${ANYTHING}`, (verb) => `ça lui est interdit ${de(verb)}`],
    [`(?:ils|elles) peuvent ${ANYTHING}`, (verb) => `ça leur est interdit ${de(verb)}`],
    [`(?:il|elle) (?:peut|a le droit)${END}`, (end) => `ça lui est interdit ${end}`],
    [`(?:ils|elles) (?:peuvent|ont le droit)${END}`, (end) => `ça leur est interdit ${end}`],
    [`${BUYER} peut ${ANYTHING}`, (who, verb) => `${who}, ça lui est interdit ${de(verb)}`],
    [
      `(?:est[- ]ce que )?(?:ai[- ]je|j'ai|a[- ]t[- ]on|on a|avons[- ]nous|nous avons) le droit (?=d(?:e |')${DOING})`,
      () => 'est-ce interdit ',
    ],
    [
      `(?:est[- ]ce|est[- ]il|c'est) (?:possible|permis|autoris[ée]|l[ée]gal) ${OF}`,
      () => 'est-ce interdit ',
    ],
    [
      `(est[- ](?:elle|il)) (?:autoris[ée]|permis|l[ée]gal)(e?)${END}`,
      (be, e, end) => `${be} interdit${e} ${end}`,
    ],
    [`(?<!est[- ](?:il|elle) )(?:autoris[ée]|permis|l[ée]gal|r[ée]gulier)${END}`, (end) => `interdit ${end}`],
  ]),
  // Forbidden: the contrary is permitted.
  ...rulesFor(false, [
    [`(est[- ]ce|est[- ]il|c'est) (?:interdit|ill[ée]gal|d[ée]fendu) ${OF}`, (be) => `${be} permis `],
    [`(est[- ](?:elle|il)) interdit(e?)${END}`, (be, e, end) => `${be} permis${e} ${end}`],
    [`(?<!est[- ](?:il|elle) )(?:interdit|ill[ée]gal)${END}`, (end) => `permis ${end}`],
  ]),
  // Compulsory: the contrary is that one may do without.
  ...rulesFor(true, [
    [`(?:est[- ]ce|est[- ]il|c'est) obligatoire ${OF}`, () => 'peut-on se dispenser '],
    [
      `(?:(?:(?:est|sont)[- ](?:il|elle)s?|est[- ]ce|c'est|c|est|sont) )?obligatoires?${END}`,
      (end) => `peut-on s'en passer ${end}`,
    ],
    [`(?:est[- ]ce que )?(?:suis[- ]je|je suis) oblig[ée]e? ${OF}`, () => 'suis-je dispensé '],
    [`(?:est[- ]ce qu')?(?:on est|est[- ]on) oblig[ée]e?s? ${OF}`, () => 'peut-on se dispenser '],
    [`est[- ](il|elle) (?:oblig[ée]|tenu)e? ${OF}`, (who) => `peut-${who} se dispenser `],
    [`${BUYER} est (?:oblig[ée]|tenu)e? ${OF}`, (who) => `${who} peut se dispenser `],
    [`(?:est[- ]ce que je dois|dois[- ]je|je dois) ${ANYTHING}`, (verb) => `suis-je dispensé ${de(verb)}`],
    [`(?:doit[- ]on|on doit|faut[- ]il|il faut) ${ANYTHING}`, (verb) => `peut-on se dispenser ${de(verb)}`],
    [`doit[- ](il|elle) ${ANYTHING}`, (who, verb) => `peut-${who} se dispenser ${de(verb)}`],
    [`doivent[- ](ils|elles) ${ANYTHING}`, (who, verb) => `peuvent-${who} se dispenser ${de(verb)}`],
    [`${BUYER} doit ${ANYTHING}`, (who, verb) => `${who} peut se dispenser ${de(verb)}`],
  ]),
];

/** A negation, a condition on oneself, or a second question: the contrary is no longer the other word alone. */
const UNSAFE =
  /(?<!\p{L})(?:ne|pas|jamais|sauf|combien|quand(?! m[êe]me)|comment|pourquoi|quel(?:le)?s?|si (?:je|on|il|elle))(?!\p{L})|(?<!\p{L})n'|\?.*\p{L}.*\?/isu;
const ALL = /(?<!\p{L})(?:tou[ts]|toutes?|toujours|chaque|chacune?|aucune?|forc[eé]ment|sans)(?!\p{L})/iu;

/**
 * The contrary question, or undefined where none is safe: no rule or several rules match, the sentence denies
 * something, or « all » would make the contrary ambiguous.
 */
export function otherPolarity(question: string): string | undefined {
  const text = question.replace(/[’ʼ]/g, "'").replace(/\s+/g, ' ').trim();
  const [asking = ''] = text.split(/(?<=[.!…])\s+/).slice(-1);
  if (UNSAFE.test(asking)) return undefined;
  const matching = RULES.filter(({ pattern }) => asking.match(pattern)?.length === 1);
  const [only] = matching;
  if (!only || matching.length > 1 || (only.compulsory && ALL.test(asking))) return undefined;
  const other = asking.replace(only.pattern, only.rewrite).replace(/ ?[:,]? (?=peut-on s'en passer)/, ', ');
  return (text.slice(0, text.length - asking.length) + other).trim();
}
