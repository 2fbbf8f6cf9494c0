import { fold } from '#src/platform/french/text-analysis.ts';
import { asksAsTheyAre } from './may-join.ts';
import { wishesForPerson } from './person-wish.ts';

/** What a person wants other than an answer from the knowledge. */
export type Intent = 'handoff' | 'referencing' | 'alerts' | 'privacy' | 'status' | 'help';

const WISH =
  "(?:je (?:veux|voudrais|souhaite(?:rais)?|desire|dois|peux|vais)|j'aimerais|on (?:veut|voudrait|souhaite|aimerait)|nous (?:voulons|voudrions|souhaitons|aimerions)|comment(?: (?:est-ce que |on |je |fait-on |faire |fais-je |puis-je |peut-on )(?:(?:fais|fait|faire|peux|dois) )?pour)?(?: (?:je|on) (?:peux|peut|fais|fait|dois|doit))?|ou (?:est-ce que )?(?:je |on )?(?:peux |peut |puis-je |peut-on )?|puis-je|pouvez[- ]vous|peux[- ]tu|est-ce que je peux|possible de|envie de|merci de|pour|besoin de)";
/** Experts and advisers who are not ours: « expert-comptable », « conseiller municipal ». */
const NOT_OURS =
  "\\b(?![- ](?:comptable|municip|departement|region|communaut|judiciaire|technique|foncier|immobilier|agree|independant|d[eu] (?:la |l')?(?:cci|cma|chambre|bpi|banque|mairie|ville|pole|france)))";
const SOMEBODY = `(?:quelqu'?\\s?un|qq ?(?:1|un|n)|une? (?:vraie? )?(?:humain|personne(?! (?:en|handicap|eloign|morale|physique|publique|habilit|salari))|etre humain)|(?:une?|l'|des|vos|votre|les) ?(?:(?:experte?s?|conseill(?:er|ere)s?)${NOT_OURS}|juriste|operateur)|une? (?:de vos |membre de (?:votre |l'))(?:experte?s?|conseill(?:er|ere)s?|juristes?|collegues?|equipe)|humain|un vrai conseiller)`;
/** Also those whom one may need for other reasons, « une équipe de dix personnes ». */
const PERSON = `(?:${SOMEBODY}|(?:une?|l'|des|vos|votre|les) ?(?:collegue|equipe))`;
const GREETING = '(?:(?:bonjour|bonsoir|salut|hello|coucou|bjr|slt|hey)\\W+)?';
const ROBOT_OR_NOT = new RegExp(
  `^\\W*${GREETING}(?:es[- ]tu|etes[- ]vous|tu es|vous etes|t'es|c'est|est-ce que c'est) (?:bien |vraiment )?(?:une? )?(?:vraie? )?(?:robot|bot|ia|humain|machine|personne|intelligence artificielle)(?: (?:ou|qui)\\b.*)?\\W*$`,
);
const THANKS =
  "merci|super|parfait|ok|d'accord|top|genial|tres bien|c'est note|au revoir|bonne (?:journee|soiree)|a bientot";

/** Subjects for which « alertes » or « inscription » are not ours but a question on somebody else's site. */
const ELSEWHERE =
  /\b(?:boamp|ted|place|maximilien|approch|chorus|profils? d'acheteur|plateformes? de l'acheteur|joue|decp|marche de l'inclusion|acheteurs?)\b/;
/** Somebody's affairs with a buyer, which are a question of procurement. */
const WITH_A_BUYER =
  /\b(?:acheteurs?|mairie|commune|ville|collectivite|departement|hopital|concurrents?|attributaire|chorus|paiement|acompte|avance|factures?|subvention)\b/;
/** Registers and consultations are not the Fabrique's platform. */
const OTHER_REGISTERS =
  /\b(?:rcs|rne|registre|repertoire|urssaf)\b|\b(?:a|sur) (?:une?|l'|la|le|cet|cette|ce) ?(?:marche|appel d'offres|consultation)\b/;
/** Asks to be told about the thing, not to do it. */
const ASKS_ABOUT =
  /\b(?:c'est quoi|qu'est[- ]ce que|combien|date limite|jusqu'a quand|gratuit|payant|coute|prix|qui peut|pour qui|conditions?|criteres?|avantages?|a quoi (?:ca )?sert|que donne|que m'apporte|qu'apporte|pourquoi|suis-je eligible|obligatoire|facultati(?:f|ve)|interdit|se dispenser|dispensee?s?|se passer|dure|duree|places|payer|faut[- ]il|dois[- ]je|doit[- ]on|on doit|quels?|quelles?|lien|url|bouton|page|meme si|n'est ni|n'a pas|n'ai pas)\b/;

/** « j'ai pas compris », « c'était pas ça ma question », « t'es nul »: the last answer missed, whatever it said. */
export const MISUNDERSTOOD =
  /^\W*(?:(?:merci|non|mais|euh|desole|ok)(?: ?, ?| )?)*(?:(?:j'ai |je n'ai |j|je )?(?:rien|pas) (?:rien )?(?:compris|pige|capte)|je (?:ne )?comprends? (?:pas|rien)|(?:c'est|c'etait|c etait|ce n'est|ce n'etait|c'est vraiment) pas (?:ca|ma question|ce que je (?:demande|demandais|voulais))(?: (?:ma question|que je (?:demande|demandais|voulais)))?|(?:plus|trop) (?:simple|clair|court|complique|long)(?: s'il te plait| s'il vous plait| stp| svp)?|(?:t'es|tu es|c'est|vous etes) (?:nul|nulle|con|mauvais|pourri|inutile)(?:le)?s?|(?:n'importe quoi|hors sujet|a cote de la plaque)|(?:tu|vous) (?:ne )?repond(?:s|ez) pas(?: a (?:ma|la) question)?)\W*$/;

const RULES: readonly { intent: Intent; any: readonly RegExp[]; unless?: RegExp }[] = [
  {
    intent: 'privacy',
    any: [
      /\b(?:gardez|garde|conservez|stockez|enregistrez)[- ]?(?:vous|tu)? (?:quoi )?(?:sur|de) (?:moi|nous|mon entreprise)\b/,
      /\b(?:supprim|effac|efface|oubli|retir|detrui)\w* (?:toutes? )?(?:mes|nos|ma|mon|notre) (?:donnees|infos?|informations?|compte|conversation|fiche|messages?|historique|dossier)\b/,
      /\b(?:mes|nos) donnees(?: personnelles)?\b/,
      /\b(?:droit a l'oubli|rgpd)\b.{0,40}\b(?:mes|moi|me|mon|ma|vous)\b|\b(?:exercer|mes droits).{0,20}\brgpd\b/,
      /\b(?:supprim|effac|oubli|detrui)\w* tout(?:es)? (?:ce que|les donnees|les infos|les messages)\b.{0,30}\b(?:moi|nous|me)\b/,
      /\b(?:donnees|infos?|informations?)\b.{0,30}\bsur (?:moi|nous|mon entreprise|ma societe|notre structure)\b/,
      /\b(?:vous|tu) (?:stocke|garde|conserve|collecte|save)\w* quoi (?:sur|de|comme)\b/,
      /\b(?:mes|nos) (?:infos|informations|coordonnees) (?:sont|seront)(?:[- ]elles)? (?:revend|vend|partag|transmis|gard|conserv|proteg)/,
      /^(?:le |mon )?(?:rgpd|droit d'acces)(?: rgpd)?\W*$/,
      /^\W*donnees(?: personnelles)?\W*$/,
      /\b(?:retir|revoqu)\w* (?:mon|notre) consentement\b/,
      /\b(?:mes|nos) (?:messages|questions|echanges|conversations) (?:sont|restent)(?:[- ]ils|[- ]elles)? (?:confidentiel|prive|secret|enregistre|garde|lu|conserve)/,
      /\bque (?:savez[- ]vous|sais[- ]tu) (?:de|sur) (?:moi|nous|ma|mon|notre)\b/,
      /\b(?:qui|est-ce que quelqu'un) (?:lit|peut lire|voit) (?:mes|nos) (?:messages|questions)\b/,
    ],
    unless: new RegExp(`\\bdonnees essentielles\\b|${WITH_A_BUYER.source}`),
  },
  {
    intent: 'status',
    any: [
      /\b(?:mon|ma|notre|mes|nos) (?:dossier|demande|inscription|fiche|referencement)s?(?: (?:de |d')(?:referencement|inscription|expert|session))? (?:est|sont|a ete|ont ete)[- ]?(?:il|elle|ils|elles)? ?(?:bien |deja )?(?:validee?s?|acceptee?s?|traitee?s?|recue?s?|completee?s?|prise?s? en compte|transmise?s?)/,
      /\bou (?:est[- ]ce que )?(?:ca |cela )?en (?:est|sont) (?:ma|mon|mes|notre|nos) (?:demandes?|dossiers?|inscription|referencement|fiche|candidature (?:a la session|au programme|a la formation))/,
      /\b(?:statut|etat|avancement|suivi) (?:de |d')(?:ma|mon|notre) (?:demande|dossier|inscription|referencement|fiche)\b/,
      /\b(?:avez[- ]vous|as[- ]tu|vous avez) (?:bien )?(?:recu|traite|transmis|vu) (?:ma|mon|notre) (?:demande|dossier|inscription|message|fiche)/,
      /\b(?:toujours (?:pas|aucune)|pas encore|aucune) (?:de |eu de |recu de |eu |recu )?(?:reponse|nouvelles?) (?:de |d')(?:l'|un |votre |vos )?(?:expert|equipe|conseiller|fabrique|part)/,
      /\bquand (?:est-ce qu'|va-t-)?(?:un |l')expert .{0,12}(?:repond|rappel|contact)/,
      /\bquand (?:est[- ]ce qu(?:e |'))?(?:je serai|on sera|vais-je etre|va-t-on etre|je vais etre|serai-je|on va (?:me|nous)|va-t-on (?:me|nous)|vous (?:me|nous)|allez-vous (?:me|nous)) (?:rappele|recontacte|contacte|repond|rappel)/,
      /\bquand .{0,25}reponse (?:de |d')(?:l'|un |votre |vos )?(?:expert|equipe|conseiller)/,
      /\b(?:nouvelles?|retour|suites?) (?:de|a|sur|pour|concernant) (?:ma|mon|notre) (?:demande|dossier|inscription|referencement)\b/,
      /\b(?:ma|mon|notre) (?:demande|inscription|referencement|fiche) (?:est|a ete|est-elle|est-il|a-t-elle ete|a-t-il ete|a bien ete)(?: (?:bien|deja|enfin))? (?:traitee?|validee?|recue?|prise? en compte|passee?|enregistree?|en cours)\b/,
      /\bvous en etes ou\b.{0,12}\b(?:demande|dossier|inscription)\b/,
      /^(?:(?:alors|et|bonjour),? )*(?:ma|mes|mon) (?:demandes?|dossier|inscription)(?: (?:d'hier|en cours|alors))*\W*$/,
      // A command that is typed without its sign.
      /^\W*(?:(?:mon|notre) )?suivi(?: (?:svp|stp|s'il (?:vous|te) plait))?\W*$/,
      /\bj'ai (?:deja )?demande (?:un |une |l'|a (?:parler|etre)).{0,40}\b(?:toujours|rien|pas encore)\b/,
      /\b(?:suis-je|est-on|sommes-nous|est-ce que (?:je suis|on est)) (?:deja |bien )?(?:inscrite?s?|referencee?s?)\b/,
    ],
    unless: new RegExp(`${WITH_A_BUYER.source}|${ELSEWHERE.source}|${OTHER_REGISTERS.source}|\\bd'office\\b`),
  },
  {
    intent: 'handoff',
    any: [
      new RegExp(
        `\\b(?:parler|discuter|echanger|parlez|joindre|contacter|appeler|relation avec|transfer\\w*|passe[zr]?[- ]?(?:moi|nous)?)\\s?(?:a |avec |au |directement |plutot |d')*${PERSON}`,
      ),
      new RegExp(
        `\\b(?:avoir|voir|besoin d(?:e |')|(?:veux|voudrais|souhaite|aimerais|prefere) ?)\\s?(?:a |avec |au |directement |plutot |d')*${SOMEBODY}`,
      ),
      /\b(?:rappelez|appelez|rappelle|contactez|recontactez)[- ]?(?:moi|nous)\b|\b(?:etre|me faire|nous faire) (?:rappele|recontacte|contacte)e?s?\b(?! (?:si|par (?:la|le|les|l'acheteur))\b)/,
      new RegExp(
        `^(?:\\S+ ){0,4}une? (?:vraie? )?(?:humain|conseill(?:er|ere)|experte?)${NOT_OURS}(?: (?:svp|stp|s'il vous plait|merci|vite|rapidement|maintenant|humain|en ligne|au telephone|disponible))*\\W*$`,
      ),
      new RegExp(
        `\\b(?:rdv|rendez[- ]?vous|contact|appel) avec ${PERSON}|\\b(?:besoin|veux|voudrais|souhaite|aimerais) (?:d'aide|l'aide|l'avis) d(?:e |')${SOMEBODY}`,
      ),
      /\by a[- ]t[- ]il (?:un humain|quelqu'un|une (?:vraie )?personne) (?:derriere|ici|la|chez vous|au)\b/,
      new RegExp(`\\b(?:y a|y'a|il y a|il n'y a|n'y a|y aurait|aurait)(?:[- ]t[- ]il)? pas ${SOMEBODY}`),
      new RegExp(
        `\\b(?:expliquer|exposer|raconter|montrer|soumettre|presenter|confier|demander)(?: \\S+){0,4}? a ${SOMEBODY}`,
      ),
      /\bqu'on (?:me|nous) (?:rappelle|appelle|recontacte|contacte)\b/,
      /\b(?:pouvez[- ]vous|vous pouvez|peux[- ]tu|tu peux|pourriez[- ]vous|merci de) (?:m'|me |nous )(?:appeler|rappeler|contacter|recontacter|telephoner)\b/,
      /\b(?:contacter|appeler|joindre) (?:la )?(?:hotline|fabrique)\b/,
      /^(?:un |parler (?:a |avec ))?(?:humain|expert|conseiller|quelqu'un)(?: svp| s'il vous plait)?\W*$/,
      /\bquelqu'?un (?:peut|pourrait|peux)(?:[- ]il)? (?:m'|nous |me )(?:aider|rappeler|appeler|repondre|accompagner|relire)/,
      /(?<!\b(?:puis-je|peut-on|je peux|on peut) )\b(?:relire|relecture de) (?:mon|notre|ma) (?:memoire|dossier|offre|reponse|candidature)\b/,
      /\b(?:pouvez[- ]vous|vous pouvez|peux[- ]tu|tu peux|m'aider a|nous aider a|me|nous) corriger (?:mon|notre|ma) (?:memoire|dossier|offre|reponse|candidature)\b/,
      /\bpas (?:a )?un (?:robot|bot)\b|\bmarre (?:de ce|du) (?:robot|bot)\b/,
    ],
    unless: new RegExp(
      `\\bc'est quoi\\b|\\bquand\\b.{0,20}\\bdoit\\b|\\b(?:faut[- ]il|dois[- ]je|doit[- ]on|devons[- ]nous|ai[- ]je besoin|a[- ]t[- ]on besoin|avons[- ]nous besoin|obligatoire|obliges?)\\b|${ROBOT_OR_NOT.source}`,
    ),
  },
  {
    intent: 'alerts',
    any: [
      /\b(?:inscri|abonn|ajout)\w*[- ](?:moi|nous) (?:aux|a des|pour les|dans les)? ?alertes?\b/,
      /\b(?:alertez|prevenez|avertissez|informez|previens|alerte)[- ](?:moi|nous)\b/,
      new RegExp(
        `${WISH} (?:recevoir|activer|creer|mettre en place|m'abonner|s'abonner|nous abonner).{0,30}\\b(?:alertes?|notifications?)\\b`,
      ),
      new RegExp(`${WISH} avoir (?:des |les |vos |mes |une? |nos )?(?:alertes?|notifications?)\\b`),
      new RegExp(
        `(?:${WISH} |^)recevoir (?:(?:par|chaque) \\S+ )?(?:tou(?:te)?s )?(?:les |des |vos |de |d')?(?:nouve\\w+ |prochain\\w+ |bon\\w+ )?(?:opportunites|marches|appels d'offres)\\b`,
      ),
      new RegExp(
        `${WISH} etre (?:alerte|prevenu|averti|informe)e?s?\\b.{0,30}\\b(?:alertes?|opportunites|marches|appels d'offres)\\b`,
      ),
      /^(?:m'abonner|s'abonner|nous abonner|abonne[zr][- ](?:moi|nous)) (?:aux|a|a vos|a des) (?:alertes?|notifications?|opportunites)\b/,
      /\b(?:arret\w*|stop\w*|pause|suspend\w*|desactiv\w*|desabonn\w*|coup\w*|(?:veux|souhaite|voulons) plus|modifi\w*|chang\w*|regl\w*|activ\w*|parametr\w*)\b.{0,25}\b(?<!\bune )(?:alertes?|notifications?)\b/,
      /\b(?:mes|vos|les|ces|nos) (?:alertes|notifications)\b.{0,20}\b(?:pause|stop|arret\w*|suspend\w*|desactiv\w*)|\btrop (?:d'alertes|de notifications)\b/,
      /\b(?:m'envoyer|nous envoyer|envoye[zr]?[- ](?:moi|nous)|vous m'envoyez) (?:tou\w+ )?(?:les |des |vos |de |d'|trop de )?(?:\w+ )?(?:alertes?|opportunites|marches|appels d'offres|annonces)\b/,
      new RegExp(
        `(?:${WISH} |^)(?:me|nous) (?:prevenir|avertir|alerter|informer) (?:quand|si|lorsqu|des qu|de|des|d').{0,40}\\b(?:marches?|opportunites|appels? d'offres)\\b`,
      ),
      new RegExp(`${WISH} (?:m'|nous |s')abonner\\W*$`),
      /^(?:alertes? (?:sur |pour |des |de |d')?(?:les )?(?:marches|appels d'offres)\b|(?:me |nous |je me )?desabonn\w*\W*$)/,
      /\bpourquoi (?:est-ce que )?(?:je recois|ai-je recu|j'ai recu|on recoit|nous recevons) (?:cette|cet|ce|ces|l') ?(?:alertes?|notifications?|opportunites?|annonces?|(?:messages?|e-?mails?|marches?)(?! (?:de|du|d'|qui|me|m')))\b/,
      /^(?:mes |nos |les )?alertes?\W*$/,
    ],
    unless: new RegExp(`${ELSEWHERE.source}|\\bquel(?:le)?s? (?:plateforme|portail|site)s?\\b`),
  },
  {
    intent: 'referencing',
    any: [
      /\b(?:je|on|nous) (?:me|se|nous) (?:fais|fait|faire|faisons) referencer\b/,
      new RegExp(
        `(?:${WISH} |^)(?:m'|nous |me |s'|se |vous )(?:faire )?(?:inscrire|referencer|enregistrer)\\b(?! (?:mon|ma|mes|le|la|les|un|une)\\b)`,
      ),
      new RegExp(
        `(?:${WISH} |^)(?:inscrire|referencer|faire referencer|enregistrer) (?:mon|ma|notre|l'|une?) ?(?:entreprise|societe|association|asso|structure|cooperative|scop|scic|esat|boite|atelier|etablissement)\\b`,
      ),
      new RegExp(
        `${WISH} (?:(?:m'|nous |me |s'|se )?(?:etre referencee?s?|etre inscrite?s?|rejoindre (?:la fabrique|la plateforme|le programme|votre)|creer (?:un|mon|notre) (?:compte|profil|fiche)|adherer|devenir (?:membre|adherente?)|ouvrir un compte))`,
      ),
      new RegExp(
        `(?:${WISH} |^)(?:postuler|candidater|participer|m'inscrire|nous inscrire|entrer|rejoindre|integrer|faire partie).{0,30}\\b(?:session|entrainement|formation (?:de|a) la fabrique|programme|promo(?:tion)?|accompagnement|fabrique)\\b`,
      ),
      new RegExp(
        `(?:${WISH} |^)(?:postuler|candidater|m'inscrire|nous inscrire) (?:a|pour|aux) (?:la |l'|votre |vos |cette |ces )?(?:prochaine )?(?:formation|atelier)s?\\b`,
      ),
      /^(?:m'|s'|nous )?(?:inscription|inscrire|inscrivez[- ](?:moi|nous)|referencement|referencez[- ](?:moi|nous)|je m'inscris|on s'inscrit)(?: (?:a |sur |de |svp|plateforme|fabrique|la|mon|entreprise)*)?\W*$/,
    ],
    unless: new RegExp(`${ASKS_ABOUT.source}|${ELSEWHERE.source}|${OTHER_REGISTERS.source}`),
  },
  {
    intent: 'referencing',
    any: [
      /\b(?:chang|modifi|corrig|mettre a jour|mettez a jour|actualis)\w* (?:mon|ma|mes|notre|nos) (?:telephone|numero|adresse|mail|e-?mail|siret|fiche|profil|contact|coordonnees|activite)\b/,
      /\b(?:chang|modifi|corrig|mettre a jour|mettez a jour|actualis)\w* .{0,25}\b(?:ma|mon|notre) (?:fiche|profil|compte)\b/,
    ],
    // A company that moves or changes its number during a contract asks what to do, not to edit its file.
    unless: new RegExp(
      `${ASKS_ABOUT.source}|${ELSEWHERE.source}|${WITH_A_BUYER.source}|\\b(?:marche|avenant|titulaire|contrat|chantier|offre)\\b`,
    ),
  },
  {
    intent: 'help',
    any: [
      /^(?:[^\p{L}\p{N}]*(?:aide|help|menu|start)[^\p{L}\p{N}]*|[^\p{L}\p{N}?]*\?[^\p{L}\p{N}]*)$/u,
      /^\W*(?:bonjour|bonsoir|salut|hello|coucou|bjr|slt|hey)(?: (?:a (?:tous|vous)|la hotline|hotline|monsieur|madame|l'equipe))?\W*$/,
      new RegExp(
        `^\\W*(?:${THANKS})(?:\\W+(?:${THANKS}|beaucoup|bcp|bien|a vous|pour (?:tout|votre (?:aide|reponse))|c'est (?:clair|parfait)))*\\W*$`,
      ),
      new RegExp(
        `^\\W*${GREETING}(?:que (?:sais|peux)[- ]tu faire|(?:tu|vous) (?:sais|savez|peux|pouvez|fais|faites) (?:faire )?quoi|que (?:pouvez|savez|faites)[- ]vous(?: faire)?(?: pour (?:moi|nous))?|a quoi (?:sers[- ]tu|servez[- ]vous|tu sers|vous servez)|(?:tu sers|vous servez) a quoi|(?:c'est|cest) quoi (?:cette|ce) (?:hotline|site|chat|assistant|outil|service)|comment (?:vous |t'|te |l')utiliser|(?:j'ai )?besoin d'aide|au secours|help me|(?:vous pouvez|pouvez[- ]vous|tu peux|peux[- ]tu) (?:m'|nous )aider|qui (?:es[- ]tu|etes[- ]vous)|tu es qui|vous etes qui|comment (?:tu|vous|ca) (?:marche|marches|marchez|fonctionne|fonctionnes|t'utiliser)(?: ici)?|a quoi sert (?:cette|ce) (?:hotline|site|chat|assistant|outil|service)|(?:comment )?ca va)\\W*$`,
      ),
      ROBOT_OR_NOT,
      MISUNDERSTOOD,
    ],
  },
];

/** The intent of a message, or undefined for a question. Only clear wishes count: a doubt is a question. */
export function detectIntent(text: string): Intent | undefined {
  // A wish fits in a short message; a long one is a question told with its story.
  const folded = fold(text).replace(/\s+/g, ' ').trim();
  if (folded.length > 400) return undefined;
  const wished = wishIn(folded);
  if (wished) return wished === 'referencing' && asksAsTheyAre(text) ? undefined : wished;
  return wishesForPerson(folded) && !ROBOT_OR_NOT.test(folded) ? 'handoff' : undefined;
}

const wishIn = (folded: string): Intent | undefined =>
  RULES.find(({ any, unless }) => any.some((pattern) => pattern.test(folded)) && !unless?.test(folded))
    ?.intent;

/** Whether a wish to be referenced first wants to know if it may be: it is a question, and the sign-up is offered. */
export const asksWhetherToJoin = (text: string): boolean =>
  wishIn(fold(text).replace(/\s+/g, ' ').trim()) === 'referencing' && asksAsTheyAre(text);

/** Commands that buttons send and that people may type. */
const COMMANDS: ReadonlyMap<string, Intent> = new Map([
  ['expert', 'handoff'],
  ['aide', 'help'],
  ['inscription', 'referencing'],
  ['alertes', 'alerts'],
  ['donnees', 'privacy'],
  ['suivi', 'status'],
]);

/** What a button wishes by its value; undefined for one that is a feature's own. */
export const wishOfButton = (value: string): Intent | undefined => COMMANDS.get(value);

/** What words wish by themselves: a command with its sign, or a clear wish. */
export function wishOfWords(text: string): Intent | undefined {
  const command = /^\s*\/(\p{L}+)\s*$/u.exec(text)?.[1];
  return (command && COMMANDS.get(fold(command))) || detectIntent(text);
}
