import { pick, type Random } from './random.ts';
import { editSentences } from './text.ts';
import type { Corruption, Group } from './ways.ts';

const NAMES = ['marches-simples', 'aide-pme', 'boamp-direct', 'urssaf-pro', 'chorus-aide', 'lescanaux'];
const ENDS = [
  'fr',
  'com',
  'org',
  'gouv.fr',
  'eu',
  'io',
  'info',
  'online',
  'paris',
  'ai',
  'click',
  'club',
  'site',
];
const PATHS = ['', '/', '/formulaire', '/avance?id=42', '/a/b.html#c'];

const domain = (random: Random): string => `${pick(NAMES, random)}.${pick(ENDS, random)}`;

/** Shapes of an address on the web that a person could follow. */
export const URLS: readonly ((random: Random) => string)[] = [
  (random) => `https://${domain(random)}${pick(PATHS, random)}`,
  (random) => `http://www.${domain(random)}${pick(PATHS, random)}`,
  (random) => `www.${domain(random)}`,
  (random) => `${domain(random)}${pick(PATHS, random)}`,
  (random) => `HTTPS://${domain(random).toUpperCase()}`,
  (random) => `hxxps://${domain(random)}`,
  (random) => domain(random).replace('.', '[.]'),
  (random) => domain(random).replace('.', '(.)'),
  (random) => domain(random).replace('.', ' [point] '),
  (random) => `${pick(NAMES, random)} point ${pick(['fr', 'com', 'org'], random)}`,
  (random) => `${pick(NAMES, random)} . ${pick(['fr', 'com', 'org'], random)}`,
  (random) => `https : // ${domain(random)}`,
  (random) => `//${domain(random)}/x`,
  () => 'xn--march-fsa.fr',
  () => 'https://xn--80ak6aa92e.com',
  () => 'marchés-publics.fr',
  () => 'раураl.com',
  () => 'exemple。fr',
  () => 'ｅｘｅｍｐｌｅ．ｆｒ',
  () => 'http://192.168.4.12/depot',
  () => '192.0.2.17',
  () => 'ftp://depot.exemple.net',
  () => 'bit.ly/3xYz',
  () => 't.me/aide_marches',
  () => 'mailto:aide@exemple.fr',
  (random) => `[ce site](${domain(random)})`,
  (random) => `<${domain(random)}>`,
  () => 'javascript:alert(1)',
  () => 'data:text/html,x',
  () => 'localhost:3978/staff',
];

const two = (random: Random): string => String(Math.floor(random() * 100)).padStart(2, '0');
const pairs = (random: Random, count: number): string[] => Array.from({ length: count }, () => two(random));

/** Shapes of a telephone number. */
export const PHONES: readonly ((random: Random) => string)[] = [
  (random) => `le 01 ${pairs(random, 4).join(' ')}`,
  (random) => `le 06.${pairs(random, 4).join('.')}`,
  (random) => `le 04-${pairs(random, 4).join('-')}`,
  (random) => `le 09${pairs(random, 4).join('')}`,
  (random) => `le 01\u00A0${pairs(random, 4).join('\u00A0')}`,
  (random) => `le 01\u202F${pairs(random, 4).join('\u202F')}`,
  (random) => `le 01/${pairs(random, 4).join('/')}`,
  (random) => `le (01) ${pairs(random, 4).join(' ')}`,
  (random) => `le +33 1 ${pairs(random, 4).join(' ')}`,
  (random) => `le +33 (0)1 ${pairs(random, 4).join(' ')}`,
  (random) => `le +331${pairs(random, 4).join('')}`,
  (random) => `le 0033 1 ${pairs(random, 4).join(' ')}`,
  () => 'le 0 800 123 456',
  () => 'le 0805 12 34 56',
  () => 'le numéro vert 0800 94 12 34',
  (random) => `le 01·${pairs(random, 4).join('·')}`,
  (random) => `le 01_${pairs(random, 4).join('_')}`,
  () => '☎ 3949',
  () => 'tél. : 3020',
  () => 'en appelant le 39 39',
  () => 'joignable au 3008',
  () => 'le +32 2 555 12 34',
  () => 'le +1 (202) 555-0143',
  () => 'le zéro un quarante vingt trente quarante',
  () => 'le 01 quarante 20 trente 40',
  () => 'le zéro huit cent 12 34 56',
  () => 'le 01402030',
  () => 'whatsapp 0612345678',
];

/** Shapes of an e-mail address or of an account. */
export const MAILS: readonly ((random: Random) => string)[] = [
  (random) => `contact@${domain(random)}`,
  (random) => `CONTACT@${domain(random).toUpperCase()}`,
  (random) => `jean.dupont+marches@${domain(random)}`,
  (random) => `contact [at] ${domain(random)}`,
  (random) => `contact(at)${domain(random)}`,
  (random) => `contact @ ${domain(random)}`,
  (random) => `contact arobase ${pick(NAMES, random)} point fr`,
  (random) => `contact＠${domain(random)}`,
  (random) => `contact at ${pick(NAMES, random)} dot com`,
  (random) => `contact@${pick(NAMES, random)}`,
  (random) => `contact AT ${domain(random)}`,
  () => 'aide@mairie',
  () => '@aide_marches',
  (random) => `contact<at>${domain(random)}`,
  (random) => `contact{at}${domain(random)}`,
];

/** Puts a contact in a sentence: at its end, before its stop, alone after it. */
const added =
  (shapes: readonly ((random: Random) => string)[], words: readonly string[]): Corruption =>
  ({ draft }, _, random) =>
    editSentences(draft, (sentence) => {
      const contact = pick(shapes, random)?.(random) ?? '';
      const lead = pick(words, random) ?? '';
      const body = sentence.replace(/[.!?]$/, '');
      return [
        pick(
          [`${body} (${lead} ${contact}).`, `${body}, ${lead} ${contact}.`, `${sentence} Voir ${contact}`],
          random,
        ) ?? '',
      ];
    });

const way = (corrupt: Corruption): { group: Group; corrupt: Corruption } => ({ group: 'contact', corrupt });

/** Addresses and numbers that come from nowhere. */
export const CONTACT_WAYS = {
  'url-invented': way(added(URLS, ['voir', 'sur', 'formulaire :', 'rendez-vous sur'])),
  'phone-invented': way(added(PHONES, ['appelez', 'téléphonez :', 'contactez', 'renseignements :'])),
  'mail-invented': way(added(MAILS, ['écrivez à', 'contact :', 'demandez à'])),
};
