import { describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { converse } from '#src/commands/ask/ask.ts';
import type { OpenedBase } from '#src/commands/ask/open-base.ts';
import { SHIPPED_HANDOUTS } from '#support/knowledge/shipped-knowledge.ts';
import { learntAs } from '#support/store/read-here.ts';

/** What is asked here is no question: nothing of the index is read. */
const nothing = new Proxy({}, { get: () => () => Promise.reject(new Error('this is no question')) });
const openedWith = (acts: Readonly<Record<string, string>>): OpenedBase => ({
  base: nothing as OpenedBase['base'],
  retriever: nothing as OpenedBase['retriever'],
  answerer: nothing as OpenedBase['answerer'],
  handouts: SHIPPED_HANDOUTS,
  learnt: async (text) => {
    const act = acts[text];
    return act === undefined ? [] : learntAs(act);
  },
});
const reply = (text: string, act?: string) =>
  converse(openedWith(act ? { [text]: act } : {}), [text], '2026-11-24');

describe('What is asked on the command line, by what was learnt', () => {
  it.each([
    ['expert.ask', 'handoff'],
    ['expert.call-back', 'handoff'],
    ['expert.take-back', 'handoff'],
    ['needs-human', 'handoff'],
    ['appointment.book', 'handoff'],
    ['appointment.move', 'handoff'],
    ['complaint', 'handoff'],
    ['distress', 'handoff'],
    ['expert.status', 'status'],
    ['training.ask-status', 'status'],
    ['referencing.start', 'referencing'],
    ['referencing.resume', 'referencing'],
    ['referencing.show', 'referencing'],
    ['referencing.update', 'referencing'],
    ['referencing.leave', 'referencing'],
    ['training.apply', 'referencing'],
    ['alerts.start', 'alerts'],
    ['alerts.tune', 'alerts'],
    ['alerts.stop', 'alerts'],
    ['privacy.erase', 'privacy'],
    ['privacy.export', 'privacy'],
    ['privacy.consent', 'privacy'],
    ['greeting', 'help'],
    ['help', 'help'],
    ['identity', 'help'],
    ['thanks', 'help'],
    ['goodbye-or-ok', 'help'],
    ['link.channels', 'help'],
  ])('« %s » is of the kind « %s »', async (act, kind) => {
    const { kind: said, blocks } = await reply('ce qu’on veut', act);
    expect(said).toBe(kind);
    expect(plainText(blocks)).not.toBe('');
    expect(plainText(blocks)).not.toContain('Je garde votre demande');
  });

  it('is a document, or which one', async () => {
    const which = await reply('pondez-moi un papier officiel', 'handout.get');
    expect(plainText(which.blocks)).toContain('Lequel voulez-vous ?');
    const given = await reply('check list candidature svp', 'handout.get');
    expect(given.files?.length).toBeGreaterThan(0);
    const wanted = 'pondez-moi un papier officiel';
    const opened = openedWith({ [wanted]: 'handout.get' });
    const chosen = await converse(opened, [wanted, 'la lettre pour un paiement en retard'], '2026-11-24');
    expect(chosen.pending?.model).toBe('lettre-retard-paiement');
  });

  it('is a question where it was learnt to be one, and where nothing was learnt', async () => {
    await expect(reply('la lettre de rejet doit-elle donner les motifs ?', 'question')).rejects.toThrow();
    await expect(reply('ai-je droit à une avance ?')).rejects.toThrow();
  });

  it('is what exact words say, whatever is learnt', async () => {
    expect((await reply('je veux parler à un humain')).kind).toBe('handoff');
    expect((await reply('merci')).kind).toBe('help');
  });

  it('is the number to call, to words about dying', async () => {
    const { kind, blocks } = await reply('je veux mourir', 'question');
    expect(kind).toBe('handoff');
    expect(plainText(blocks)).toContain('3114');
  });
});
