/** Public bodies, as people name their own; a source of expressions on folded text. */
const BODY =
  "(?:mairie|commune|ville|village|collectivite|communaute (?:de communes|urbaine|d'agglomeration)|comcom|com'?com|intercommunalite|interco|epci|agglo\\w{0,10}|departement|conseil (?:departemental|regional|municipal)|region|metropole|syndicat (?:mixte|intercommunal|des eaux|d'energie|de dechets)|sivom|sivu|ccas|ehpad|hopital|centre hospitalier|lycee|college|universite|rectorat|prefecture|ministere|office public|etablissement public|collectivite territoriale)";
/** What somebody is who works for one of them, whatever they do there. */
const POST =
  '(?:agente?s?|secretaire|assistante?|employee?|fonctionnaire|directeur|directrice|dgs|dga|dst|daf|elue?|maire|presidente?|vice-?presidente?|responsable|gestionnaire|intendante?|econome|chargee?|cheff?e?|redacteur|redactrice|juriste|technicien(?:ne)?|stagiaire|alternante?)';
/** What may stand between the post and the body: « agente administrative contractuelle », « chargée de mission achats ». */
const OF_POST = '(?: (?!(?:pour|avec|chez)\\b)[a-z-]{2,15}){0,4}?';
const OF = "(?:d'une?|de l'|de la|du|de notre|de|dans l'|dans une?|dans la|a l'|a la|au|en)";
const SMALL = '(?:toute )?(?:petite? |tres petite? |grande? |grosse? )?';

/** « je suis la seule agente administrative d'une petite communauté de communes » */
const HOLDS_POST = new RegExp(
  `\\b(?:je suis|moi,? (?:je suis )?|en tant que?|j'etais|on m'a nommee?) (?:ici )?(?:la |le |l'|une? )?(?:seule? |nouvelle? |nouveau |simple )?${POST}${OF_POST} ${OF} ?${SMALL}${BODY}\\b`,
);
/** « DGS d'une commune de 3 000 habitants, … », at the head of a message. */
const HEADS = new RegExp(
  `^(?:bonjour,? |slt,? |salut,? )?(?:dgs|dst|daf|secretaire|agente? administrati(?:f|ve)|chargee?|gestionnaire|intendante?|directrice|directeur|juriste|acheteu(?:r|se))${OF_POST} ${OF} ?${SMALL}${BODY}\\b[^,.?!]{0,30}[,.]`,
);
/** « je travaille à la mairie », « je bosse en collectivité »; who works for one, or with it, may sell to it. */
const WORKS_THERE = new RegExp(
  `\\bje (?:travaille|bosse|suis employee?) (?:a l'|a la|au|dans une?|en|au service \\w{2,15} (?:de la|du|d'une?)) ?${SMALL}(?:mairie|communaute de communes|collectivite|agglo\\w{0,10}|metropole|departement|conseil (?:departemental|regional)|ccas|prefecture|ministere|intercommunalite)\\b`,
);
/** « nous sommes une petite communauté de communes », « on est un Ehpad public » */
const IS_ONE = new RegExp(
  `\\b(?:nous sommes|on est|je suis|ici c'est) (?:bien )?(?:la |une |le |un |l')${SMALL}${BODY}(?! (?:qui|de qui))\\b`,
);
/** « je suis du côté de l'acheteur », « c'est nous qui passons le marché » */
const ON_THAT_SIDE =
  /\bdu cote (?:de l'acheteu(?:r|se)|acheteu(?:r|se))\b(?! (?:demand|dit|exig|refus|impos|veu))|\bc'est (?:bien )?(?:moi|nous) (?:l'acheteu(?:r|se)|qui (?:pass|lanc|publi|attribu)(?:e|ons)\b)|\bc'est (?:bien )?nous,? l'acheteu(?:r|se)\b/;

const CONSULTATION =
  "(?:(?:une?|le|la|notre|mon|ma|ce|cette|nos|les|des|un nouveau|l') ?)(?:marches?|consultations?|appels? d'offres|accords?-cadres?|mapa|dce|cctp|ccap|avis de marche)";
const WILL =
  '(?:dois|doit|devons|veux|veut|voulons|souhaite|souhaitons|vais|va|allons|compte|comptons|voudrais|voudrait|aimerais|aimerions)';
const BUYS = '(?:re)?(?:lancer|publier|passer|rediger|renouveler|refaire|attribuer|notifier|monter)';
const BOUGHT =
  '(?:re)?(?:lance|publie|passe|redige|attribue|notifie|renouvele|monte)e?s?(?! (?:a cote|a autrui))';
/** « je dois relancer le marché des repas », « le marché que nous venons d'attribuer », « nous avons publié une consultation » */
const RUNS_CONSULTATION = new RegExp(
  `\\b(?:je|on|nous) ${WILL} (?:bientot |donc |aussi |d'abord )?${BUYS} ${CONSULTATION}\\b|\\b(?:que|qu') ?(?:je viens|nous venons|on vient) (?:d'|de )${BUYS}\\b|\\b(?:j'ai|nous avons|on a) (?:deja |bien )?${BOUGHT} ${CONSULTATION}\\b|\\b(?:marche|consultation|lot) (?:que j'ai|que nous avons|qu'on a) ${BOUGHT}\\b`,
);
/** « une entreprise évincée nous menace », « le candidat non retenu demande des explications »: whom they speak of is not they. */
const OF_LOSERS =
  /\b(?:une?|l'|le|la|cette|ce|un des|les|des|trois|deux) ?(?:entreprises?|candidats?|candidates?|societes?|boites?|soumissionnaires?) (?:qui (?:a|ont) ete )?(?:evince|ecarte|non retenu|pas retenu|rejete|perdant|battu)e?s? (?:nous |me |m'|qui |n'est pas |ne )?(?:exige|demande|reclame|menace|conteste|saisi|attaque|veu|proteste|ecri|pose|trouve|se plain|a (?:saisi|ecrit|depose|attaque))/;
/** « mes élus », « notre conseil communautaire », « notre commission d'appel d'offres » */
const OWN_BODIES =
  /\b(?:mes|nos) (?:elus|administres|conseillers municipaux)\b|\b(?:notre|mon) (?:conseil (?:municipal|communautaire|syndical|departemental|d'administration du ccas)|(?:commission d'appel d'offres|cao)\b(?! (?:a|nous))|dgs\b|president de (?:communaute|l'agglo))/;

/** What a buyer is, or says to be, in a folded message. */
const SAYS = [HOLDS_POST, HEADS, WORKS_THERE, IS_ONE, ON_THAT_SIDE];
/** What only a buyer does, or has. */
const DOES = [RUNS_CONSULTATION, OF_LOSERS, OWN_BODIES];

/** Whether a folded message says that its author works for a public buyer, or is one. */
export const isBuyerSaid = (text: string): boolean => SAYS.some((pattern) => pattern.test(text));

/** Whether a folded message tells what only a buyer does, or has. */
export const doesAsBuyer = (text: string): boolean => DOES.some((pattern) => pattern.test(text));
