/**
 * What a company is told of what it may have, and why. Figures are marks of the register, filled for the day; what is in
 * square brackets goes when one of its figures is unknown then. Articles
 * are those of the code of public procurement unless another code is named.
 */
const families: Readonly<Record<string, string>> = {
  ess: 'économie sociale et solidaire',
  insertion: 'insertion',
  handicap: 'handicap',
  qpv: 'quartier prioritaire',
  circular: 'économie circulaire',
  founders: 'entrepreneurs issus de la diversité',
};

export const eligibilityTexts = {
  families,
  regionSud: 'Région Sud',
  and: ' et ',
  title: 'Ce à quoi vous avez droit, et pourquoi :',
  territoryOpen: (regions: string): string =>
    `Territoire : vous travaillez en ${regions}, où la Fabrique est ouverte. Elle commence par Paris, la Seine-Saint-Denis et la Région Sud.`,
  territoryLater:
    'Territoire : la Fabrique est ouverte en Île-de-France et en Région Sud. L’extension à toute la France est l’ambition, sans date annoncée : votre fiche est gardée, et l’équipe vous dira quand votre territoire ouvre.',
  territoryUnknown:
    'Territoire : vous ne l’avez pas dit ; la Fabrique est ouverte en Île-de-France et en Région Sud.',
  familyYes: (families: string): string =>
    `Public : le programme s’adresse à des entreprises comme la vôtre (${families}).`,
  familyLocal:
    'Public : vous n’indiquez aucun engagement. Le programme s’adresse aux entreprises locales engagées : l’équipe regardera votre fiche.',
  familyUnknown: 'Public : je ne sais pas encore quels engagements vous décrivent.',
  benefits:
    'Le référencement est gratuit. Il ouvre les alertes de votre territoire, le conseil sur vos réponses, la visibilité auprès des partenaires et le droit de postuler à la session d’entraînement.',
  handicapReserved: (proven: boolean): string =>
    `Marchés réservés au handicap (articles L2113-12 et R2113-7) : une entreprise adaptée ou un ESAT peut y répondre[, avec au moins {{part-reservee}} de travailleurs handicapés]. ${proven ? 'Vous dites en avoir la preuve : gardez-la prête.' : 'La preuve reste à fournir.'}`,
  handicapOther:
    'Marchés réservés au handicap (articles L2113-12 et R2113-7) : je ne sais pas si votre structure y a accès. Une « structure équivalente » s’apprécie au cas par cas, avec la preuve de sa part de travailleurs handicapés[ ({{part-reservee}} au moins)].',
  tih: 'Travailleur indépendant handicapé : l’article L2113-12 ne le cite pas, je ne peux donc pas vous promettre l’accès aux marchés réservés. Les entreprises privées, elles, peuvent déduire vos contrats de leur contribution (C. trav. L5212-10-1).',
  handicapUnknown:
    'Marchés réservés au handicap : dites quel type de structure vous êtes pour que je puisse vous répondre.',
  insertionReserved: (proof: 'agreed' | 'fetched' | 'none'): string =>
    `Marchés réservés à l’insertion (articles L2113-13 et R2113-7) : une structure d’insertion par l’activité économique peut y répondre[, avec au moins {{part-reservee}} de travailleurs défavorisés]. ${
      {
        agreed: 'Vous dites avoir la convention avec l’État : gardez-la prête.',
        fetched: 'La base publique vous indique comme structure d’insertion.',
        none: 'La convention avec l’État est à fournir (C. trav. L5132-4).',
      }[proof]
    }`,
  insertionCase:
    'Marchés réservés à l’insertion : pour une EITI, un GEIQ ou une régie de quartier non conventionnée, l’accès s’apprécie au cas par cas, avec la preuve de la part de travailleurs défavorisés[ ({{part-reservee}} au moins)] (article R2113-7). Je ne peux pas vous le promettre.',
  insertionUnknown:
    'Marchés réservés à l’insertion : dites quel type de structure vous êtes pour que je puisse vous répondre.',
  siae: 'Structures d’insertion par l’activité économique : EI, ETTI, AI et ACI sont conventionnées par l’État (C. trav. L5132-4).',
  essLots: (proof: 'fetched' | 'said' | 'none'): string =>
    `Lots réservés à l’économie sociale et solidaire (articles L2113-15 et L2113-16) : seulement pour certains services de santé, sociaux, d’enseignement ou culturels. Ils n’ouvrent pas les lots réservés au handicap ou à l’insertion. ${
      {
        fetched: 'La base publique vous indique comme entreprise de l’ESS.',
        said: 'Gardez votre preuve prête.',
        none: 'La preuve de votre statut reste à fournir : statuts, mention au registre du commerce, ou agrément.',
      }[proof]
    }`,
  esusAgreed:
    'ESUS : vous dites avoir l’agrément. Vérifiez sa date de fin[ : il dure {{esus-duree}}, ou {{esus-duree-jeune}} pour une entreprise de moins de {{esus-age-jeune}}] (C. trav. R3332-21-3).',
  esusByRight:
    'Agrément ESUS : votre famille y entre de plein droit, si les conditions de l’ESS, de rémunération et de titres non cotés sont remplies (C. trav. L3332-17-1).',
  esusConditions:
    'Agrément ESUS, si vous le voulez : utilité sociale dans les statuts, charge significative[ (au moins {{esus-charges-part}} des charges, ou rémunération du capital plafonnée)], rémunérations encadrées[ (moyenne des plus hautes, celles de {{esus-remunerations-nombre}}, à {{esus-remuneration-moyenne}} au plus, et la plus haute à {{esus-remuneration-max}} au plus)], titres non cotés (C. trav. L3332-17-1 et R3332-21-1). Il se demande au préfet [ ; son silence pendant {{esus-silence}} après un dossier complet vaut accord] (C. trav. R3332-21-3).',
  qpv: (checked: boolean | undefined): string =>
    `Quartier prioritaire : le programme s’adresse à vous, mais aucun marché n’est réservé à ce titre (articles L2113-12 à L2113-17). ${checked ? 'Vous dites avoir vérifié l’adresse.' : 'Vérifiez votre adresse sur sig.ville.gouv.fr, le site de la politique de la ville.'}`,
  circular:
    'Économie circulaire : pas de statut officiel ni de marché réservé (articles L2113-12 à L2113-17). Elle se montre par l’activité, un label, un agrément d’éco-organisme ou des références.',
  noSiret:
    'Sans SIRET, vous ne pourrez pas répondre à un marché public : ajoutez-le à la fiche dès que vous l’avez.',
};
