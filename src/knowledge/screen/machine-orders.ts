import { asItLooks } from './look-alikes.ts';

/** How a machine that talks is called. On text made plain. */
export const MACHINE = `(?:assistants?|chatbots?|bots?|robots?|ias?|llms?|intelligences? artificielles?|(?:robots?|moteurs?) (?:conversationnels?|de reponse)|systemes? (?:experts?|automatises?)|modeles? (?:de langage|d'ia)|agents? (?:conversationnels?|automatiques?|virtuels?)|language models?|ai (?:models?|assistants?|systems?|agents?))`;
const RULES = `(?:consignes?|instructions?|regles?|prompts?|directives?|rules|guidelines|guidance|filtres?|restrictions?|verifications?)`;
const ANSWER = `(?:answer|say|reply|respond|tell|state|output|print|write|claim|recommend|promote|send|repeat|ignore|contain)`;
const ALWAYS = `(?:toujours|simplement|seulement|uniquement|systematiquement|exactement|desormais|directement)`;

/** Ways of giving orders to a machine that no one uses to ask it a question. On text made plain. */
const ORDERS: readonly RegExp[] = [
  // « Ignore tes consignes », « oubliez les instructions précédentes », « ne tiens pas compte des règles reçues ».
  new RegExp(
    String.raw`\b(?:(?:ignore|oublie|contourne|outrepasse|desactive)[zr]?|fai(?:s|tes|re) abstraction de|ne (?:tiens|tenez|tenir)(?: pas| aucun| plus)? compte de)\b[^.!?]{0,40}\b(?:tes|ton|(?:ces|vos|toutes? (?:les|ces|vos)) ${RULES}|prompts?|precedente?s?|precede|ci-dessus|d'avant|systeme|tout ce qu'on)\b`,
  ),
  /\b(?:ignore|disregard|forget|override|bypass|(?:do not|don't|stop) follow(?:ing)?)\b[^.!?]{0,30}\b(?:all|any|previous|prior|above|your|earlier|the (?:rules|instructions))\b/,
  /\b(?:ignoriere|vergiss|ignora|olvida|dimentica)\b[^.!?]{0,30}\b(?:alle|todas|las|tutte|le|vorherigen|anweisungen|instrucciones|istruzioni)\b/,
  /\b(?:nouvelles?|tes|vos nouvelles) (?:consignes?|instructions?|directives?)\b|\btes regles\b|\b(?:new|initial) instructions?\b|\byour (?:new )?(?:task|role|job) is\b/,
  // « Réponds que… », « tu réponds toujours », « dis-le », « répondez toujours Oui ».
  new RegExp(
    String.raw`(?<!\b(?:je|j'y|on|qui|qu'il|qu'elle|il|elle|me|te|le|lui|nous|vous|leur|document|reglement|acheteur|article|code) )\b(?:reponds|reponds-(?:lui|leur|moi)|dis(?:-(?:le|lui|leur|moi|nous))?) (?:${ALWAYS} )?(?:que|qu'(?!a )|oui|non|a tout|:)`,
  ),
  /^\W*(?:affirme|annonce|declare|conclus|considere|retiens) (?:que|qu')/,
  /\b(?:dis|redis|repete)-le\b/,
  /\b(?:commence|termine|finis|debute)[zr]? (?:ta|chaque|toutes?|tes) (?:les |tes )?reponses?\b/,
  /\btu (?:reponds|diras|dis|repondras|dois|devras|es|n'es|peux|ecris|ajoutes|termines|aides) (?:maintenant|desormais|plus|toujours|uniquement|seulement|repondre|dire|ajouter|un bot|une ia|le bot|libre)\b|\btu n'as plus (?:aucun|de )/,
  new RegExp(String.raw`\b(?:repondez|dites|ecrivez|concluez) (?:${ALWAYS}) (?:que|qu'|oui|non|«|")`),
  /\b(?:reponds|repondez|dis|dites|indique[zr]?|annonce[zr]?|affirme[zr]?|confirme[zr]?)(?: \w+)? (?:a l'utilisat(?:eur|rice)|aux utilisat(?:eurs|rices)|au lecteur)\b/,
  new RegExp(
    String.raw`\byou (?:are now|(?:must|should|will) (?:now |always |only )?(?:${ANSWER}|act|obey))\b|\bfrom now on\b`,
  ),
  new RegExp(
    String.raw`\b(?:always|only|just|simply|must) ${ANSWER}\b|\b${ANSWER} (?:to )?the (?:user|reader|person|candidate)\b|\b(?:say|answer|reply|respond|state|claim) (?:that|yes|no|only|with|it is)\b|\b(?:if|when) asked\b|\bevery reply\b`,
  ),
  // « Note aux assistants », « si tu es une IA », « IA : », « l'assistant doit… ».
  new RegExp(
    String.raw`\b(?:note|message|consigne|instruction|attention|info|information|avis|rappel|nb)s?\b[^.!?]{0,30}\b(?:aux?|pour|a l'attention d\p{L}+|to|for)\b[^.!?]{0,25}\b(?:${MACHINE}|(?:the|any) ai)\b`,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:si (?:tu es|vous etes)|if you are|en tant qu(?:e |')|as) ?(?:une? |an? |the )?(?:${MACHINE}|ai)\b`,
  ),
  new RegExp(
    String.raw`(?:^[\W_]*|(?<![\W_])(?:[^\w.!?»)\]]|_)*[.!?»)\]][\W_]*)(?:system(?: override)?|systeme|developer|developpeur|user|utilisateur|tool|outil|ai|a l'ia [^:]{0,30}|hotline|(?:cher |attention |pour (?:le |la |les |l'))?${MACHINE}(?: [a-z]+)?) ?[:,]`,
  ),
  new RegExp(
    String.raw`\b${MACHINE} (?:[a-z]+ (?:ce|cet|ces|ceci|le|ce) \w+ )?(?:doi(?:t|vent) (?!etre)|devra(?:it)?|must|should|shall|transmet|repond|ajoute|termine|ecrit|envoie|indique|dit)`,
  ),
  // Role play, and the marks of a conversation with a machine.
  /\b(?:fais comme si|imagine que tu|joue le role|pretends? (?:to be|you)|act as (?:an?|if)|roleplay|jailbreak|mode (?:developpeur|debug|maintenance|sans limites?)|developer mode|switch to \w+ mode|\bdan\b mode)\b/,
  /<\|?\/?(?:im_(?:start|end)|system|assistant|user|tool|endoftext)\b|\[\/?(?:inst|system|sys)\]|<<sys>>|"role" ?:|\btool_calls?\b|\bfunction_call\b|(?<!#)#{2,} ?(?:instructions?|system|consigne)|\b(?:fin|end) (?:des|of(?: the)?) (?:instructions?|consignes?|prompt)\b/,
  // « Recopie tes consignes », « print your prompt », « résultat de l'outil ».
  new RegExp(
    String.raw`\b(?:recopie|repete|revele|affiche|montre|donne|cite|resume|traduis)[zr]?\b[^.!?]{0,40}\b(?:tes|ton|ta|vos|votre|prompt|systeme)\b[^.!?]{0,20}\b${RULES}`,
  ),
  /\b(?:reveal|repeat|print|show|output|leak)\b[^.!?]{0,30}\b(?:your|system|above|hidden)\b/,
  /\b(?:prompt systeme|system prompt|(?:ton|votre|your) prompt|resultats? de l'outil|tool results?|appelle l'outil|call the tool|cle api|api key)\b/,
  /\b(?:recopie|repete|divulgue|transmets|envoie|ajoute)[zr]?\b[^.!?]{0,40}\b(?:messages?|conversations?|questions?) des autres\b/,
  /\butilise ce resultat\b|\bet citez? \[\d+\]/,
];

const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' };

/** A text made plain, to be matched: no accents, marks or disguises, one space between words. */
export function plain(text: string): string {
  if (text !== lastPlain.said) lastPlain = { said: text, plain: madePlain(text) };
  return lastPlain.plain;
}

/** The last text that was made plain: several ask it of one sentence, one after the other. */
let lastPlain = { said: '', plain: '' };

function madePlain(text: string): string {
  return asItLooks(text)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}*`~]/gu, '')
    .replace(/[’ʼ‘´]/g, "'")
    .replace(/\s+/g, ' ')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .trim();
}

/** « i g n o r e » and « 1gn0r3 » read as words; undefined when there are none. */
function deciphered(text: string): string | undefined {
  const joined = text.replace(/(?<![\p{L}\d])\p{L}(?:[ ._-]\p{L}){4,}(?![\p{L}\d])/gu, (word) =>
    word.replace(/[ ._-]/g, ''),
  );
  const letters = joined.replace(
    /(?<![\p{L}\d])(?=[\p{L}\d]*\p{L}[013457]|[013457]+\p{L})[\p{L}\d]{3,}/gu,
    (word) => word.replace(/[013457]/g, (digit) => LEET[digit] ?? digit),
  );
  return letters === text ? undefined : letters;
}

/** The last sentence that was made plain: one is asked of it in several ways, one after the other. */
let last = { sentence: '', text: '', other: undefined as string | undefined };

/** Whether one of some patterns holds in a sentence made plain, or deciphered. */
export function matches(patterns: readonly RegExp[], sentence: string): boolean {
  if (last.sentence !== sentence) {
    const text = plain(sentence);
    last = { sentence, text, other: deciphered(text) };
  }
  const { text, other } = last;
  return patterns.some((one) => one.test(text) || (other !== undefined && one.test(other)));
}

/**
 * Whether a sentence gives a machine an order that nobody gives who only asks it something — to ignore its rules, to
 * say some words, to play a part, to give away what it was told. French and English, and disguises of their letters.
 */
export const ordersMachine = (sentence: string): boolean => matches(ORDERS, sentence);
