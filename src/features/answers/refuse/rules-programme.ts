import type { Rule } from './rule.ts';
import { handedOver } from './texts.ts';

const OUR_PROGRAMME =
  '(?:la fabrique|fabrique des marches|votre (?:programme|session|promo\\w*|entrainement|accompagnement|plateforme|site|equipe)|vos (?:sessions?|promos?|bureaux|locaux|accompagnes)|la hotline|les canaux)';
const SESSION =
  '(?:(?:la |les |une |de |prochaine |prochaines ){0,3}(?:sessions?|promos?|promotions?)(?: d.entrainement)?)';
const TEAM =
  "(?:(?:la personne|celui|celle) qui [a-z' ]{0,40}(?:fabrique|hotline|referencement)|votre equipe|la fabrique|la hotline|vos bureaux|(?:(?:la |votre )?(?:directrice|directeur|responsable|presidente?|fondat\\w+|salariee?s?) (?:de |d')?(?:la |les |l')?(?:fabrique|canaux|hotline|programme|equipe)))";

/**
 * What is not public of the Fabrique: dates, places and criteria of its sessions, address of its platform, contacts of
 * its team, hours, results since 2025. The team confirms it.
 */
export const PROGRAMME_RULES: readonly Rule[] = [
  {
    rule: 'programme-fact',
    kind: 'answer-and-handoff',
    sentence: handedOver.programme,
    any: [
      new RegExp(
        `\\b(?:prochaines? ${SESSION}|quand.{0,30}(?:commence|demarre|debute|a lieu|est|reprend).{0,15}${SESSION}|(?:dates?|calendrier|planning)(?: exactes?)? (?:de |des |d'|du )${SESSION})\\b`,
      ),
      new RegExp(
        `\\b(?:date limite|jusqu'a quand|quand)\\b.{0,40}\\b${SESSION}\\b.{0,15}(?:$|\\b(?:20\\d\\d|svp|stp)\\b)`,
      ),
      new RegExp(
        `\\b${SESSION}\\b.{0,60}\\b(?:date limite|dates? d'inscription|cloture des (?:inscriptions|candidatures))\\b`,
      ),
      new RegExp(
        `\\b(?:combien|nombre) (?:de |d')(?:places?|entreprises?|structures?|boites?|participants?)\\b.{0,40}\\b${SESSION}\\b`,
      ),
      new RegExp(`\\b(?:places?)\\b.{0,25}\\b(?:restantes?|dispo\\w*|il reste)\\b.{0,30}\\b${SESSION}\\b`),
      new RegExp(
        `\\b(?:criteres?|bareme|notation|comment (?:vous |on |sont )?(?:choisi|selectionn)\\w*)\\b.{0,50}\\b(?:${SESSION}|${OUR_PROGRAMME})\\b`,
      ),
      /\b(?:adresse|url|lien)\b.{0,25}\b(?:plateforme de (?:la fabrique|referencement)|votre (?:plateforme|site)|vos bureaux|vos locaux|site de la fabrique|referencement)\b/,
      new RegExp(
        `\\b(?:mail|e-?mail|telephone|tel|numero|nom|contact|coordonnees|linkedin)\\b.{0,30}\\b(?:de |d'|du |des )?${TEAM}\\b`,
      ),
      /\b(?:horaires?|ouverts?|ouverte|fermee?s?)\b.{0,25}\b(?:la hotline|la fabrique|vos bureaux|vos locaux)\b|\bvous etes (?:ouverts?|fermes?|joignables?)\b/,
      new RegExp(
        `\\b(?:combien|resultats?|bilan|taux de (?:reussite|succes))\\b.{0,50}\\b(?:${SESSION}|la fabrique|vos accompagnes)\\b.{0,40}\\b(?:gagn\\w*|remport\\w*|202[5-9])\\b`,
      ),
    ],
    unless: /\bess 2024\b|\bjeux\b|\b(?:acheteurs?|mairie|profil d'acheteur|consultation|appels? d'offres)\b/,
  },
];
