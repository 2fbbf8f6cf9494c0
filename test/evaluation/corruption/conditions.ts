import { pick } from './random.ts';
import { editSentences, placesOf, plain } from './text.ts';
import type { Corruption, Group } from './ways.ts';

/** The clause that a word opens, to the next stop or to the end of the sentence. */
const clauses = (words: string): RegExp[] => [
  new RegExp(`,? (?:mais |et |même )?(?:${words}) [^,;:.()]+(?=[,;:.)])`, 'gu'),
  new RegExp(String.raw`,? (?:mais |et )?(?:${words}) [^.]+(?=\.)`, 'gu'),
];
const opening = (words: string): RegExp => new RegExp(`^(?:${words}) [^,;:]+, `, 'gu');

const IF = `s[i'’]|s['’]ils?|quand|lorsque|lorsqu['’]|tant que|en cas de|à condition (?:que|de|d['’])|sous réserve (?:que|de|d['’])|dès lors que|pourvu que`;
const EXCEPT = String.raw`sauf(?: si| pour| dans)?|hormis|excepté|à l['’]exception d[eu']|à moins (?:que|de(?! \d))|hors(?! taxes?)`;
const LIMIT = `à partir d[eu](?! montant)|à moins de|au-dessus d[eu]s?|au-dessous d[eu]s?|en dessous d[eu]s?|au-delà d[eu]s?|jusqu['’](?:à|au)|sous|dès|dans la limite de|dans les|plus de|moins de|avant|après|depuis`;
const FIGURE = String.raw`(?:le )?\d[\d\u00A0\u202F ]*(?:er )?(?:,\d+)?(?:€(?:[\u00A0 ](?:HT|TTC))?|%|\p{L}+(?: 20\d\d)?)`;
const WHO = `pour (?:une|les|la|des|le|un)|face à|chez|en (?:travaux|fournitures|procédure|cours)|vis-à-vis d[eu]`;

const PHRASES: Readonly<Record<string, readonly RegExp[]>> = {
  if: [...clauses(IF), opening(`Si|S['’]il|S['’]ils|Quand|Lorsque|Tant que|En cas de|Dès que`)],
  except: [...clauses(EXCEPT), / \((?:hors|sauf)[^)]*\)/g, opening('Sauf|Hors|Hormis')],
  only: [
    / (?:seulement|uniquement|exclusivement)(?=[ ,.;])/g,
    /^(?:Seulement|Uniquement) /g,
    /(?<= )(?:ne |n['’])(\S+) que (?=\p{L})/gu,
  ],
  limit: [
    new RegExp(`,? (?:mais |et |même )?(?:${LIMIT}) ${FIGURE}`, 'gu'),
    new RegExp(String.raw`,? (?:mais |et |même )?(?:${LIMIT}) (?:\S+ ){0,5}\S+(?=\.$)`, 'gu'),
  ],
  bound: [/ (?:au moins|au plus|au maximum|au minimum|d['’]au moins|d['’]au plus)(?=[ ,.;])/g],
  who: [
    ...clauses(WHO).slice(0, 1),
    / (?:pour une PME|pour les PME|de l['’]État|d['’]une collectivité|en procédure formalisée|en procédure adaptée|en travaux)(?=[ ,.;])/g,
    opening(String.raw`En procédure|Pour(?! (?:\S+ ){0,2}\S+(?:er|ir|re)\b)|Face|Chez|Dans|Depuis|Sous`),
  ],
};

/** Long words and numbers of a clause: said again elsewhere, the condition is not lost. */
const tellingWords = (text: string): string[] =>
  plain(text)
    .toLowerCase()
    .match(/\p{L}{5,}|\d+/gu) ?? [];

/**
 * Removes one condition, exception or limit of one sentence. What is still said by another sentence of the answer, or
 * leaves no sentence behind, is no corruption and is left out.
 */
const dropped =
  (name: string): Corruption =>
  ({ draft }, _, random) => {
    const drafts = editSentences(draft, (sentence) =>
      (PHRASES[name] ?? []).flatMap((pattern) => {
        const match = pick([...sentence.matchAll(pattern)], random);
        if (!match) return [];
        const kept = match[1] && name === 'only' ? `${match[1]} ` : '';
        const end = match.index + match[0].length;
        let rest = `${sentence.slice(0, match.index)}${kept}${sentence.slice(end)}`.replace(
          /^\s*\p{Ll}/u,
          (letter) => letter.toUpperCase(),
        );
        rest = rest.replace(/(?<=[;:]) ?,/g, '');
        return rest.split(/\s+/).length >= 5 ? [rest] : [];
      }),
    );
    const before = placesOf(draft).map(({ text }) => text);
    return drafts.filter((changed) => {
      const after = placesOf(changed).map(({ text }) => text);
      const at = after.findIndex((text, index) => text !== before[index]);
      const others = [...tellingWords(after.join(' '))];
      const lost = tellingWords(before[at] ?? '');
      for (const word of tellingWords(after[at] ?? '')) lost.splice(lost.indexOf(word), 1);
      return name === 'only' || name === 'bound' || lost.some((word) => !others.includes(word));
    });
  };

const way = (name: string): { group: Group; corrupt: Corruption } => ({
  group: 'condition',
  corrupt: dropped(name),
});

/** Conditions, exceptions and limits left out. */
export const CONDITION_WAYS = {
  'condition-if': way('if'),
  'condition-except': way('except'),
  'condition-only': way('only'),
  'condition-limit': way('limit'),
  'condition-bound': way('bound'),
  'condition-who': way('who'),
};
