/** French sentences for requests that a rule decides, whatever the pages say. */

/** Why a request is refused, and what to do instead. */
export const declined = {
  invention:
    'Je ne peux pas aider à inventer une référence, un label ou un chiffre : une fausse déclaration peut coûter le marché et une condamnation. Des références modestes mais vraies, privées ou en sous-traitance, peuvent suffire : dites-moi ce que vous avez déjà fait.',
  cheating:
    'Je ne peux pas aider à cela : cela trompe l’acheteur ou fausse la concurrence, et peut coûter le marché et une condamnation. Dites-moi la difficulté que vous cherchez à régler : il y a souvent un chemin permis, et un expert peut le chercher avec vous.',
  perhapsCheating:
    'Je ne suis pas sûr de bien comprendre. Si l’idée est de tromper l’acheteur ou de fausser la concurrence, je ne peux pas aider. Si vous voulez savoir ce qui est permis, redites-le en une phrase : « ai-je le droit de… ».',
  stolenOffer:
    'Je ne peux pas aider à obtenir l’offre d’un concurrent par un chemin détourné : cela peut vous faire exclure du marché. Je peux vous dire quels documents d’un marché signé sont communicables, et comment les demander.',
  representation:
    'Je ne peux pas vous représenter ni vous défendre : seul un avocat le peut. Les délais de recours sont souvent très courts, appelez-en un dès aujourd’hui.',
  criminal:
    'Je ne peux pas vous conseiller sur une enquête ou une affaire pénale : ne répondez pas seul, appelez un avocat avant toute audition.',
  prediction:
    'Je ne peux pas prédire si vous serez retenu : cela dépend des autres offres et du choix de l’acheteur. Je peux vous dire comment les offres sont notées, et comment savoir ce qui a manqué à la vôtre.',
  otherLaw:
    'Je ne connais que les règles françaises des marchés, en métropole. Pour un autre pays ou une collectivité d’outre-mer qui a les siennes, adressez-vous à l’acheteur ou à un conseil sur place.',
  injection: 'Je m’en tiens à mon rôle : répondre, avec mes sources, aux questions sur les marchés.',
  abuse:
    'Je comprends que vous soyez en colère, et je suis désolé si je n’ai pas su vous aider. Une personne peut prendre le relais, ou vous pouvez me redire ce qui s’est passé, en une phrase.',
};

/** What no page can hold because it changes outside, and where to look. */
export const outside = {
  rate: 'Je ne connais pas la valeur du jour des taux et des indices : elle change trop souvent. Vous la trouverez à jour sur le site de l’Insee (index et indices) ou de la Banque de France (taux).',
  price:
    'Je ne connais ni les prix du marché, ni les montants d’usage : je préfère ne pas vous donner un chiffre au hasard. Demandez plusieurs devis, ou partez de vos propres coûts.',
  taxRate:
    'Je ne peux pas vous dire quel taux de TVA facturer : il dépend de la prestation et relève du code des impôts. Votre expert-comptable ou le service des impôts des entreprises vous le confirmera.',
  tool: 'Je ne conseille ni logiciel ni application, et je ne connais pas leurs tarifs. Comparez-en plusieurs à l’essai, et regardez où vont vos données.',
  hours:
    'Je ne connais ni les horaires ni les adresses des services d’un acheteur : ils sont sur son site. Pour une consultation en cours, écrivez-lui par son profil d’acheteur.',
  statistics:
    'Je ne tiens pas de statistiques sur les marchés. Chaque acheteur publie les données de ceux qu’il a signés ; beaucoup sont réunies sur data.gouv.fr.',
  tender:
    'Je ne suis pas les marchés d’un acheteur en particulier. Ses annonces sont sur son profil d’acheteur, et les marchés qu’il a signés dans ses données publiées, souvent sur data.gouv.fr.',
  breakdown:
    'Je ne peux pas dépanner une plateforme : adressez-vous à son assistance, indiquée dans ses pages d’aide. Si la date limite approche, prévenez tout de suite l’acheteur et gardez une copie de l’écran.',
};

/** What comes with the general rule when a person should look at the situation. */
export const handedOver = {
  dispute:
    'Je ne peux ni juger un litige, ni dire qui le gagnerait : une personne doit regarder votre situation. Les délais de recours sont souvent très courts : demandez vite à parler à un expert, ou appelez un avocat.',
  brief:
    'Je ne rédige pas d’acte pour le juge : c’est le travail d’un avocat, et les délais sont souvent très courts. Une personne de l’équipe peut vous orienter : demandez à parler à un expert.',
  wholeFile:
    'Je ne rédige pas votre dossier à votre place : l’acheteur veut y lire votre entreprise et vos engagements. Pour une aide sur le vôtre, demandez à parler à un expert.',
  programme:
    'Cette information sur la Fabrique n’est pas publique, à ma connaissance : elle est à confirmer par l’équipe. Demandez à parler à un expert et dites-lui votre question.',
};

/** Between why a person should look at it and the general rule. */
export const meanwhile = 'En attendant, voici ce que je sais.';
