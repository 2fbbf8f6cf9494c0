import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';

/** Words of every document to take away, and of how it is given. What each one says is in `knowledge/models/`. */
export const handoutTexts = {
  planButton: 'Ma liste de pièces et mon rétroplanning',
  planAsked: 'la liste des pièces de ma candidature et le rétroplanning',
  /** The same, before a closing that was just given. */
  planBefore: (closing: string): string =>
    `la liste des pièces de ma candidature et le rétroplanning. Date limite : ${closing}`,
  closingNoted: (said: string): string => `C’est noté : date limite ${said}.`,
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
  lacking: (labels: readonly string[]): string =>
    `Reste à compléter : ${labels.join(' ; ')}. Écrivez-les ici et je refais le document. Les blancs y sont marqués « [à compléter : …] ».`,
  /** « Dites-moi si vous répondez en groupement. » What was told is not asked. */
  tellMe: (facts: readonly string[]): string =>
    `Dites-moi ${facts.map((fact) => (/^ils? /.test(fact) ? `s’${fact}` : `si ${fact}`)).join(', ')} : je refais le document pour votre cas.`,
  /** « Document refait. Objet du marché : entretien d’espaces verts ; montant : 2 300 €. » */
  changed: (fields: readonly string[]): string => `J’ai refait le document : ${fields.join(' ; ')}.`,
  madeBlank: (label: string): string => `${label} laissé en blanc`,
  nothingChanged: (known: readonly string[]): string =>
    known.length > 0
      ? `C’est déjà dans le document : ${known.join(' ; ')}. Si vous lisez autre chose, dites-moi ce qu’il faut mettre à la place.`
      : 'Je n’ai pas compris ce qu’il faut changer. Dites-moi le champ et ce qu’il faut y mettre.',
  whatToChange: (title: string, known: readonly string[], lacking: readonly string[]): string =>
    [
      `Oui. Que faut-il changer dans « ${title} » ?`,
      known.length > 0 ? `Il dit : ${known.join(' ; ')}.` : '',
      lacking.length > 0 ? `Il n’a pas encore : ${lacking.join(' ; ')}.` : '',
      'Écrivez par exemple « objet : … », « enlevez le montant » ou « remplacez … par … ».',
    ]
      .filter(Boolean)
      .join(' '),
  whichLot: (title: string): string =>
    `C’est noté. « ${title} » se prépare lot par lot : pour quel lot dois-je la refaire ?`,
  lot: (lot: string): string => `lot ${lot}`,
  whichValue: (label: string): string => `Que faut-il écrire pour « ${label} » ?`,
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
