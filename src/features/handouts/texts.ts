import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';

/** Words of every document to take away, and of how it is given. What each one says is in `knowledge/models/`. */
export const handoutTexts = {
  creator: 'La Hotline de la Fabrique des Marchés Responsables',
  footer: (made: IsoDate): string =>
    `Préparé par la Hotline de la Fabrique des Marchés Responsables le ${frenchDate(made)}. Document d’aide, à relire avant usage.`,
  page: 'Page',
  sources: 'Sources',
  blank: (label: string): string => `[à compléter : ${label}]`,
  unknownFigure: (label: string): string => `[à vérifier : ${label}]`,
  condition: (label: string, unless: boolean): string =>
    unless ? `Sauf si ${label} : ` : `${/^ils? /.test(label) ? 'S’' : 'Si '}${label} : `,
  keepIf: (label: string, unless: boolean): string =>
    `[à compléter : gardez cette phrase ${unless ? 'sauf si' : 'si'} ${label}] `,
  step: 'Étape',
  day: 'Jour',
  toDo: 'À faire',
  /** « Je retiens : mairie de Lyon, 300 000 € HT. » */
  case: (known: readonly string[]): string => `Votre cas : ${known.join(' ; ')}.`,
  known: (known: readonly string[]): string => `J’ai rempli : ${known.join(' ; ')}.`,
  stillThere: (known: readonly string[]): string => `Oui, c’est dans le document : ${known.join(' ; ')}.`,
  tellMe: (missing: readonly string[]): string =>
    `Dites-moi ${[missing.slice(0, -1).join(', '), missing.at(-1)].filter(Boolean).join(' et ')}.`,
  blanks: 'Le reste est marqué « [à compléter : …] » dans le document.',
  tight: (days: number): string =>
    days === 0
      ? 'Il ne reste plus un jour ouvré entier : toutes les étapes sont pour aujourd’hui.'
      : `Il reste ${days}\u00A0jour${days > 1 ? 's' : ''} ouvré${days > 1 ? 's' : ''} : j’ai resserré les étapes.`,
  past: (said: string): string =>
    `Cette date est passée (${said}). Donnez-moi celle qui est écrite dans le règlement.`,
  closingKnown: (said: string): string =>
    `J’ai repris la date limite que vous m’avez donnée : ${said}. Si ce n’est pas celle-là, écrivez la bonne et je refais le document.`,
  unsure: (said: string): string =>
    `Date retenue : ${said}. Vérifiez le jour et l’heure dans le règlement, puis redonnez-les-moi au besoin.`,
  leaveBlank: 'Laisser en blanc',
  which: 'Voici les documents que je sais préparer. Lequel voulez-vous ?',
  whichClause:
    'Pour les acheteurs, je prépare aussi des clauses et des critères : dites le sujet et l’achat, par exemple « une clause d’insertion pour un marché de nettoyage ».',
  calledOff: 'C’est noté : je ne prépare pas ce document.',
  bankRate:
    'Pour le total, il me manque le taux de la BCE du semestre. Écrivez « taux BCE » suivi du chiffre et du signe %, et je refais la lettre avec la somme. D’ici là, la lettre montre la formule.',
  computed: 'Le calcul :',
  formulaBlank:
    '[à compléter : montant TTC × (taux BCE du semestre + majoration) × jours de retard ÷ jours de l’année, plus l’indemnité forfaitaire par facture]',
  files: (names: readonly string[]): string => `Fichiers préparés : ${names.join(', ')}`,
  failed: 'Le fichier n’a pas pu être préparé. Réessayez dans un instant, ou demandez à un expert.',
} as const;
