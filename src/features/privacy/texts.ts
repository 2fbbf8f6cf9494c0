/** What a person reads of their data: the export, the erasure, their agreements. */
export const privacyTexts = {
  anonymous:
    'Ici, je ne sais pas qui vous êtes, ou d’autres personnes lisent : écrivez-moi en privé pour voir, emporter ou supprimer vos données. Les messages d’un groupe ne sont pas gardés au nom de leurs auteurs.',

  about: (d: {
    delayDays: number;
    days: number;
    visitDays: number;
    contact: string | undefined;
    page: string | undefined;
  }): string[] => [
    'Je garde ce que vous m’écrivez et ce que je réponds, vos avis, vos demandes, et, si vous vous référencez, la fiche de votre entreprise et vos accords. Cela sert à vous répondre, à vous accompagner et à améliorer les réponses. Rien n’est vendu.',
    'Les experts de la Fabrique lisent la conversation quand vous demandez une personne, avec ce que vous y avez répondu au formulaire. À côté, de votre fiche, ils ne voient ni le téléphone ni le contact ; d’une adresse mail, seulement celle que vous avez confirmée pour recevoir les réponses.',
    `Une conversation sans nouvelles est effacée après ${inDays(d.days)}${d.visitDays < d.days ? ` ; après ${inDays(d.visitDays)}, si elle n’a duré qu’un jour et que je ne sais pas qui vous êtes` : ''}. Vous pouvez à tout moment recevoir une copie de vos données, retirer un accord ou tout faire supprimer${d.delayDays > 0 ? ` (délai de ${inDays(d.delayDays)}, pendant lequel vous pouvez changer d’avis)` : ''}.`,
    ...(d.page ? [`Le détail (ce qui est gardé, pourquoi, combien de temps) : ${d.page}`] : []),
    ...(d.contact ? [`Pour toute autre question sur vos données : ${d.contact}`] : []),
  ],

  keptTitle: 'En ce moment, je garde de vous :',
  keptNow: {
    conversation: (days: number): string =>
      `cette conversation : vos messages, avec ce que vous y avez écrit (numéro, moment d’un rappel, chiffres, date limite), et mes réponses ; ${inDays(days)} après le dernier message`,
    otherConversations: (count: number, days: number): string =>
      `${count > 1 ? `vos ${count} autres conversations` : 'votre autre conversation'} ; ${inDays(days)} après le dernier message`,
    draft: (days: number): string =>
      `votre inscription en cours, avec vos réponses ; ${inDays(days)} sans nouvelles`,
    cases: (count: number, days: number): string =>
      `${count > 1 ? `vos ${count} dossiers` : 'votre dossier'} avec un expert : ce qui y est dit, la date limite, comment vous rappeler ; ${inDays(days)} après sa fin`,
    companies: (count: number, days: number): string =>
      `la fiche de ${count > 1 ? 'vos entreprises' : 'votre entreprise'} ; ${inDays(days)} sans activité`,
    consents: (days: number): string =>
      `vos accords, et la date où vous les avez donnés ; leur preuve, ${inDays(days)} après leur retrait`,
  },
  keptUnknown: (days: number): string =>
    `cette conversation : vos messages et mes réponses ; ${inDays(days)} après le dernier message`,
  exported: (notes: number, contact: string | undefined): string[] => [
    'Voici toutes vos données : un fichier à lire, et le même contenu en JSON pour un autre logiciel. Gardez-les pour vous.',
    ...(notes > 0
      ? [
          `Vos dossiers portent ${notes === 1 ? 'une note interne' : `${notes} notes internes`} de nos experts, qui ${notes === 1 ? 'n’y est pas : elle peut' : 'n’y sont pas : elles peuvent'} parler d’autres personnes.${contact ? ` Vous pouvez les demander à ${contact}.` : ' Vous pouvez les demander à l’équipe.'}`,
        ]
      : []),
  ],
  filePrefix: 'mes-donnees-',
  jsonName: (day: string): string => `mes-donnees-${day}.json`,
  htmlName: (day: string): string => `mes-donnees-${day}.html`,

  eraseTitle: 'Si vous confirmez, ceci sera supprimé :',
  willGo: {
    conversations: (count: number, channels: readonly string[]): string =>
      `${count > 1 ? `vos ${count} conversations` : 'votre conversation'} (${channels.join(', ')}), avec les messages, les avis, les demandes et les fichiers remis`,
    person: 'votre nom, vos identifiants de messagerie et votre adresse mail',
    draft: 'votre référencement en cours',
    company: (name: string): string =>
      `la fiche de ${name}, dont vous êtes la seule personne, et ce qui y tient : historique, page de l’annuaire, diagnostic, candidatures à la session, rendez-vous`,
    leaves: (name: string): string =>
      `vos nom, téléphone et adresse dans la fiche de ${name}, et les messages qui les montrent à vos collègues`,
    introductions: (count: number): string =>
      `${count > 1 ? `vos ${count} demandes de contact` : 'votre demande de contact'} à des entreprises de l’annuaire, et ce qui dit qui vous êtes dans les messages qu’elles en ont reçus ici`,
    contactGiven: 'vos nom, téléphone et adresse dans les messages des acheteurs qui les ont reçus ici',
    cases: (count: number): string =>
      count > 1
        ? `ce qui est dit dans vos ${count} dossiers avec un expert, notes comprises`
        : 'ce qui est dit dans votre dossier avec un expert, notes comprises',
  },
  staysTitle: 'Ceci reste, et voici pourquoi :',
  stays: {
    company: (name: string): string =>
      `la fiche de ${name}, sans vous : d’autres personnes la tiennent, et elle est à l’entreprise`,
    cases:
      'les dates et les délais de vos dossiers, sans un mot de vous ni votre nom : ce sont nos statistiques',
    proof: 'la preuve de vos accords et de cette suppression, sous une référence et sans votre nom',
    platforms: (names: readonly string[]): string =>
      `ce que ${names.join(', ')} ${names.length > 1 ? 'gardent' : 'garde'} dans votre propre messagerie : vous seul pouvez l’y effacer`,
    introductions:
      'ce que l’autre côté d’une mise en relation a gardé de vous ailleurs qu’ici (sa messagerie, un mail, son carnet) : je ne peux pas l’y effacer, demandez-le-lui',
    desk: 'ce que les experts ont lu dans leur messagerie : ils seront invités à l’effacer, et vos demandes y seront vidées',
  },
  openCase: (number: number): string =>
    `Votre dossier ${number} est ouvert : l’expert sera prévenu, et le dossier sera clos à ce moment-là.`,
  askConfirm: (days: number): string =>
    days > 0
      ? `La suppression se fait ${inDays(days)} après votre accord ; d’ici là, « annuler la suppression » l’arrête. Confirmez-vous ?`
      : 'La suppression se fait aussitôt et ne peut pas être annulée. Confirmez-vous ?',
  confirmButton: 'Oui, tout supprimer',
  keepButton: 'Non, garder',
  kept: 'Rien n’est supprimé.',
  nothingAsked: 'Je n’avais rien à confirmer. Écrivez « supprimez mes données » si c’est ce que vous voulez.',
  scheduled: (reference: string, moment: string): string =>
    `C’est noté. Vos données seront supprimées ${moment}. Référence : ${reference} ; gardez-la. Pour changer d’avis d’ici là : « annuler la suppression ».`,
  scheduledNow: (reference: string): string =>
    `C’est noté : la suppression commence. Référence : ${reference} ; gardez-la.`,
  scheduledElsewhere: (where: string, moment: string): string =>
    `La suppression de vos données a été demandée (${where}) : elle se fera ${moment}. Si ce n’est pas vous, ou si vous changez d’avis : « annuler la suppression ».`,
  coming: (reference: string, moment: string): string =>
    `La suppression de vos données est prévue ${moment} (référence ${reference}). « annuler la suppression » l’arrête.`,
  cancelButton: 'Annuler la suppression',
  cancelled: (reference: string): string => `La suppression ${reference} est annulée : vos données restent.`,
  nothingToCancel: 'Aucune suppression n’est prévue.',
  underWay: 'La suppression est en cours : elle ne peut plus être annulée.',
  linkedWhileScheduled: (moment: string): string =>
    `Attention : la suppression de vos données est prévue ${moment}. Elle vaut maintenant pour toutes vos messageries liées ; « annuler la suppression » l’arrête.`,

  receipt: (reference: string, moment: string): string[] => [
    `Vos données ont été supprimées ${moment}. Référence : ${reference}.`,
    'Ce message est le dernier : ce qui permettait de vous écrire ici s’efface après lui. Il ne reste que cette référence, des dates et la preuve de vos accords, sans votre nom. Si vous m’écrivez de nouveau, je ne saurai pas qui vous êtes.',
  ],
  /** Of who was put in touch with somebody, after the receipt. */
  receiptIntroductions:
    'Vos coordonnées sont ôtées des messages de mise en relation. L’entreprise ou l’acheteur qui les avait reçus peut en avoir gardé copie ailleurs (sa messagerie, un mail, son carnet) : c’est à lui de l’effacer, si vous le lui demandez.',
  caseNotice: (number: number): string =>
    `Dossier ${number} : la personne a fait supprimer ses données. Le dossier est clos et vidé. Supprimez ce fil de votre messagerie : la hotline ne peut pas le faire elle-même.`,
  caseWarned: (moment: string): string =>
    `La personne a demandé la suppression de ses données : le dossier sera clos et vidé ${moment}, sauf si elle l’annule.`,
  caseKept: 'La personne a annulé la suppression de ses données : le dossier reste ouvert.',

  consentsTitle: 'Vos accords :',
  consentLine: (d: {
    label: string;
    given: boolean;
    on: string;
    version: string;
    where: string | undefined;
  }): string =>
    `${d.label} : ${d.given ? 'donné' : 'refusé ou retiré'} le ${d.on}${d.where ? ` (${d.where})` : ''}, version ${d.version}`,
  mailLine: (address: string, on: string): string =>
    `Recevoir les réponses des experts par mail à ${address} : donné le ${on}`,
  noConsents: 'Vous n’avez donné aucun accord : ils se donnent pendant le référencement, un par un.',
  takeButton: (label: string): string => `Retirer : ${label}`,
  giveButton: (label: string): string => `Donner : ${label}`,
  mailLabel: 'réponses par mail',
  /** Agreements that are not asked for by the sign-up form. */
  purposes: {
    directory: 'Paraître dans l’annuaire',
    'alerts-by-mail': 'Recevoir les alertes par mail',
  } as Readonly<Record<string, string>>,
  withdrawn: (label: string): string =>
    `C’est fait : vous avez retiré « ${label} ». Cela vaut dès maintenant.`,
  given: (label: string): string => `C’est noté : vous avez donné « ${label} ».`,
  unchanged: (label: string, given: boolean): string =>
    given ? `« ${label} » est déjà donné.` : `« ${label} » n’est pas donné : il n’y a rien à retirer.`,
  fileAsk: (name: string, alone: boolean): string =>
    alone
      ? `Sans cet accord, la fiche de ${name} ne peut pas être gardée : elle sera supprimée tout de suite, avec son historique. Confirmez-vous ?`
      : `Sans cet accord, vous quittez la fiche de ${name} : vos nom, téléphone et adresse en sont ôtés tout de suite ; les autres personnes la gardent. Confirmez-vous ?`,
  fileButton: (alone: boolean): string => (alone ? 'Oui, supprimer la fiche' : 'Oui, quitter la fiche'),
  fileGone: (name: string, alone: boolean): string =>
    alone
      ? `C’est fait : la fiche de ${name} est supprimée. Le reste de vos données n’a pas changé ; « supprimez mes données » efface tout.`
      : `C’est fait : vous ne faites plus partie de la fiche de ${name}.`,
  companyDropped: (name: string): string =>
    `La fiche de ${name} est restée longtemps sans changement ni message : elle est supprimée, avec son historique, comme le prévoit la durée de conservation. Rien à faire ; vous pouvez référencer votre entreprise de nouveau quand vous voulez.`,
  noFile: 'Vous n’avez pas de fiche d’entreprise. « supprimez mes données » efface le reste.',

  buttons: {
    export: 'Recevoir mes données',
    consents: 'Mes accords',
    erase: 'Supprimer mes données',
  },
};

export const inDays = (days: number): string => {
  if (days % 365 === 0 && days > 365) return `${days / 365} ans`;
  if (days === 365) return 'un an';
  return days === 1 ? 'un jour' : `${days} jours`;
};

const SIGNATURE = 'La Hotline de la Fabrique des Marchés Responsables';

/** Mails about an erasure: when it is asked for, and when it is done. */
export const erasureMails = {
  askedSubject: 'La suppression de vos données est demandée',
  asked: (reference: string, moment: string): string =>
    [
      'Bonjour,',
      `La suppression de vos données à la Hotline a été demandée. Elle se fera ${moment}. Référence : ${reference}.`,
      'Si ce n’est pas vous, ou si vous changez d’avis, écrivez « annuler la suppression » dans votre conversation avec la Hotline avant cette date.',
      SIGNATURE,
    ].join('\n\n'),
  doneSubject: 'Vos données sont supprimées',
  done: (reference: string, moment: string, more: readonly string[]): string =>
    [
      'Bonjour,',
      `Vos données à la Hotline ont été supprimées ${moment}. Référence : ${reference}.`,
      ...more,
      'Votre adresse mail est effacée dès que ce message est parti : c’est le dernier. Il ne reste que cette référence, des dates et la preuve de vos accords, sans votre nom.',
      SIGNATURE,
    ].join('\n\n'),
};

/** The job that is the writing of the ledger, as staff read it. */
export const ledgerFlushName = 'Écriture du registre des suppressions';
