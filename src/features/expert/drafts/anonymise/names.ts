import { hidden } from './texts.ts';

/** Names that a case tells. */
export interface KnownNames {
  readonly persons?: readonly string[];
  readonly experts?: readonly string[];
  readonly companies?: readonly string[];
}

const START = String.raw`(?<![\p{L}\d])`;
const END = String.raw`(?![\p{L}\d])`;
const WORD = String.raw`\p{Lu}[\p{Ll}'’][\p{L}'’-]*`;
const SHOUTED = String.raw`\p{Lu}{2,}(?:-\p{Lu}+)*`;
const PARTICLE = String.raw`(?:de\sla|de|du|des|d['’]|le|la|el|ben|van|von|da|dos)`;
const NAME = String.raw`(?:\p{Lu}\.\s?)?(?:${WORD}|${SHOUTED})(?:[\s-]{1,20}(?:${PARTICLE}\s?)?(?:${WORD}|${SHOUTED})){0,3}`;
const FULL_NAME = String.raw`${WORD}[\s-]{1,20}(?:${PARTICLE}\s?)?(?:${WORD}|${SHOUTED})(?:[\s-]{1,20}(?:${WORD}|${SHOUTED}))?`;

/** Names of bodies and of the law that nobody hides behind. */
const KEPT = String.raw`(?!(?:[ÉE]tat|Code|Conseil|Président|Présidente|Maire|Préfet|Légifrance|Canaux|Les\sCanaux|La\sFabrique|Fabrique|ESUS|ESS|SIAE|ESAT|EATT|HLM|EA|EI|ETTI|AI|ACI|PME|TPE|ETI|SCOP|SCIC|CPSTI|AGEFIPH|BOAMP|DUME|DC\d|ATTRI\d)(?![\p{L}\d]))`;
const COMPANY_WORD = String.raw`(?:\p{Lu}[\p{L}'’&.-]*\p{L}|\p{Lu}|&|\d{1,4})`;
const COMPANY = String.raw`(?:«\s?(?=\p{Lu}|\d)[^»\n]{1,60}»|"(?=\p{Lu}|\d)[^"\n]{1,60}"|${KEPT}(?:(?:L['’]|Les?\s|La\s|Au\s|Aux\s)?\p{Lu}[\p{L}'’&.-]*\p{L})(?:[\s-]{1,20}(?:(?:et|de\sla|de|du|des|d['’]|en|à|au|aux|&)\s?)?${COMPANY_WORD}){0,4})`;
const FORM = String.raw`(?:SARL|S\.A\.R\.L\.?|SASU?|S\.A\.S\.?|EURL|EIRL|SNC|SCOP|SCIC|SCI|SELARL|SCP|GIE|GAEC|EARL|SA(?=\s\p{Lu}\p{Ll})|[Ss]ociété|[Aa]ssociation|[Ee]ntreprise|[Cc]oopérative|[Ee]ts|[Éé]tablissements)`;
const OF_COMPANY = new RegExp(`(?<=${START}${FORM}\\s{1,20})${COMPANY}`, 'gu');
const OURS = new RegExp(
  String.raw`(?<=${START}(?:(?:[Ee]ntreprise|[Ss]ociété|[Aa]ssociation|[Ss]tructure|[Cc]oopérative|[Bb]oîte)\s(?:s['’]appelle|se\snomme|a\spour\snom)|[Nn]ous\ssommes|[Jj]e\sreprésente|[Jj]e\sdirige|[Gg]érante?\sde|[Dd]irecteur\sde|[Dd]irectrice\sde|[Pp]atronn?e?\sde)\s{1,20})${COMPANY}`,
  'gu',
);

const CIVILITY = new RegExp(
  String.raw`${START}(?:M\.|MM\.|Mr\.?|Mme\.?|Mmes|Mlle|Monsieur|Madame|Mademoiselle|Maître|Me|Dr\.?|Docteur)\s+${KEPT}(?!Le\s|La\s)${NAME}`,
  'gu',
);
const INTRODUCED = new RegExp(
  String.raw`(?<=${START}(?:[Jj]e\sm['’]appelle|[Mm]on\snom\sest|[Mm]oi\sc['’]est)\s{1,20})(?:${NAME}|\p{L}[\p{L}'’-]+(?:\s(?!(?:et|je|de|du|pour|qui|à|on|nous)${END})\p{L}[\p{L}'’-]+)?)`,
  'gu',
);
const SIGNED = new RegExp(
  String.raw`(?<=${START}(?:[Jj]e\ssuis|[Ii]ci|[Cc]ordialement|CORDIALEMENT|[Bb]ien\sà\svous|[Cc]dt|[Ss]igné|[Mm]erci\sd['’]avance)[\s,:!.]{0,20})${KEPT}${FULL_NAME}`,
  'gu',
);

/** First and family names that are words too: hidden alone only with their capital. */
const WORDS_TOO: ReadonlySet<string> = new Set(
  `pierre claire rose olive prudence constance clemence france victoire aime desire parfait juste blanc petit grand
  legrand noir roux blond marchand boulanger meunier charpentier berger moulin fontaine riviere dubois marche marches
  public avril mars noel dimanche lot lots prix code avance garantie offre guide fort roy roi long court simple page
  bon bonne maire chef camille ange martin bois pont champ champs vigne colin cher chere gentil vrai`
    .split(/\s+/)
    .filter(Boolean),
);
const SMALL = /^(?:de|du|des|le|la|les|el|ben|van|von|da|dos|al|et)$/i;

/** Hides the names that are known, and those that words around them tell. */
export function hideNames(text: string, { persons = [], experts = [], companies = [] }: KnownNames): string {
  let said = text;
  for (const pattern of [CIVILITY, INTRODUCED, SIGNED]) said = said.replace(pattern, hidden.person);
  for (const name of companies) said = hideWhole(said, name, hidden.company);
  for (const name of experts) said = hidePerson(said, name, hidden.expert);
  for (const name of persons) said = hidePerson(said, name, hidden.person);
  said = said.replace(OURS, hidden.company).replace(OF_COMPANY, hidden.company);
  // A civility, or a name in two parts, leaves one word.
  return said
    .replace(
      new RegExp(
        String.raw`${START}(?:M\.|Mr|Mme|Mlle|Monsieur|Madame|Maître|Dr)\s+(?=\[(?:personne|expert)\])`,
        'gu',
      ),
      '',
    )
    .replace(/(\[(?:personne|expert|entreprise)\])(?:[\s-]{1,20}\1)+/gu, '$1');
}

function hideWhole(text: string, name: string, instead: string): string {
  const words = wordsOf(name);
  if (words.length === 0 || words.join('').length < 3) return text;
  const bare = words.filter((word) => !/^(?:sarl|sasu?|eurl|eirl|snc|scop|scic|sci|sa)$/i.test(word));
  return [words, bare]
    .filter((some) => some.join('').length >= 3)
    .reduce((said, some) => said.replace(patternOf(some), instead), text);
}

function hidePerson(text: string, name: string, instead: string): string {
  const words = wordsOf(name);
  const known = words.filter((word) => word.length >= 3 && !SMALL.test(word));
  if (known.length === 0) return text;
  const whole = [words, words.toReversed()].reduce(
    (said, some) => (some.length > 1 ? said.replace(patternOf(some), instead) : said),
    text,
  );
  return known.reduce(
    (said, word) =>
      said.replace(patternOf([word]), (found) =>
        WORDS_TOO.has(plain(word)) && !/^\p{Lu}/u.test(found) ? found : instead,
      ),
    whole,
  );
}

const wordsOf = (name: string): string[] => name.normalize('NFC').match(/[\p{L}\d]+/gu) ?? [];
const plain = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const ACCENTS: Readonly<Record<string, string>> = {
  a: '[aàâäáã]',
  c: '[cç]',
  e: '[eéèêë]',
  i: '[iîïí]',
  n: '[nñ]',
  o: '[oôöó]',
  u: '[uùûüú]',
  y: '[yÿ]',
};

/** Finds words one after the other, whatever their accents and capitals. */
function patternOf(words: readonly string[]): RegExp {
  const spelled = words.map((word) => [...plain(word)].map((letter) => ACCENTS[letter] ?? letter).join(''));
  return new RegExp(`${START}${spelled.join(String.raw`[\s.'’-]{1,3}`)}${END}`, 'giu');
}
