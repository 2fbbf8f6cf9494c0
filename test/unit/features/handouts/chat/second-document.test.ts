import { describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import type { HandoutReply } from '#src/features/handouts/chat/pending.ts';
import { handoutReply } from '#src/features/handouts/chat/reply.ts';
import { givenBy } from '#src/features/handouts/chat/together.ts';
import { SHIPPED_HANDOUTS } from '#support/knowledge/shipped-knowledge.ts';
import { featuresOn } from '#support/store/read-here.ts';
import { Talk } from '#support/world/talk/talk.ts';

const NOW = Date.parse('2026-11-25T09:00:00Z');
const LOSERS = 'lettre-candidats-non-retenus';
const WINNER = 'lettre-notification-marche';
const LATE = 'lettre-retard-paiement';

const given = (reply: HandoutReply | undefined) => reply?.gives ?? (reply ? givenBy(reply) : []);
const wordsOf = (reply: HandoutReply | undefined) =>
  plainText(reply?.blocks ?? []).replace(/[\u00A0\u202F]/g, ' ');

/** What each message in turn is answered, as those are that are wanted, unless `by` says otherwise. */
async function replyTo(
  texts: readonly string[],
  by: { isWanted?: boolean; isFix?: boolean } = { isWanted: true },
) {
  let reply: HandoutReply | undefined;
  let last: ReturnType<typeof given> = [];
  for (const [at, text] of texts.entries()) {
    const [now, ...earlier] = last;
    const how = at === 0 ? { isWanted: true } : by;
    reply = await handoutReply(SHIPPED_HANDOUTS, text, {
      now: NOW,
      pending: reply?.pending,
      given: now,
      earlier,
      ...how,
    });
    last = [...given(reply).toReversed(), ...last];
  }
  return reply;
}
const modelsOf = (reply: HandoutReply | undefined) => given(reply).map(({ model }) => model);

describe('A second document', () => {
  const BUYER = 'je suis acheteuse, fais-moi la lettre de notification';
  it.each([
    'et la lettre pour les perdants',
    'et celle pour les perdants',
    'et celle pour les entreprises non retenues',
  ])('is the one that its words name, of the side that was told: « %s »', async (text) => {
    expect(modelsOf(await replyTo([BUYER, text]))).toEqual([LOSERS]);
  });

  const REJECT = 'je suis la mairie, la lettre de rejet pour les perdants du marché de nettoyage des écoles';
  it('is given with the first one made again', async () => {
    const again =
      'c’est une procédure adaptée, refaites la. et la lettre d’attribution pour Transports Reynaud aussi';
    expect(modelsOf(await replyTo([REJECT, again]))).toEqual([LOSERS, WINNER]);
    expect(modelsOf(await replyTo([REJECT, again], { isFix: true }))).toEqual([LOSERS, WINNER]);
  });

  it.each([
    'la lettre d’attribution',
    'celle pour le gagnant',
    'la lettre pour l’attributaire',
    'et la lettre à l’entreprise retenue',
  ])('is the winner’s by any of its names: « %s »', async (text) => {
    expect(modelsOf(await replyTo([REJECT, text]))).toEqual([WINNER]);
  });

  it.each([{ isWanted: true }, { isFix: true }])('is given where it was forgotten (%o)', async (by) => {
    const text =
      'ok pour le rejet. il me manque la lettre d’attribution pour Transports Reynaud, vous l’avez oubliée';
    expect(modelsOf(await replyTo([REJECT, text], by))).toEqual([WINNER]);
  });

  it('needs no order: « celle pour le gagnant maintenant »', async () => {
    expect(modelsOf(await replyTo([REJECT, 'celle pour le gagnant maintenant'], {}))).toEqual([WINNER]);
    await using talk = await Talk.start((db) => featuresOn(db, { handouts: SHIPPED_HANDOUTS }), NOW, {
      [REJECT]: 'handout.get',
    });
    await talk.tell(REJECT);
    await talk.tell('celle pour le gagnant maintenant');
    expect(await talk.state()).toMatchObject({ given: { model: WINNER } });
  });

  it('is not given where it is only said that the last one is not it', async () => {
    const reply = await replyTo([REJECT, 'refaites la lettre, l’acheteur c’est la mairie de Lens'], {
      isFix: true,
    });
    expect(modelsOf(reply)).toEqual([LOSERS]);
  });
});

describe('A field that is said not to be', () => {
  it.each(['il n’y a pas de lot', 'pas de lots'])('is asked no more: « %s »', async (text) => {
    const asked = 'la lettre de notification du marché de nettoyage des écoles';
    await using talk = await Talk.start((db) => featuresOn(db, { handouts: SHIPPED_HANDOUTS }), NOW, {
      [asked]: 'handout.get',
    });
    expect((await talk.tell(asked)).map((one) => one.text).join('\n')).toContain('; numéro du lot');
    const told = (await talk.tell(text)).map((one) => one.text).join('\n');
    expect(told).toContain('numéro du lot laissé en blanc');
    expect(told).not.toContain('; numéro du lot');
  });
});

describe('A document that is ordered beside a question', () => {
  it('is given', async () => {
    const text =
      'super clair merci. la visite elle est obligatoire ou pas ? et renvoyez moi la liste des pieces avec net services roubaix dessus';
    expect(modelsOf(await handoutReply(SHIPPED_HANDOUTS, text, { now: NOW }))).toEqual(['candidature']);
    await using talk = await Talk.start((db) => featuresOn(db, { handouts: SHIPPED_HANDOUTS }), NOW, {
      [text]: 'question',
    });
    await talk.tell(text);
    expect(await talk.state()).toMatchObject({ given: { model: 'candidature' } });
  });
});

describe('A document that is ordered after what it is for', () => {
  it('keeps what was told', async () => {
    const text =
      'Bonjour. La mairie de Lyon me doit 8 000 € TTC, 20 jours de retard. Faites-moi la lettre de relance. C’est normal ?';
    for (const isWanted of [true, false]) {
      const words = wordsOf(await handoutReply(SHIPPED_HANDOUTS, text, { now: NOW, isWanted }));
      expect(words).toContain('mairie de Lyon');
      expect(words).toContain('8 000 € TTC');
    }
  });
});

describe('The letter on a late payment', () => {
  const ASKED =
    'la lettre pour une facture payée en retard, 5 000 € TTC, 20 jours de retard, taux BCE 2,15 %';

  it.each(['le montant est de 7 000 € HT, soit 8 400 € TTC', '7 000 € HT, soit 8 400 € TTC'])(
    'takes the sum with its tax: « %s »',
    async (text) => {
      const reply = await replyTo([ASKED, text], {});
      expect(wordsOf(reply)).toContain('montant TTC de la facture : 8 400 € TTC');
      expect(wordsOf(reply)).toContain('Le calcul :');
    },
  );

  it('asks for it where only the sum without tax is said, and keeps the rest', async () => {
    const reply = await replyTo([ASKED, 'le montant est de 7 000 € HT'], {});
    expect(modelsOf(reply)).toEqual([]);
    expect(wordsOf(reply)).toContain('TTC');
    const told = await replyTo([ASKED, 'le montant est de 7 000 € HT', '8 400 €'], {});
    expect(wordsOf(told)).toContain('8 400 € TTC');
    expect(wordsOf(told)).toContain('Le calcul :');
    const first = await handoutReply(SHIPPED_HANDOUTS, ASKED.replace('5 000 € TTC', '7 000 € HT'), {
      now: NOW,
      isWanted: true,
    });
    expect(wordsOf(first)).toContain('Quel est le montant TTC');
  });

  it.each([
    ['acheteur : Enedis', 'Enedis'],
    ['l’acheteur c’est Enedis', 'Enedis'],
    ['pas la mairie, l’agglo', 'agglo'],
    ['objet : maintenance, dépannage et entretien', 'maintenance, dépannage et entretien'],
    ['l’objet c’est la toiture, pas la peinture. Et quel délai a l’acheteur pour répondre ?', 'toiture'],
  ])('is put right in the chat: « %s »', async (text, says) => {
    const asked = `${ASKED}, mairie de Pantin`;
    await using talk = await Talk.start((db) => featuresOn(db, { handouts: SHIPPED_HANDOUTS }), NOW, {
      [asked]: 'handout.get',
    });
    await talk.tell(asked);
    expect(await talk.state()).toMatchObject({ given: { model: LATE } });
    const told = await talk.tell(text);
    expect(told.map((one) => one.text).join('\n')).toContain(says);
  });

  it.each([
    'mettez 8 jours pour payer',
    'l’acheteur est la commune, elle ne paie pas',
    'non c’est pas grave, c’est bon',
  ])('is not changed by « %s »', async (text) => {
    const reply = await replyTo([`${ASKED}, mairie de Pantin`, text], {});
    expect(modelsOf(reply)).toEqual([]);
  });
});

describe('What was put right in a document', () => {
  const VISIT = 'le message pour demander la visite';
  const DETAILS = 'yb elec 14 rue du Port 69200 Vénissieux, c’est la mairie de Vénissieux, lot 7';
  const INVOICE = 'la lettre de retard de paiement pour ma facture de 6 200 € TTC en retard de 17 jours';

  it('is written in the next one too: who writes, and to whom', async () => {
    const reply = await replyTo([VISIT, DETAILS, INVOICE]);
    expect(modelsOf(reply)).toEqual([LATE]);
    expect(wordsOf(reply)).toContain('yb elec 14 rue du Port 69200 Vénissieux');
    expect(wordsOf(reply)).toContain('mairie de Vénissieux');
  });

  it('is not to whom another one is sent', async () => {
    const reply = await replyTo([VISIT, DETAILS, `${INVOICE} au bailleur`]);
    expect(wordsOf(reply)).toContain('acheteur : bailleur');
    expect(wordsOf(reply)).not.toContain('mairie');
  });

  it('is also the rate that is said beside', async () => {
    const fixed = await replyTo(
      [
        `${INVOICE}, au bailleur`,
        'non le bailleur c’est Habitat du Rhône. et taux bce 2,15% corrige la lettre',
      ],
      { isFix: true },
    );
    // 6 200 × 10,15 % × 17 ÷ 365
    expect(wordsOf(fixed)).toContain('29,31 €');
  });
});
