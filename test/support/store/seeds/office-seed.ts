import { addDraft } from '#src/features/expert/store/drafts.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { CountedCases } from './counted-cases.ts';
import { addDeadJob, addDeadLetter } from './dead-work.ts';
import { conversationOf } from './stored-messages.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

/** Weeks before the last one in which nothing happened. */
const QUIET = new Set([3, 7]);

/** Fills a store with three months of cases and questions, quiet weeks among them, and with what staff must see. */
export async function seedOffice(dataDir: string, now: number): Promise<void> {
  const db = await openDatabase(dataDir);
  try {
    const made = new CountedCases(db);
    let number = 0;
    for (let ago = 11; ago >= 0; ago -= 1) {
      if (QUIET.has(ago)) continue;
      const at = now - ago * WEEK - HOUR;
      for (let index = 0; index < 3 + ((ago * 5) % 4); index += 1) {
        number += 1;
        const conversation = await conversationOf(db, `seed-${number}`);
        await made.question(conversation, at, { rating: index % 3 === 0 ? 'down' : 'up' });
        await made.question(conversation, at + 1, { kind: index % 2 === 0 ? 'answer' : 'refusal' });
        if (index % 2 === 0) continue;
        const isOver = ago > 0;
        await made.case(conversation, at + 2, {
          reason: ['asked', 'refused', 'deadline'][number % 3] ?? 'asked',
          firstAnswerMs: (1 + ((ago + index) % 5)) * HOUR * 0.7,
          ...(isOver && {
            closed: { at: at + 3, reason: 'answered', resolvedMs: (4 + ((ago * index) % 9)) * HOUR },
            rating: { value: number % 4 === 0 ? 'down' : 'up', at: at + 3 },
          }),
        });
      }
    }
    const conversation = await conversationOf(db, 'seed-draft');
    const caseId = await made.case(conversation, now - WEEK, { firstAnswerMs: HOUR });
    await db.tx((tx) =>
      addDraft(tx, {
        caseId,
        state: 'to_read',
        now,
        owner: { key: 'web:nadia', name: 'Nadia Benali' },
        words: {
          heading: 'Ai-je droit à une avance ?',
          shortAnswer: 'L’avance est due au-dessus du seuil, si le marché dure plus de deux mois.',
          details: 'Demandez-la à l’acheteur.\n\nVoir avec [personne].',
          references: ['R2191-3'],
        },
      }),
    );
    await addDeadLetter(db, {
      channelKey: 'seed-1',
      text: 'Votre dossier est clos.',
      error: 'bot was blocked by the user',
      now,
    });
    await addDeadJob(db, { kind: 'case-watch', error: 'database is locked', now });
  } finally {
    await db.close();
  }
}
