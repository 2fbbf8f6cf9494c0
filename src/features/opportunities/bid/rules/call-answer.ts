import { bareWords, fold } from '#src/platform/french/text-analysis.ts';

/** Whole answers that name no call, and want nothing noted. Without accents, capitals nor signs. */
const DECLINES: ReadonlySet<string> = new Set([
  ...[
    'non',
    'nan',
    'no',
    'nope',
    'pas du tout',
    'surtout pas',
    'jamais',
    'rien',
    'rien du tout',
    'aucun',
    'aucune',
  ],
  ...[
    'ok',
    'okay',
    'd accord',
    'daccord',
    'super',
    'parfait',
    'genial',
    'cool',
    'tres bien',
    'bien',
    'top',
    'nickel',
  ],
  ...[
    'merci',
    'merci beaucoup',
    'bonne journee',
    'au revoir',
    'a bientot',
    'ca marche',
    'entendu',
    'ca va',
    'cest bon',
  ],
  ...[
    'plus tard',
    'une autre fois',
    'tout a l heure',
    'demain',
    'pas maintenant',
    'pas tout de suite',
    'pas encore',
  ],
  ...[
    'pas la peine',
    'ce n est pas la peine',
    'c est pas la peine',
    'inutile',
    'laissez',
    'laisse',
    'laissez tomber',
  ],
  ...[
    'laisse tomber',
    'pas besoin',
    'pas necessaire',
    'tant pis',
    'peu importe',
    'c est bon',
    'ca ira',
    'on verra',
  ],
  ...['je n ai pas le numero', 'j ai pas le numero', 'je n ai pas son numero', 'je n ai plus le numero'],
  ...[
    'je ne l ai pas',
    'je l ai pas',
    'je ne sais pas',
    'je sais pas',
    'sais pas',
    'aucune idee',
    'je ne sais plus',
  ],
  ...[
    'je ne l ai plus',
    'je ne le connais pas',
    'je ne retrouve pas le numero',
    'pas de numero',
    'je ne veux pas',
  ],
]);
const AGREES: ReadonlySet<string> = new Set([
  ...['oui', 'ouais', 'ouaip', 'yes', 'oui oui', 'bien sur', 'volontiers', 'avec plaisir', 'absolument'],
  ...[
    'oui je veux bien',
    'je veux bien',
    'oui notez le',
    'notez le',
    'note le',
    'oui note le',
    'allez y',
    'vas y',
  ],
]);
const COURTESIES = [' merci', ' merci beaucoup', ' s il vous plait', ' s il te plait', ' svp', ' stp'];
/** « Non merci », « ok super » */
const OPENING = ['non ', 'ok ', 'd accord ', 'merci ', 'super ', 'bon ', 'bah ', 'ah '];

/**
 * What a whole answer to « voulez-vous que je le note ? » says, where it names no call: that one wants it, or that nothing
 * is to be noted. Undefined for any other words. Pure.
 */
export function bareCallAnswer(text: string): 'agrees' | 'declines' | undefined {
  const bare = bareWords(fold(text));
  const end = COURTESIES.find((one) => bare.endsWith(one)) ?? '';
  const words = bare.slice(0, bare.length - end.length);
  const begin = OPENING.find((one) => words.startsWith(one)) ?? '';
  const rest = words.slice(begin.length);
  if (AGREES.has(words)) return 'agrees';
  return DECLINES.has(words) || (begin !== '' && DECLINES.has(rest)) ? 'declines' : undefined;
}
