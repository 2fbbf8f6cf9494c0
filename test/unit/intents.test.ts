import { describe, expect, it } from 'vitest';
import { detectIntent, type Intent } from '#src/conversation/intents.ts';

/** Wishes as people type them: in haste, without accents, polite or not. */
const WISHES: Readonly<Record<Intent, readonly string[]>> = {
  handoff: [
    'je veux parler à un humain',
    'Bonjour, je voudrais échanger avec un conseiller svp',
    "besoin d'un expert",
    'un humain svp',
    'Pouvez-vous me rappeler ? rappelez-moi au plus vite',
    'est ce que je peux avoir quelqu’un au téléphone',
    'passez moi un conseiller',
    "j'en ai marre de ce robot",
    "Quelqu'un peut m'aider à monter mon dossier ?",
    'Pouvez-vous relire mon mémoire technique avant vendredi ?',
    'comment contacter votre équipe',
    'je prefere discuter avec une vraie personne',
    'Parler à un expert',
    "j'aimerais être rappelée demain matin",
    'vous pouvez me transférer à un juriste ?',
  ],
  referencing: [
    "je veux m'inscrire",
    'Comment je fais pour être référencé chez vous ?',
    "m'inscrire sur la plateforme",
    'Nous souhaitons rejoindre la Fabrique',
    'inscription',
    'on voudrait se référencer avec notre ESAT',
    'ou est-ce que je peux creer mon compte',
    'comment postuler à la session d’entraînement ?',
    "j'aimerais candidater au programme",
    'Changer mon numéro de téléphone',
    'je voudrais modifier notre fiche',
    'mettre à jour mes coordonnées svp',
    'je souhaite inscrire mon association',
    'référencez-nous',
  ],
  alerts: [
    'je veux recevoir les alertes',
    'comment avoir des alertes sur les marchés de nettoyage ?',
    'Prévenez-moi quand un marché sort dans le 93',
    'stop alertes',
    'je voudrais mettre en pause les notifications',
    'alertes',
    "J'aimerais être prévenue des nouveaux appels d'offres près de chez moi",
    'désactivez mes alertes',
    'on souhaite recevoir les opportunités en Seine-Saint-Denis',
    'pourquoi je reçois cette alerte ?',
    'pourquoi ai-je reçu ce message ?',
    'je ne veux plus de vos notifications',
    'modifier mes alertes',
    "m'abonner aux alertes",
  ],
  privacy: [
    'supprimez mes données',
    'Je veux effacer toutes mes données personnelles',
    "qu'est-ce que vous faites de mes données ?",
    'que savez-vous de moi',
    'Qui lit mes messages ?',
    'effacer notre conversation',
    'je souhaite exercer mes droits RGPD',
    "droit à l'oubli me concernant",
    'exporter mes donnees',
    'Supprimer mon compte svp',
    'retirez mes infos',
    'vous gardez nos données combien de temps',
  ],
  status: [
    'où en est ma demande ?',
    'ou en est mon dossier',
    "avez-vous bien reçu mon message d'hier ?",
    "toujours pas de nouvelles de l'expert",
    'statut de ma demande',
    'Est-ce que je suis bien inscrite ?',
    "Quand est-ce qu'un expert va me répondre ?",
    'suivi de mon référencement',
    'où en est notre inscription svp',
    'suis-je déjà référencé ?',
    'vous avez traité ma demande ?',
    'Où en est ma candidature à la session ?',
  ],
  help: [
    'aide',
    'Bonjour',
    'bonjour à tous !',
    'slt',
    '???',
    'tu peux faire quoi ?',
    'Que pouvez-vous faire pour moi ?',
    'qui êtes-vous ?',
    'à quoi tu sers',
    'comment ça marche ?',
    "c'est un robot ?",
    'merci beaucoup',
    'ok merci',
    'Bonjour, comment ça fonctionne ?',
    'es-tu une intelligence artificielle',
    'merci, bonne journée',
  ],
};

/** Questions that name the same things and must get an answer, not a form. */
const QUESTIONS: readonly string[] = [
  'À partir de quel montant une mairie doit publier un marché ?',
  "j'ai droit a une avance ?",
  "c'est quoi un DCE",
  'quel delai pour payer une facture',
  'Puis-je corriger mon offre après la date limite ?',
  'est-ce que je peux modifier mon offre une fois déposée',
  'Puis-je avoir deux marchés en même temps ?',
  'je peux avoir plusieurs marchés avec la même commune',
  'Comment avoir des marchés quand on débute ?',
  'Où puis-je avoir la liste des marchés attribués ?',
  'Pourquoi ai-je reçu ce courrier de rejet sans explication ?',
  "pourquoi j'ai reçu cette demande de régularisation",
  'la sous-traitance comment ça marche ?',
  'le DUME, comment ça fonctionne ?',
  'Un accord-cadre, comment ça marche ?',
  'Je dois inscrire mon sous-traitant dans mon offre ?',
  'comment enregistrer ma réponse sur la plateforme',
  'Ai-je besoin d’une équipe dédiée pour candidater ?',
  'faut-il avoir une équipe de dix personnes pour répondre',
  'Dois-je avoir un juriste pour répondre à un appel d’offres ?',
  "l'acheteur peut-il changer l'équipe de maîtrise d'œuvre",
  'Mon frère est un conseiller municipal, puis-je candidater ?',
  'un élu ou un conseiller municipal peut-il signer le marché',
  'Un expert judiciaire est nommé sur mon chantier, je fais quoi ?',
  'mon expert-comptable doit signer quoi ?',
  "je veux un expert comptable pour l'attestation, c'est obligatoire ?",
  "puis-je être contacté par l'acheteur pendant l'analyse des offres",
  "Je n'ai pas de nouvelles de la mairie depuis deux mois, c'est normal ?",
  "toujours pas de réponse de l'acheteur à ma question",
  'Où en est ma candidature ? la commune ne répond pas',
  'comment suivre l’état de ma demande de paiement sur Chorus Pro ?',
  'où en est ma demande d’acompte auprès de la mairie',
  'Comment créer des alertes sur le BOAMP ?',
  "m'inscrire sur PLACE c'est gratuit ?",
  'comment s’inscrire sur le profil d’acheteur de la ville',
  'ça coûte combien de se référencer à la Fabrique',
  'qui peut s’inscrire sur la plateforme ?',
  'à quoi sert le référencement',
  'La session d’entraînement dure combien de temps ?',
  'Quelles conditions pour participer à la session ?',
  'que sont les données essentielles',
  "l'acheteur peut-il publier mes données de prix ?",
  'Le RGPD s’applique-t-il aux marchés publics ?',
  'la mairie peut elle garder mes données après le rejet',
  'ma société a changé d’adresse en cours de marché, que faire ?',
  'je change mon siret pendant le marché, il faut un avenant ?',
  "dois-je m'inscrire au RCS pour répondre ?",
  "suis-je inscrit d'office sur la liste des PME ?",
  "quelqu'un d'autre peut signer à ma place ?",
  'peut-on arrêter un marché en cours',
  'aide publique et marché public, quelle différence ?',
  'une aide à l’embauche compte dans mes heures d’insertion ?',
  'Merci de me dire le délai de paiement d’un hôpital',
  'bonjour, quels papiers pour candidater ?',
  "ok mais pour les travaux c'est pareil ?",
  "Notre produit c'est une machine à laver, quelle catégorie ?",
  'et pour les travaux ?',
  'je souhaite répondre seul ou en groupement, que choisir',
  'on veut contester le rejet de notre offre',
  'je voudrais savoir si une SCOP a droit aux lots réservés',
  'peut on parler prix avec l’acheteur avant la consultation',
  "puis-je discuter avec l'acheteur pendant la consultation ?",
  "l'acheteur doit-il nous prévenir du rejet",
  'combien de temps garder le dossier de mon offre ?',
  'supprimer une clause du CCAP est-ce possible',
  "faut il une personne habilitée pour signer l'offre",
];

describe('Intents', () => {
  for (const [intent, phrases] of Object.entries(WISHES)) {
    it.each(phrases)(`takes « %s » for a wish: ${intent}`, (phrase) => {
      expect(detectIntent(phrase)).toBe(intent);
    });
  }

  it.each(QUESTIONS)('takes « %s » for a question', (question) => {
    expect(detectIntent(question)).toBeUndefined();
  });

  it('takes a long story that names a wish for a question', () => {
    const story = `${'Nous avons répondu à un marché de nettoyage de la ville. '.repeat(8)}Je veux parler à quelqu’un ?`;
    expect(detectIntent(story)).toBeUndefined();
  });

  it('does not depend on case, accents, spaces or the kind of apostrophe', () => {
    const variants = [
      "JE VEUX M'INSCRIRE",
      'je  veux m’inscrire ',
      'Je veux m`inscrire',
      'jé véux m‘inscrire',
    ];
    expect(variants.map(detectIntent)).toEqual(variants.map(() => 'referencing'));
  });
});
