import { counted } from '#src/platform/french/measures.ts';

const companies = (count: number): string => counted(count, 'entreprise');

/** Who did it; nothing once that is forgotten. */
const by = (name: string): string => (name === '' ? '' : ` par ${name}`);

/** What staff read when they look whom a notice fits, and publish it to them. */
export const publishingTexts = {
  title: 'À qui convient-elle ?',
  titleOf: (title: string): string => `À qui convient « ${title} » ?`,
  summary: (useful: number, near: number): string =>
    useful === 0
      ? `Aucune entreprise référencée ne convient tout à fait ; ${counted(near, 'presque', 'presque')}.`
      : `${companies(useful)} ${useful > 1 ? 'conviennent' : 'convient'} ; ${counted(near, 'presque', 'presque')}.`,
  compared: (compared: number, unread: number): string =>
    `Comparée à ${companies(compared)}.${unread === 0 ? '' : ` ${counted(unread, 'fiche ne dit pas encore ce qu’elle fait ou où', 'fiches ne disent pas encore ce qu’elles font ou où')} : pas comparée${unread > 1 ? 's' : ''}.`}`,
  noneHint:
    'Vérifiez le titre (c’est lui qui dit d’abord le métier), le territoire et la date limite ; le code CPV aide quand le titre ne nomme aucun métier.',
  wanting: (useful: number, wanting: number): string =>
    wanting === useful
      ? useful === 1
        ? 'Elle a demandé les alertes.'
        : 'Toutes ont demandé les alertes.'
      : wanting === 0
        ? 'Aucune n’a demandé les alertes : l’annonce ne partirait à personne.'
        : wanting === 1
          ? 'Une seule a demandé les alertes : l’annonce ne partira qu’à elle.'
          : `${wanting} ont demandé les alertes : l’annonce ne partira qu’à celles-là.`,
  publish: 'Publier',
  publishIntro: (useful: number, name: string): string =>
    `Vous (${name}) publiez cette opportunité pour ${companies(useful)}. Elle partira dans les alertes, au rythme et dans le canal que chacune a choisis ; rien ne part d’ici à l’instant.`,
  sure: (useful: number): string => `Oui, pour ${companies(useful)} : j’ai regardé la liste.`,
  needsSure: (useful: number): string =>
    `C’est beaucoup : cochez pour confirmer que c’est bien pour ${companies(useful)}.`,
  confirm: (useful: number): string => `Publier pour ${companies(useful)}`,
  done: (useful: number): string => `Publiée pour ${companies(useful)} : elle partira dans les alertes.`,
  already: (name: string): string => `Elle est déjà publiée${name === '' ? '' : `, par ${name}`}.`,
  changed: (useful: number): string =>
    `Entre-temps, l’opportunité ou les fiches ont changé : ${useful === 0 ? 'plus aucune entreprise ne convient' : `${companies(useful)} maintenant`}. Rechargez la page et relisez la liste avant de publier.`,
  over: 'Elle est fermée ou annulée : elle ne peut plus être publiée.',
  publishedBy: (name: string, moment: string, count: number): string =>
    `Publiée${by(name)}, ${moment}, pour ${companies(count)}.`,
  willLeave: 'Elle partira dans les alertes, au rythme et dans le canal que chacune a choisis.',
  useful: (count: number): string => `${count > 1 ? 'Conviennent' : 'Convient'} (${count})`,
  near: (count: number): string => `Presque (${count})`,
  nearIntro: 'Une seule chose ne va pas, et quelque chose la changerait.',
  asTold: 'Les raisons sont dites comme l’entreprise les lira.',
  noName: 'Sans nom',
  wantsAlerts: 'alertes demandées',
  noAlerts: 'sans alertes',
  fitted: 'Ce qui va',
  failed: 'Ce qui ne va pas',
  changes: 'Ce qui le changerait',
  lot: (number: string, title: string): string => `Lot ${number} : ${title}`,
  pager: 'Pages des entreprises',
  previous: 'Précédentes',
  next: 'Suivantes',
  page: (page: number, pages: number): string => `${page} / ${pages}`,
};
