import type { ReadSourceId } from '#src/features/opportunities/source-states.ts';
import type { RunCounts, RunState } from '#src/features/opportunities/store/sources.ts';
import { counted } from '#src/platform/french/measures.ts';

/** « 12 lus, 3 nouveaux, 1 mis à jour, 8 inchangés, 0 refusé » */
const gave = ({ read, new: fresh, updated, same, refused }: RunCounts): string =>
  [
    counted(read, 'lu'),
    counted(fresh, 'nouveau', 'nouveaux'),
    counted(updated, 'mis à jour', 'mis à jour'),
    counted(same, 'inchangé'),
    counted(refused, 'refusé'),
  ].join(', ');

const setUp: Readonly<Record<ReadSourceId, string>> = {
  boamp:
    'Réglage : BOAMP_API_URL=on (ou l’adresse d’un miroir), puis relancer le serveur. Rien à demander : l’API est ouverte.',
  ted: 'Réglage : TED_API_URL=on (ou une adresse), puis relancer le serveur. Rien à demander : l’API est ouverte.',
  files:
    'Réglage : NOTICES_DIR=/un/dossier, puis relancer le serveur. Déposez-y les projets d’achat d’APProch et les contrats des DECP (CSV ou JSON) ; les opportunités écrites se déposent aussi d’ici, sans ce dossier.',
};

const states: Readonly<Record<RunState, string>> = {
  running: 'en cours',
  done: 'à jour',
  more: 'continue à la prochaine lecture',
  busy: 'le service demande d’attendre',
  down: 'ne répond pas',
  malformed: 'réponse non comprise',
  stopped: 'arrêtée en route, reprise à la suivante',
};

/** What staff read of the sources of notices. */
export const sourcesTexts = {
  title: 'Opportunités',
  back: 'Retour à l’équipe',
  backToSources: 'Retour aux opportunités',
  home: (open: number): string =>
    open === 0
      ? 'Aucune source n’est réglée : aucun avis n’est lu.'
      : `${counted(open, 'source')} d’avis lue${open > 1 ? 's' : ''} toutes les demi-heures.`,
  homeTrouble: (names: string): string => `À regarder : ${names}.`,
  see: 'Voir les opportunités',
  links: 'Pages des opportunités',
  write: 'Écrire une opportunité',
  drop: 'Déposer un tableau',
  notices: 'Chercher un avis',
  written: 'Opportunités écrites',
  followUp: 'Suivi',
  partners: 'Demandes de partenaires',
  sources: 'D’où viennent les avis',
  unchecked:
    'Non vérifié contre les services réels : les formes viennent de leur documentation et d’avis publiés.',
  isOpen: 'réglée',
  isClosed: 'pas réglée',
  state: 'État',
  last: 'Dernière lecture',
  next: 'Prochaine lecture',
  gaveLast: 'Elle a donné',
  gaveMonth: 'En trente jours',
  never: 'jamais lue',
  lastAt: (moment: string, state: string): string => `${moment} : ${state}`,
  nextAt: (moment: string): string => moment,
  nextNow: 'dans quelques secondes',
  underWay: 'en cours maintenant',
  nextWaits: (moment: string): string => `après ${moment} : le service a demandé d’attendre`,
  noNext: 'aucune n’est prévue sur ce serveur',
  gave,
  states,
  setUp,
  why: (why: string): string => `Ce qui est dit : ${why}`,
  trouble: (times: number): string => `${times} lectures de suite ont échoué.`,
  relaunch: 'Relancer',
  relaunchOf: (name: string): string => `Relancer la lecture : ${name}`,
  relaunched: 'La lecture part dans quelques secondes ; rechargez la page pour la voir.',
  alreadyUnderWay: 'La lecture est déjà en cours : elle n’est pas relancée deux fois.',
  waits: (moment: string): string =>
    `Le service a demandé d’attendre : la lecture reprendra après ${moment}.`,
  closed: 'Cette source n’est pas réglée : il n’y a rien à relancer.',
  runs: 'Lectures précédentes',
  runLine: (moment: string, state: string, said: string): string => `${moment} : ${state}. ${said}`,
  refusals: (count: number): string =>
    count === 0 ? 'Aucun avis refusé.' : `${counted(count, 'avis refusé', 'avis refusés')} : voir pourquoi`,
  refusalsTitle: 'Avis refusés',
  refusalsIntro:
    'Ce qui n’a pas été compris, et pourquoi, le plus récent d’abord. Une ligne s’en va quand l’avis est compris, ou après 90 jours.',
  noRefusal: 'Rien n’est refusé.',
  allSources: 'Toutes les sources',
  columns: { source: 'Source', reference: 'Avis', why: 'Pourquoi', at: 'Quand' },
  pager: 'Pages des refus',
  newest: 'Les plus récents',
  older: 'Plus anciens',
};
