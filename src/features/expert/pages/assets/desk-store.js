/** @import { Cited } from './desk-types.js' */

/**
 * What an expert was writing in a case. `id` is that under which `sentText` was last sent: the same words sent again
 * keep it, so that a lost answer makes no second message.
 * @typedef {{
 *   reply: string, note: string, mode: 'reply' | 'note', cited: Cited[], at: number, id?: string | undefined,
 *   sentText?: string | undefined,
 * }} Draft
 */

const KEEP_MS = 30 * 86_400_000;

/** @param {string} key */
function read(key) {
  try {
    return parsed(localStorage.getItem(key));
  } catch {
    // A private window without storage: as if nothing was kept.
    return null;
  }
}

/** What was kept; nothing when something else wrote there. @param {string | null} text */
function parsed(text) {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

/** @param {string} key */
function has(key) {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

/**
 * @param {string} key
 * @param {unknown} value undefined removes it
 */
function write(key, value) {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Without storage the page works all the same, until it is reloaded.
  }
}

/** What the desk keeps on this machine, apart for each expert. @param {string} me */
export function openStore(me) {
  const drafts = `desk:${me}:draft:`;
  const draftKey = (/** @type {string} */ caseId) => drafts + caseId;
  const seenKey = `desk:${me}:seen`;
  /** @type {Record<string, number>} */
  const seen = read(seenKey) ?? {};
  const limit = Date.now() - KEEP_MS;
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(drafts) && (read(key)?.at ?? 0) < limit) localStorage.removeItem(key);
  } catch {
    // See above.
  }
  return {
    /** @param {string} caseId @returns {Draft} */
    draft: (caseId) => ({ reply: '', note: '', mode: 'reply', cited: [], at: 0, ...read(draftKey(caseId)) }),
    /** @param {string} caseId @param {Draft} draft */
    saveDraft: (caseId, draft) => {
      const isEmpty = draft.reply === '' && draft.note === '' && draft.cited.length === 0;
      write(draftKey(caseId), isEmpty ? undefined : { ...draft, at: Date.now() });
    },
    /** What was being written goes on in the case that follows. @param {string} from @param {string} to */
    moveDraft: (from, to) => {
      const draft = read(draftKey(from));
      if (!draft || has(draftKey(to))) return;
      write(draftKey(to), { ...draft, mode: 'reply', at: Date.now() });
      write(draftKey(from), undefined);
    },
    /**
     * Another tab changed the draft of a case.
     * @param {(caseId: string, before: Partial<Draft> | null) => void} tell
     */
    onDraftElsewhere: (tell) =>
      window.addEventListener('storage', ({ key, oldValue }) => {
        if (key?.startsWith(drafts)) tell(key.slice(drafts.length), parsed(oldValue));
      }),
    /** @param {string} caseId */
    hasDraft: (caseId) => has(draftKey(caseId)),
    /** The last change of a case that was on the screen. @param {string} caseId */
    seenAt: (caseId) => seen[caseId],
    /** @param {string} caseId @param {number} at */
    markSeen: (caseId, at) => {
      seen[caseId] = at;
      const kept = Object.entries(seen).filter(([, when]) => when > limit);
      write(seenKey, Object.fromEntries(kept));
    },
    /** Whether one letter alone does something. */
    singleKeys: () => read('desk:keys') !== false,
    /** @param {boolean} on */
    saveSingleKeys: (on) => write('desk:keys', on),
  };
}

/** @typedef {ReturnType<typeof openStore>} Store */

/** An id that no other page makes. `crypto.randomUUID` is missing over plain http. */
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
