/** @import { CaseEvent, Start } from './desk-types.js' */

/** Why a message of ours did not arrive. @type {Record<string, string>} */
const LOST = {
  unreachable: 'l’entreprise a bloqué la Hotline ou quitté la conversation',
  rejected: 'la messagerie refuse ce message',
  retry: 'la messagerie ne répond pas depuis trop longtemps',
};

/**
 * A line of a case's history as people read it; undefined for what needs none.
 * @param {CaseEvent} event
 * @param {Start['words']} words
 * @param {(ms: number) => string} moment
 * @returns {string | undefined}
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a sentence for each kind of event
export function eventLine({ type, actor, data }, words, moment) {
  const who = actor?.name ?? 'L’équipe';
  switch (type) {
    case 'opened':
      return `Dossier ouvert : ${words.reasons[String(data.reason)] ?? data.reason}.`;
    case 'claim':
      return `${who} a pris le dossier.`;
    case 'transfer': {
      const to = /** @type {{ name?: string } | undefined} */ (data.to)?.name;
      return to ? `${who} a passé le dossier à ${to}.` : `${who} a remis le dossier dans la file.`;
    }
    case 'return':
      return `${who} a rendu l’entreprise à l’assistant.`;
    case 'close':
      return `${who} a clos le dossier : ${words.ends[String(data.reason)] ?? data.reason}.`;
    case 'company_ended':
      return 'L’entreprise a terminé l’échange.';
    case 'expire':
      return 'Dossier clos, sans nouvelles de l’entreprise.';
    case 'erasure_asked':
      if (data.moment === undefined) return 'La personne a annulé la suppression de ses données.';
      return `La personne a demandé la suppression de ses données : le dossier sera clos et vidé ${data.moment}, sauf si elle l’annule.`;
    case 'erased':
      return 'La personne a fait supprimer ses données : le dossier est clos et vidé.';
    case 'deadline': {
      const at = /** @type {{ at?: number } | undefined} */ (data.deadline)?.at;
      const by = actor ? ` (${actor.name})` : '';
      return at ? `Date limite : ${moment(at)}${by}.` : `Pas de date limite${by}.`;
    }
    case 'escalated':
      return 'L’entreprise attend depuis plus longtemps que promis.';
    case 'undelivered':
      // Told by the platform itself, before anything was lost.
      if (data.messageId === undefined)
        return 'L’entreprise a bloqué la Hotline ou quitté la conversation : elle ne recevra rien.';
      return `Un message n’a pas été remis : ${LOST[String(data.kind)] ?? data.kind}.`;
    case 'corrected':
      return data.deleted ? 'L’entreprise a supprimé un message.' : 'L’entreprise a corrigé un message.';
    case 'rated':
      return data.rating === 'up' ? 'L’entreprise a été aidée.' : 'L’entreprise dit ne pas avoir été aidée.';
    default:
      return undefined;
  }
}

/** What is said beside a message that was not delivered. @param {string} kind */
export const lostLine = (kind) => `Non remis : ${LOST[kind] ?? kind}.`;
