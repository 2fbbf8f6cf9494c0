import type { Buyer } from '#src/calculators/buyers.ts';
import { buyersNamed } from '#src/reader/detect-case.ts';
import type { Debtor } from '#src/reader/told.ts';
import { type Clause, clausesOf, saysOnly } from './clauses.ts';

/** Companies, whatever their name: they owe by the code of commerce. */
const FIRM =
  /\b(?:sarl|sas|sasu|eurl|sci|selarl|societes?|entreprises?|boites?|promoteurs?|titulaires?|mandataires?|cotraitante?s?|donneurs? d'ordres?|restaurants?|hotels?|campings?|magasins?|boutiques?|garages?|supermarches?|franchises?|fournisseurs?|artisans?|commercants?|villages? (?:de |club )?vacances|centres? commercia(?:l|ux)|agences? (?:immobilieres?|de com\w{0,12}|d'evenementiel)|startups?|pme|tpe|grands? groupes?|professionnels? prives?)\b/g;
/** People, who owe as consumers do. */
const CONSUMER =
  /\b(?:(?:une?|les?|la|des|ces?|cette|m(?:on|a|es)|clients?|cliente) particuli(?:ere?s?|ers?)|particuli(?:ere?s?|ers?)(?= (?:me|nous|qui|ne|n'|m'|a|ont)\b)|dames?|(?:monsieur|madame)(?! (?:le|la) maire)|mr|mme|mlle|voisine?s?|locataires?|proprietaires?|copains?|copines?|couples?|famille|retraitee?s?|grand-mere|mariee?s?)\b/g;
/** Others that are neither: who they are decides, and it is asked. */
const OTHER =
  /\b(?:clients?|clientes?|syndics?|coproprietes?|associations?|assos?|fondations?|clubs?|ecoles?|creches?|eglises?|paroisses?|cliniques?|mutuelles?|comites?|federations?|cooperatives?)\b/g;
/** Who pays for a public buyer, whichever it is. */
const PUBLIC =
  /\b(?:maires?|acheteurs? publics?|clients? publics?|personnes? publiques?|administrations?|tresor public|tresoreries?|perception|dgfip|comptables? publics?|maitres? d'ouvrages? publics?|com ?com)\b/g;

/** What owes, or does not pay. */
const OWES =
  /\b(?:doi(?:t|vent|vai(?:t|ent))|p(?:ay|ai)\w{1,6}|regl\w{1,6}|vers(?:e|er|ent|ee?s?)\b|retards?\b|trainent?\b)/;
/** The same, said of who writes: who does it to « me » is not told by any other word. */
const OWES_ME =
  /\b(?:(?:me|nous) (?:re)?doi(?:t|vent)|doi(?:t|vent) (?:me|nous)|(?:m'|nous |me l')(?:a|ont|avait|avaient) (?:pas |jamais |toujours pas |pas encore |toujours |enfin |bien |deja )?(?:pay|regl|vers)\w{1,4}|(?:me|nous) (?:pa(?:y|i)e|pa(?:y|i)ent|regle|reglent)\b)/;
/** Who is no name: it was said before, or is not said. */
const NOBODY =
  /^(?:il|elle|ils|elles|on|ca|qui|acheteurs?|quand|si|qu|que|y|ne|n|je|j|et|mais|bonjour|salut|alors|donc|combien|en|la|le|les|l|un|une|des|oui|non|facture|factures|somme|ce|cela|quoi|tu|vous|ai|sait|sais|sache|personne|gens|parce|pourquoi|merci|ok|bon|bref|voila|toujours|encore|deja)$/;
const PREPOSITION =
  /\b(?:de|du|des|d'|pour|a|au|aux|chez|avec|dans|sur|contre|vers|sous|comme)(?: (?:la|le|les|l'|une?|cette|ce|mon|ma|notre|sa|son))? ?$/;
/** The company of who writes, and what is said not to be. */
const OWN = /\b(?:notre|nos|ma|mon|mes)(?: (?:petite?s?|propre))? $/;
const OWN_NOUNS =
  /^(?:societes?|entreprises?|boites?|sarl|sas|sasu|eurl|pme|tpe|associations?|assos?|restaurants?|hotels?|magasins?|boutiques?|garages?|cooperatives?|ecoles?|agences?|campings?|startups?)\b/;
const IS_SELF = /\b(?:suis|sommes|on est|en tant que|etant)(?: (?:une?|le|la|des|bien|seulement))? ?$/;
const DENIED = /\bpas (?:a |pour |avec |chez )?(?:une? |la |le |l'|mon |ma )?$/;
/** It owes nothing: « la collectivité elle me doit rien, c'est la boîte ». */
const OWES_NOTHING =
  /^ ?,? ?(?:elle |il )?(?:ne |n')?(?:me |nous |m'|lui )?(?:doit|doivent|paie|paye|a paye|est) (?:absolument |strictement )?(?:rien|pas (?:le |la )?(?:debiteur|client|concerne))/;
/** Before who owes, where no verb says it: « facture à la mairie », « payée par une SARL », « mon client est un promoteur ». */
const OF_INVOICE =
  /\b(?:factur\w{0,3}|impay\w{0,3}|pay\w{1,4}|regl\w{1,4}|retards?|clients?|clientes?|debiteurs?|acheteurs?|payeurs?|interets?|penalites?)\b[^?!;]{0,50}$/;
const IS =
  /\b(?:c'est|est|sont|c'etait|etait|c) (?:pour |avec |a |en fait |bien )?(?:une? |la |le |l'|mon |ma |des |les )?$/;
/** Beside a name that answers alone: « pour une mairie ». */
const OF_NAME = new Set('contre avec mairie client acheteur societe boite entreprise'.split(' '));

interface Mention {
  readonly debtor: Debtor;
  readonly at: number;
  readonly end: number;
}

/** Who is named in a folded text, each once, in its order. */
function mentionsIn(text: string): Mention[] {
  const of = (pattern: RegExp, kind: Exclude<Debtor['kind'], 'public'>) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
      debtor: { kind },
      at: index,
      end: index + found.length,
    }));
  const named = buyersNamed(text).map(({ buyer, at, end }) => ({
    debtor: buyer === 'private' ? ({ kind: 'private' } as const) : ({ kind: 'public', buyer } as const),
    at,
    end,
  }));
  const publics = [...text.matchAll(PUBLIC)].map(({ 0: found, index }) => ({
    debtor: { kind: 'public' } as const,
    at: index,
    end: index + found.length,
  }));
  const all: Mention[] = [
    ...of(FIRM, 'firm'),
    ...of(CONSUMER, 'consumer'),
    ...named,
    ...publics,
    ...of(OTHER, 'other'),
  ];
  // « village vacances », « client privé », « SEM »: the longest name is who it is.
  const kept = all.filter(
    (one) =>
      !all.some(
        (other) =>
          other !== one &&
          other.at <= one.at &&
          one.end <= other.end &&
          other.end - other.at > one.end - one.at,
      ),
  );
  const isSelf = ({ at, end }: Mention) =>
    OWES_NOTHING.test(text.slice(end, end + 60)) ||
    (OWN.test(text.slice(0, at)) && OWN_NOUNS.test(text.slice(at))) ||
    IS_SELF.test(text.slice(0, at)) ||
    DENIED.test(text.slice(Math.max(0, at - 40), at));
  return kept.filter((one) => !isSelf(one)).sort((a, b) => a.at - b.at);
}

/**
 * Who owes the invoice, as a folded text says it: who does « doit » or « paie », else who the invoice is for. The last
 * one said holds. Undefined where nobody is named: a pronoun, or nothing.
 * @param isOnlyEnough a public buyer, or a private client, who alone is named, is who owes, whatever is said of it
 */
export function debtorIn(text: string, isOnlyEnough = true): Debtor | undefined {
  const mentions = mentionsIn(text);
  let subject: Debtor | undefined;
  let named: Debtor | undefined;
  for (const clause of clausesOf(text)) {
    const own = mentions.filter(({ at }) => clause.at <= at && at < clause.end);
    subject = subjectOf(clause, own) ?? subject;
    named = ofInvoice(text, clause, own) ?? named;
  }
  return subject ?? named ?? (isOnlyEnough ? onlyOne(mentions) : undefined);
}

/** Who does « doit » or « paie » in a clause: the first that no preposition leads. */
function subjectOf(clause: Clause, own: readonly Mention[]): Debtor | undefined {
  const doer = own.find(
    ({ at, end }) =>
      !PREPOSITION.test(clause.words.slice(0, at - clause.at)) &&
      OWES.test(clause.words.slice(end - clause.at)),
  );
  if (doer) return doer.debtor;
  const owes = OWES_ME.exec(clause.words);
  if (!owes) return undefined;
  const [word] = [
    ...clause.words
      .slice(0, owes.index)
      .replace(/\b(?:ne|n|me|m|nous|l|toujours|encore|a|ont)\b/g, ' ')
      .matchAll(/\p{L}+/gu),
  ].slice(-1);
  return !word || NOBODY.test(word[0]) ? undefined : { kind: 'other' };
}

function ofInvoice(text: string, clause: Clause, own: readonly Mention[]): Debtor | undefined {
  return own.findLast(({ at, end }) => {
    const before = text.slice(clause.at, at);
    const isAlone = saysOnly({ words: `${before} ${text.slice(end, clause.end)}` }, OF_NAME);
    return isAlone || IS.test(before) || OF_INVOICE.test(before);
  })?.debtor;
}

/** Who alone is named. Several of one kind are one; any company may be named for another thing. */
function onlyOne([one, ...more]: readonly Mention[]): Debtor | undefined {
  const isSaid = one?.debtor.kind === 'public' || one?.debtor.kind === 'private';
  return one && isSaid && more.every(({ debtor }) => debtor.kind === one.debtor.kind)
    ? one.debtor
    : undefined;
}

/** What somebody else waits for before they pay: « j'attends que la mairie me paye d'abord », « tant que la ville n'a pas réglé ». */
const WAITED_FOR =
  /\b(?:atten\w{1,6} (?:que |qu'|d'etre |le |la |l')|tant que |tant qu'|avant que |avant qu'|parce que |car |si )[^.;?!]{0,60}/g;
/** Whom the public buyer pays itself: it owes them, and no company does. */
const PAID_DIRECTLY = /\bpaiements? directs?\b|\bpayee?s? directement\b|\bagreee?s?\b/;

/**
 * Who owes the invoice of who works for the holder: the company that took them on, whatever public body is named as the
 * place, or as whom that company waits for. A public buyer only where it pays them directly, or is said to owe them.
 */
export function debtorOfSubcontractor(text: string, isOnlyEnough = true): Debtor | undefined {
  const said = debtorIn(text, isOnlyEnough);
  if (said === undefined || said.kind === 'firm' || said.kind === 'private') return said;
  if (said.kind !== 'public') return { kind: 'firm' };
  if (PAID_DIRECTLY.test(text)) return said;
  const own = debtorIn(text.replace(WAITED_FOR, ' '), false);
  return own?.kind === 'public' &&
    !/\b(?:il|ils|le gars|le patron) (?:me|m'|nous) ?(?:doi|pai|pay|a |ont )/.test(text)
    ? said
    : { kind: 'firm' };
}

/** The buyer of a public debtor, where it is known which. */
export const buyerOf = (debtor: Debtor | undefined): Buyer | undefined =>
  debtor?.kind === 'public' ? debtor.buyer : undefined;
