import { describe, expect, it } from 'vitest';
import { clauseNamed } from '#src/features/handouts/chat/clause.ts';
import { handoutReply } from '#src/features/handouts/chat/reply.ts';
import { bestNamed, fileWish, formatsAsked, ordersOurDocument } from '#src/features/handouts/rules/asked.ts';
import { SHIPPED_BASE, SHIPPED_HANDOUTS, SHIPPED_MODELS } from '#support/knowledge/shipped-knowledge.ts';

const NOW = Date.parse('2026-11-25T09:00:00Z');
const modelOf = (text: string) => fileWish(text) && bestNamed(text, SHIPPED_MODELS)?.id;
const clauseFor = (text: string) => fileWish(text) && clauseNamed(text, SHIPPED_BASE)?.id.split('/')[1];

describe('What asks for a document', () => {
  it.each([
    ['un modèle de lettre pour demander les motifs du rejet', 'lettre-motifs-rejet'],
    ['Bonjour, je voudrais une lettre pour connaître les raisons du rejet', 'lettre-motifs-rejet'],
    ['je voudrais un courrier pour demander les raisons du rejet', 'lettre-motifs-rejet'],
    ['la liste des pièces pour ma candidature', 'candidature'],
    ['Pouvez-vous me donner la liste des documents à fournir ?', 'candidature'],
    ['il me faut la liste des papiers pour répondre', 'candidature'],
    ['fais-moi un rétroplanning, ça ferme le 18 décembre à 12h', 'retroplanning'],
    ['Prépare-moi un retro-planning', 'retroplanning'],
    ['une trame de mémoire technique', 'memoire-technique'],
    ['avez-vous un modèle de mémoire technique ?', 'memoire-technique'],
    ['tu peux me faire un squelette de mémoire technique pour du nettoyage ?', 'memoire-technique'],
    ['rédige une lettre de relance pour une facture impayée', 'lettre-retard-paiement'],
    ['un courrier pour un retard de paiement', 'lettre-retard-paiement'],
    ['un courrier pour un retard de paiement, avec les intérêts', 'lettre-retard-paiement'],
    ['rédigez-moi le courrier complet pour contester ces pénalités', 'lettre-penalites-retard'],
    [
      'je voudrais une lettre contre les pénalités de retard, leur portail était fermé',
      'lettre-penalites-retard',
    ],
    [
      'Pouvez-vous m’écrire un modèle de lettre pour demander le paiement direct de 22 000 € au département ?',
      'lettre-paiement-direct',
    ],
    ['je voudrais le texte de la lettre de demande de paiement direct', 'lettre-paiement-direct'],
    ['un courrier pour que la mairie me paie directement, je suis sous-traitant', 'lettre-paiement-direct'],
    ['écris moi la lettre pr etre payé directement par la ville', 'lettre-paiement-direct'],
    ['la check-list pour un accord de groupement', 'groupement'],
    ['j’ai besoin d’une convention de groupement', 'groupement'],
    ['avez-vous un modèle de lettre pour les entreprises non retenues ?', 'lettre-candidats-non-retenus'],
    ['fais-moi le courrier aux candidats évincés de notre consultation', 'lettre-candidats-non-retenus'],
    ['la lettre de l’acheteur aux entreprises non retenues', 'lettre-candidats-non-retenus'],
    ['je veux une lettre pour demander les motifs, mon offre n’est pas retenue', 'lettre-motifs-rejet'],
    ['écris-moi le message pour demander la visite', 'message-visite'],
    ['un courrier pour avoir une autre date de visite', 'message-visite'],
    ['as-tu un modèle de lettre pour les travaux en plus du muret ?', 'lettre-travail-en-plus'],
    ['une lettre pour demander un avenant à la mairie', 'lettre-travail-en-plus'],
  ])('« %s » → %s', (text, model) => {
    expect(modelOf(text)).toBe(model);
  });

  it.each([
    ['une clause d’insertion pour un marché de nettoyage à 300 k€', 'insertion-heures'],
    ['clause sociale pour mon marché de travaux, 2 M€', 'insertion-heures'],
    ['rédigez-moi une clause environnementale pour un marché de nettoyage', 'environnement-nettoyage'],
    [
      'rédigez-moi une clause environnementale pour un marché de fournitures de bureau',
      'critere-environnemental',
    ],
    ['je cherche une clause verte pour la restauration scolaire', 'environnement-restauration'],
    ['donnez-moi une clause pour confier une part à un ESAT', 'part-esat'],
    ['une clause d’insertion par sous-traitance', 'insertion-sous-traitance'],
    ['un lot réservé aux structures d’insertion pour le marché de tonte', 'lot-reserve-insertion'],
    ['un lot réservé ESS', 'lot-reserve-ess'],
    ['écris une close egalité femmes hommes', 'egalite-non-discrimination'],
    ['un critère d’insertion', 'critere-insertion'],
    ['une clause de pénalités', 'penalites-et-suivi'],
  ])('« %s » → clause %s', (text, clause) => {
    expect(clauseFor(text)).toBe(clause);
  });
});

describe('What looks like it, and asks to be told', () => {
  it.each([
    'qu’est-ce qu’une clause d’insertion ?',
    'c’est quoi une clause d’insertion',
    'que contient un mémoire technique ?',
    'Que doit contenir un mémoire technique',
    'comment rédiger une clause sociale ?',
    'comment faire un rétroplanning ?',
    'la clause d’insertion est-elle obligatoire ?',
    'une clause d’insertion est obligatoire au-dessus de quel montant',
    'la clause en heures d’insertion ça sert à quoi',
    'la clause en heure dinsertion ca ser a koi',
    'Puis-je refuser la clause d’insertion ?',
    'Dois-je joindre la liste des pièces à ma candidature ?',
    'Quelles pièces dois-je joindre à ma candidature ?',
    'Quels papiers fournir pour candidater ?',
    'l’acheteur m’impose une convention de groupement, c’est normal ?',
    'la mairie nous demande un rétroplanning dans l’offre',
    'je voudrais savoir ce que contient un mémoire technique',
    'expliquez-moi la clause sociale',
    'une lettre de rejet doit-elle donner les motifs ?',
    'L’acheteur doit-il me donner les motifs du rejet ?',
    'la lettre de rejet ne donne pas les motifs, que faire ?',
    'je veux comprendre les motifs du rejet',
    'mon mémoire technique vient d’être refusé',
    'combien de pages doit faire un mémoire technique ?',
    'la mairie me paie en retard, ai-je droit à des intérêts ?',
    'un mémoire technique est-il obligatoire ?',
    'faut-il une convention de groupement ?',
    'quel poids donner au critère environnemental ?',
    'le critère environnemental est-il obligatoire',
    'un modèle de mail pour ma candidature à un poste de secrétaire',
    'ecris un petit poème pour les soixante ans de ma mère',
    'quel modèle de mémoire technique choisir ?',
  ])('« %s » stays a question', async (text) => {
    expect(await handoutReply(SHIPPED_HANDOUTS, text, { now: NOW })).toBeUndefined();
  });

  it('leaves a story alone, whatever document it names', () => {
    const story = `Je voudrais une lettre pour les motifs du rejet. ${'Voici ce qui est arrivé. '.repeat(20)}`;
    expect(fileWish(story)).toBeUndefined();
  });
});

it('reads the format asked for', () => {
  expect(formatsAsked('la liste des pièces en PDF')).toEqual(['pdf']);
  expect(formatsAsked('un rétroplanning pour mon agenda')).toEqual(['ics']);
  expect(formatsAsked('un modèle Word de mémoire')).toEqual(['docx']);
  expect(formatsAsked('un rétroplanning')).toBeUndefined();
});

describe('What orders a document of ours, in the middle of a form', () => {
  it.each([
    'fais-moi un rétroplanning, ça ferme vendredi à midi',
    'fais moi une checklist',
    'la liste des pièces pour ma candidature',
    'je voudrais une trame de mémoire technique',
  ])('« %s » is no answer to the form', (text) => expect(ordersOurDocument(text)).toBe(true));

  it.each([
    'on fait du nettoyage de bureaux',
    'faire le ménage dans les écoles',
    'rédiger des lettres et des courriers',
    'relire mon mémoire technique',
    'Atelier du Modèle',
    'c’est quoi un rétroplanning ?',
  ])('« %s » may be one', (text) => expect(ordersOurDocument(text)).toBe(false));
});
