import { fold } from '#src/retrieval/french-text.ts';

/** What a person wants other than an answer from the knowledge. */
export type Intent = 'handoff' | 'referencing' | 'alerts' | 'privacy' | 'status' | 'help';

const WISH =
  "(?:je (?:veux|voudrais|souhaite(?:rais)?|desire|dois|peux|vais)|j'aimerais|on (?:veut|voudrait|souhaite|aimerait)|nous (?:voulons|voudrions|souhaitons|aimerions)|comment(?: (?:est-ce que |on |je |fait-on |faire |fais-je |puis-je |peut-on )(?:(?:fais|fait|faire|peux|dois) )?pour)?(?: (?:je|on) (?:peux|peut|fais|fait|dois|doit))?|ou (?:est-ce que )?(?:je |on )?(?:peux |peut |puis-je |peut-on )?|puis-je|pouvez[- ]vous|peux[- ]tu|est-ce que je peux|possible de|envie de|merci de|pour|besoin de)";
const PERSON =
  "(?:quelqu'?\\s?un|une? (?:vrai(?:e)? )?(?:humain|personne|etre humain)|(?:une?|l'|des|vos|votre|les) ?(?:expert(?:e|s)?(?![- ]comptable)|conseill(?:er|ere|ers)|juriste|operateur|collegue|equipe)|humain|un vrai conseiller)";

/** Subjects for which « alertes » or « inscription » are not ours but a question on somebody else's site. */
const ELSEWHERE =
  /\b(?:boamp|ted|place|maximilien|approch|chorus|profils? d'acheteur|plateformes? de l'acheteur|joue|decp|marche de l'inclusion|acheteurs?)\b/;
/** Asks to be told about the thing, not to do it. */
const ASKS_ABOUT =
  /\b(?:c'est quoi|qu'est[- ]ce que|combien|gratuit|payant|coute|prix|qui peut|pour qui|conditions?|criteres?|avantages?|a quoi (?:ca )?sert|que donne|que m'apporte|qu'apporte|pourquoi|suis-je eligible|obligatoire|dure|duree)\b/;

const RULES: readonly { intent: Intent; any: readonly RegExp[]; unless?: RegExp }[] = [
  {
    intent: 'privacy',
    any: [
      /\b(?:supprim|effac|efface|oubli|retir|detrui)\w* (?:toutes? )?(?:mes|nos|ma|mon|notre) (?:donnees|infos?|informations?|compte|conversation|fiche|messages?|historique|dossier)\b/,
      /\b(?:mes|nos) donnees(?: personnelles)?\b/,
      /\b(?:droit a l'oubli|rgpd)\b.{0,40}\b(?:mes|moi|me|mon|ma|vous)\b|\b(?:exercer|mes droits).{0,20}\brgpd\b/,
      /\bque (?:savez[- ]vous|sais[- ]tu) (?:de|sur) (?:moi|nous|ma|mon|notre)\b/,
      /\b(?:qui|est-ce que quelqu'un) (?:lit|peut lire|voit) (?:mes|nos) (?:messages|questions)\b/,
    ],
    unless: /\bdonnees essentielles\b/,
  },
  {
    intent: 'handoff',
    any: [
      new RegExp(
        `\\b(?:parler|discuter|echanger|parlez|joindre|contacter|appeler|avoir|voir|relation avec|transfer\\w*|passe[zr]?[- ]?(?:moi|nous)?|besoin d(?:e |')|(?:veux|voudrais|souhaite|aimerais|prefere) ?)\\s?(?:a |avec |au |directement |plutot |d')*${PERSON}`,
      ),
      /\b(?:rappelez|appelez|rappelle|contactez|recontactez)[- ]?(?:moi|nous)\b|\b(?:etre|me faire|nous faire) (?:rappele|recontacte|contacte)e?s?\b/,
      /\b(?:un|parler a un|je veux un) (?:humain|conseiller|expert)(?! [- ]?comptable)\b(?!.{0,30}\b(?:doit|peut|signe)\b)/,
      /^(?:un |parler (?:a |avec ))?(?:humain|expert|conseiller|quelqu'un)(?: svp| s'il vous plait)?\W*$/,
      /\bquelqu'?un (?:peut|pourrait|peux)(?:[- ]il)? (?:m'|nous |me )(?:aider|rappeler|appeler|repondre|accompagner|relire)/,
      /\b(?:relire|relecture de|corriger) (?:mon|notre|ma) (?:memoire|dossier|offre|reponse|candidature)\b/,
      /\bpas (?:a )?un (?:robot|bot)\b|\bmarre (?:de ce|du) (?:robot|bot)\b/,
    ],
    unless: /\bc'est quoi\b|\bquand\b.{0,20}\bdoit\b/,
  },
  {
    intent: 'status',
    any: [
      /\bou en (?:est|sont) (?:ma|mon|mes|notre|nos) (?:demandes?|dossiers?|inscription|referencement|fiche|candidature (?:a la session|au programme|a la formation))/,
      /\b(?:statut|etat|avancement|suivi) (?:de |d')(?:ma|mon|notre) (?:demande|dossier|inscription|referencement|fiche)\b/,
      /\b(?:avez[- ]vous|as[- ]tu|vous avez) (?:bien )?(?:recu|traite|transmis|vu) (?:ma|mon|notre) (?:demande|dossier|inscription|message|fiche)/,
      /\b(?:toujours (?:pas|aucune)|pas encore|aucune) (?:de |eu de |recu de |eu |recu )?(?:reponse|nouvelles?) (?:de |d')(?:l'|un |votre |vos )?(?:expert|equipe|conseiller|fabrique|part)/,
      /\bquand (?:est-ce qu'|va-t-)?(?:un |l')expert .{0,12}(?:repond|rappel|contact)/,
      /\b(?:suis-je|est-on|sommes-nous|est-ce que (?:je suis|on est)) (?:deja |bien )?(?:inscrite?s?|referencee?s?)\b/,
    ],
  },
  {
    intent: 'alerts',
    any: [
      /\b(?:alertez|prevenez|avertissez|informez|previens|alerte)[- ](?:moi|nous)\b/,
      new RegExp(
        `${WISH} (?:recevoir|avoir|activer|creer|mettre en place|m'abonner|etre (?:alertee?|prevenue?|avertie?)s?|s'abonner).{0,30}\\b(?:alertes?|notifications?|opportunites|marches|appels d'offres)\\b`,
      ),
      /\b(?:arret\w*|stop\w*|pause|suspend\w*|desactiv\w*|desabonn\w*|coup\w*|ne (?:veux|souhaite|voulons) plus|modifi\w*|chang\w*|regl\w*|activ\w*|parametr\w*)\b.{0,25}\b(?:alertes?|notifications?)\b/,
      /\bpourquoi (?:est-ce que )?(?:je recois|ai-je recu|j'ai recu|on recoit|nous recevons) (?:cette|cet|ce|ces|l')/,
      /^(?:mes |nos |les )?alertes?\W*$/,
    ],
    unless: ELSEWHERE,
  },
  {
    intent: 'referencing',
    any: [
      new RegExp(
        `${WISH} (?:m'|nous |me |s'|se |vous )?(?:inscrire|referencer|faire referencer|enregistrer|etre referencee?s?|etre inscrits?|rejoindre (?:la fabrique|la plateforme|le programme|votre)|creer (?:un|mon|notre) (?:compte|profil|fiche)|adherer|ouvrir un compte)`,
      ),
      new RegExp(
        `(?:${WISH} |^)(?:postuler|candidater|participer|m'inscrire|nous inscrire|entrer|rejoindre|integrer|faire partie).{0,30}\\b(?:session|entrainement|formation (?:de|a) la fabrique|programme|promo(?:tion)?|accompagnement|fabrique)\\b`,
      ),
      /^(?:m'|s'|nous )?(?:inscription|inscrire|inscrivez[- ](?:moi|nous)|referencement|referencez[- ](?:moi|nous)|je m'inscris|on s'inscrit)(?: (?:a |sur |de |svp|plateforme|fabrique|la|mon|entreprise)*)?\W*$/,
      /\b(?:chang|modifi|corrig|mettre a jour|mettez a jour|actualis)\w* (?:mon|ma|mes|notre|nos) (?:telephone|numero|adresse|mail|e-?mail|siret|fiche|profil|contact|coordonnees|activite)\b/,
    ],
    unless: new RegExp(`${ASKS_ABOUT.source}|${ELSEWHERE.source}`),
  },
  {
    intent: 'help',
    any: [
      /^\W*(?:\/)?(?:aide|help|menu|\?+|start|\/start)\W*$/,
      /^\W*(?:bonjour|bonsoir|salut|hello|coucou|bjr|slt|hey)(?: (?:a (?:tous|vous)|la hotline|hotline|monsieur|madame|l'equipe))?\W*$/,
      /^\W*(?:merci|super|parfait|ok|d'accord|top|genial|tres bien|c'est note|au revoir|bonne journee|a bientot)(?: (?:beaucoup|bien|a vous|merci|pour tout|c'est (?:clair|parfait|note)))*\W*$/,
      /\b(?:que (?:sais|peux)[- ]tu faire|(?:tu|vous) (?:sais|savez|peux|pouvez|fais|faites) (?:faire )?quoi|que (?:pouvez|savez|faites)[- ]vous(?: faire)?(?: pour (?:moi|nous))?|a quoi (?:sers[- ]tu|servez[- ]vous|tu sers)|qui (?:es[- ]tu|etes[- ]vous)|tu es qui|comment (?:tu|vous|ca) (?:marche|marches|marchez|fonctionne|fonctionnes|t'utiliser))\s*\??$/,
      /\b(?:(?:es[- ]tu|etes[- ]vous|c'est|t'es) (?:un |une )?(?:robot|bot|ia|humain|machine|intelligence artificielle))\b/,
    ],
  },
];

/** The intent of a message, or undefined for a question. Only clear wishes count: a doubt is a question. */
export function detectIntent(text: string): Intent | undefined {
  // A wish fits in a short message; a long one is a question told with its story.
  const folded = fold(text).replace(/\s+/g, ' ').trim();
  if (folded.length > 400) return undefined;
  return RULES.find(({ any, unless }) => any.some((pattern) => pattern.test(folded)) && !unless?.test(folded))
    ?.intent;
}
