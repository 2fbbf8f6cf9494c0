import type { Difference } from '#src/features/recall/rules/compare.ts';
import type { Untold } from '#src/features/recall/store/answers.ts';
import { counted } from '#src/platform/french/measures.ts';

/** What staff read of recalls. */
export const recallPageTexts = {
  title: 'Rappels',
  back: 'L’équipe',
  see: 'Voir',
  intro:
    'Quand un chiffre, une page ou un document change, les questions dont la réponse s’appuyait dessus sont reposées à la Hotline. Ici, vous voyez qui a reçu une réponse qui serait différente aujourd’hui, et vous décidez de prévenir ces personnes.',
  nothing: 'Aucune réponse donnée n’est à corriger.',
  counting:
    'Quelque chose a changé : les questions concernées sont reposées à la Hotline. Cela prend quelques minutes ; rechargez la page ensuite.',
  home: (people: number): string =>
    people === 1
      ? 'Une personne a reçu une réponse qui serait différente aujourd’hui.'
      : `${people} personnes ont reçu une réponse qui serait différente aujourd’hui.`,
  homeConfirm: (name: string, people: number): string =>
    `${name} veut prévenir ${counted(people, 'personne')} qu’une réponse a changé : une seconde personne de l’équipe doit confirmer.`,
  changed: 'Ce qui a changé',
  gone: 'n’est plus en service',
  changedOnly: 'a changé',
  now: (value: string): string => `vaut maintenant ${value}`,
  people: (people: number): string =>
    people === 1 ? 'Une personne sera prévenue' : `${people} personnes seront prévenues`,
  unreached: 'Ne seront pas prévenues',
  why: {
    group: 'dans un groupe, où l’on n’écrit jamais de soi-même',
    channel: 'sur le site, qui ne peut pas prévenir',
    stopped: 'après un « stop »',
    unreachable: 'messagerie fermée à la Hotline',
    held: 'avec un expert, une semaine après encore',
    many: 'réponses plus anciennes que les trois dont la personne est prévenue',
    changed: 'réponse qui a encore changé, et qui est recomptée',
  } as const satisfies Readonly<Record<Untold, string>>,
  leftOut: (count: number): string =>
    `${counted(count, 'réponse plus ancienne n’a', 'réponses plus anciennes n’ont')} pas été reposée${count > 1 ? 's' : ''} : elles étaient trop nombreuses.`,
  examples: 'Exemples',
  question: 'Question',
  before: 'Avant',
  after: 'Aujourd’hui',
  refusedNow: 'Plus de réponse.',
  differs: {
    verdict: 'autre conclusion',
    figures: 'autres chiffres',
    citation: 'autre source',
    refused: 'plus de réponse',
    answered: 'une réponse',
  } as const satisfies Readonly<Record<Difference, string>>,
  text: 'Le message envoyé',
  textHint:
    'Chacun reçoit le sien, dans sa messagerie, une seule fois, entre 9 h et 18 h les jours ouvrés (heure de Paris), dix personnes par minute au plus. Jamais dans un groupe, jamais pendant qu’un expert répond, jamais à qui a dit « stop ».',
  decide: (people: number): string =>
    people === 1 ? 'Prévenir cette personne' : `Prévenir ces ${people} personnes`,
  second: (most: number): string =>
    `Au-delà de ${most} personnes, une seconde personne de l’équipe confirme.`,
  drop: 'Ne prévenir personne',
  confirm: (people: number): string => `Confirmer : prévenir ${people} personnes`,
  decidedBy: (name: string, moment: string): string => `Décidé par ${name}, ${moment}.`,
  waitsForOther: 'Une autre personne de l’équipe doit confirmer : vous avez déjà donné votre accord.',
  sending: (told: number, people: number): string =>
    `Envoi en cours : ${told} sur ${people} ${people > 1 ? 'personnes prévenues' : 'personne prévenue'}.`,
  history: 'Rappels passés',
  ended: {
    done: (told: number, people: number): string =>
      `${counted(told, 'personne prévenue', 'personnes prévenues')} sur ${people}`,
    stopped: (told: number): string =>
      `interrompu après ${counted(told, 'personne prévenue', 'personnes prévenues')} : la réponse a encore changé`,
    dropped: 'écarté : personne n’a été prévenu',
  },
  by: (...names: readonly string[]): string => `décidé par ${names.join(' et ')}`,
  said: {
    sending: 'C’est décidé : l’envoi commence aux prochaines heures ouvrées.',
    confirming: 'C’est noté. Une seconde personne de l’équipe doit maintenant confirmer.',
    dropped: 'C’est noté : personne ne sera prévenu.',
  },
  changedMeanwhile:
    'Ce rappel a changé depuis que vous l’avez lu (nouveau comptage, ou quelqu’un a déjà décidé) : rechargez la page.',
} as const;
