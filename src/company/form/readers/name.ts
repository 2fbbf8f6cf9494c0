/** Words after which a name is said: « la boîte s'appelle … », « nom : … », « c'est l'association … ». */
const SAYS_NAME =
  /(?<!\p{L})(?:s['’ ]?appell?ent?|s['’ ]?appell?e|sapell?e?|nous appelons|m['’]appelle|jm['’]?appelle|se nomment?|(?:porte|pris) (?:le|comme) nom(?: de)?|(?:sous |au )?(?:le )?nom(?: commercial| officiel)?(?: (?:de|du) (?:la |l['’]|ma |notre |mon )?(?:bo[iî]te|soci[eé]t[eé]|entreprise|structure|asso(?:ciation)?|magasin|commerce))?(?: (?:c['’]?est|c|est|sera))?|raison sociale(?: (?:c['’]?est|est))?|enseigne(?: (?:c['’]?est|est))?|(?:la |notre |ma |mon |l['’])(?:bo[iî]te|soci[eé]t[eé]|entreprise|structure|asso)(?: (?:elle|il))? (?:c['’]?est|c)) ?[:=]? ?/giu;
/** What may stand before a name that is said by itself. */
const BEFORE = /^(?:(?:bah|ben|euh|alors|oui|donc) )*(?:c['’]est|ce sera|il s['’]agit de) (?=\p{L})/iu;
/** The same as it is typed: « c Momo Traiteur », « c est La Marmite de Nadia », « boite c Karim Chauffage »; « C Propre » is a name. */
const TYPED_BEFORE =
  /^(?:(?:la |ma |notre )?(?:bo[iî]te|soci[eé]t[eé]|entreprise|structure|asso|association) )?c(?: ?est)? (?=\p{L})/u;
/** What a name that is put right is not: « Momo Traiteur pas "c momo traiteur" lol ». */
const NOT_THAT = /,? (?:et )?(?:pas|non) ["«“][^"»”]{1,80}["»”].{0,20}$/u;
/** What may stand after it. */
const AFTER =
  /(?:,? (?:tout simplement|tout court|voilà|quoi|svp|stp|merci|le nom|comme nom|(?:corrig|modifi|chang|rectifi)(?:e|es|er|ez)(?: (?:le|la|[cç]a|moi [cç]a))?)){1,3}\W{0,5}$/iu;
/** What opens a name that puts another one right: « le nom c’est juste … ». */
const ONLY = /^(?:(?:juste|simplement|seulement|bien|plut[oô]t|en fait|tout court) ){1,3}/iu;
/** A sentence that ends, with another one after it: « Ets. Martin » is no end. */
const NEXT_SENTENCE = /(?<=\p{L}{4})[.!?…]+\s+(?=\p{L})/u;
const FEW = 3;
/** The same after what no name begins with. */
const FEW_TYPED = 6;
/** Words of the longest name after its legal form, that one counted. */
const FEW_WITH_FORM = 5;
/** Words of the longest name. */
const MOST = 10;

/** What is said of oneself after it: « SARL Karim Plomberie et je suis à Roubaix ». */
const GOES_ON = / (?:et|mais|puis) (?:je |j['’]|on (?:est|a)|nous )/iu;
/** A legal form that begins a name: « SARL Karim Plomberie »; not « SARL de plomberie », « SAS à Lille ». */
const FORM_AND_NAME =
  /^(?:(?:et|la|une|notre|ma) )*(?:sarl|sasu?|eurl|scop|scic)(?! (?:de|du|des|en|et|ou|a|à|au|aux|qui|que|pour|sur|dans|depuis|cr[eé]+e?|bas[eé]+e?|familiale|unipersonnelle)(?!\p{L})) (\p{L}[^,;:?!\d]{1,60})$/iu;

/** The name of a company that is said by its legal form: « SARL Karim Plomberie »; undefined for anything else. */
export function nameWithForm(text: string): string | undefined {
  const name = FORM_AND_NAME.exec(cleanName(alone(text)))?.[0].replace(/^(?:(?:et|la|une|notre|ma) )+/i, '');
  return name !== undefined && name.split(/\s+/).length <= FEW_WITH_FORM ? name : undefined;
}

/** A name without what is said around it. */
export const cleanName = (text: string): string =>
  text.replace(NOT_THAT, '').replace(AFTER, '').trim().replace(ONLY, '');

/** What comes before one says more of oneself; a name between quotes may hold any words. */
function alone(text: string): string {
  const at = /["«“]/.test(text) ? -1 : text.search(GOES_ON);
  return at > 0 ? text.slice(0, at) : text;
}

/** What of words may be a name: none goes beyond the end of a sentence. */
export const firstSentence = (text: string): string => text.split(NEXT_SENTENCE)[0]?.trim() ?? text;

/** The name in words that say it; undefined where no words say that one follows: all of them may be the name. */
export function nameSaidIn(text: string): string | undefined {
  const last = [...text.matchAll(SAYS_NAME)].at(-1);
  const typed = TYPED_BEFORE.exec(text)?.[0];
  const before = BEFORE.exec(text)?.[0] ?? typed;
  // « C'est Nous Qu'on Nettoie » is a name by itself: « c'est » says one before a few words only.
  const most = typed === undefined ? FEW : FEW_TYPED;
  const isSaid = before !== undefined && text.slice(before.length).trim().split(/\s+/).length <= most;
  const start = last ? last.index + last[0].length : isSaid ? before.length : undefined;
  if (start === undefined) return undefined;
  const name = cleanName(alone(text.slice(start)));
  const quoted = /^[«"“] ?([^»"”]{2,80}?) ?[»"”]/.exec(name)?.[1];
  const words = name.split(/\s+/).length;
  return quoted ?? (/[\p{L}\p{N}]/u.test(name) && words <= MOST ? name : undefined);
}
