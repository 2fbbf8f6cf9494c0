import { describe, expect, it } from 'vitest';
import { saveDraft } from '#src/company/store/drafts.ts';
import { lockConversation } from '#src/conversation/store/conversations.ts';
import { Talk } from '#support/world/talk/talk.ts';

const ASKED = 'vous pouvez me rappeler demain apres 15h ? avant jsuis en service';
const NOW = Date.UTC(2026, 10, 24, 9);

/** Somebody whose form holds a telephone, or none. */
async function started(phone: string | undefined): Promise<Talk> {
  const talk = await Talk.start(undefined, NOW, { [ASKED]: 'expert.call-back' });
  await talk.db.tx(async (tx) => {
    const conversation = await lockConversation(tx, talk.id);
    if (!conversation?.personId) throw new Error('nobody speaks');
    const answers = phone ? { phone: { value: phone, origin: 'declared' } } : {};
    const draft = { phase: { at: 'paused' }, answers, skipped: [], trail: [] };
    await saveDraft(tx, { personId: conversation.personId, draft, conversationId: talk.id, now: NOW });
  });
  return talk;
}
const said = (told: Awaited<ReturnType<Talk['tell']>>) => told.map(({ text }) => text).join('\n');

describe('Who would rather be called', () => {
  it('is offered the number that they gave to the form, and says yes to it', async () => {
    await using talk = await started('+33612345678');
    const opened = await talk.tell(ASKED);
    expect(said(opened)).toContain('Moment noté : demain apres 15h');
    expect(said(opened)).toContain('Au 06 12 34 56 78, le numéro que vous avez donné pour votre fiche ?');
    expect(opened.flatMap(({ buttons }) => buttons).map(({ label }) => label)).toContain('Oui, à ce numéro');
    expect(said(await talk.tell('oui'))).toContain('Numéro noté : 06 12 34 56 78');
  });

  it('hears no hour that contradicts the moment they said', async () => {
    await using talk = await started('+33612345678');
    const opened = said(await talk.tell(ASKED));
    expect(opened).not.toContain('Réponse attendue');
    expect(opened).toContain('c’est le moment que vous dites qui compte');
  });

  it('may say another number, or no', async () => {
    await using talk = await started('+33612345678');
    await talk.tell(ASKED);
    expect(said(await talk.tell('non, plutôt le 07 11 22 33 44'))).toContain('Numéro noté : 07 11 22 33 44');
    await using other = await started('+33612345678');
    await other.tell(ASKED);
    const refused = said(await other.tell('non'));
    expect(refused).toContain('À quel numéro');
    expect(refused).not.toContain('pour votre fiche');
  });

  it('is asked for a number where none is known', async () => {
    await using talk = await started(undefined);
    expect(said(await talk.tell(ASKED))).toContain('Et à quel numéro ?');
  });
});
