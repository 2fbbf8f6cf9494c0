import mammoth from 'mammoth';
import ical from 'node-ical';
import { PDFParse } from 'pdf-parse';
import { describe, expect, it } from 'vitest';
import { type PendingHandout, pendingAfter } from '#src/features/handouts/chat/pending.ts';
import { handoutReply } from '#src/features/handouts/chat/reply.ts';
import type { MadeFile } from '#src/features/handouts/files/make-files.ts';
import { SHIPPED_BASE, SHIPPED_HANDOUTS, SHIPPED_MODELS } from '#support/knowledge/shipped-knowledge.ts';

const NOW = Date.parse('2026-11-25T09:00:00Z');

/** The files of a conversation's last message, each opened by a reader that is not what made it. */
async function filesFor(...said: string[]): Promise<ReadonlyMap<string, MadeFile>> {
  let pending: PendingHandout | undefined;
  let files: readonly MadeFile[] = [];
  for (const text of said) {
    const reply = await handoutReply(SHIPPED_HANDOUTS, text, { now: NOW, pending });
    pending = pendingAfter(reply, pending);
    files = reply?.files ?? files;
  }
  return new Map(files.map((file) => [file.name.split('.')[1] ?? '', file]));
}

const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ').replace(/\s+/g, ' ');

async function wordsOf(file: MadeFile | undefined): Promise<string> {
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(file?.bytes ?? []) });
  return plain(value);
}

async function pdfOf(file: MadeFile | undefined): Promise<{ text: string; info: Record<string, unknown> }> {
  const parser = new PDFParse({ data: Uint8Array.from(file?.bytes ?? []) });
  const { text } = await parser.getText();
  const { info } = await parser.getInfo();
  await parser.destroy();
  return { text: plain(text), info: info as Record<string, unknown> };
}

describe('A letter', () => {
  it('asks for the reasons of a rejection, ready to be completed and sent', async () => {
    const files = await filesFor(
      'un modèle de lettre pour demander les motifs du rejet',
      'Procédure adaptée',
    );
    const text = await wordsOf(files.get('docx'));
    expect(text).toContain('R2181-2 du code de la commande publique');
    expect(text).toContain('dans les 15 jours');
    expect(text).toContain('[à compléter : nom et adresse de l’entreprise]');
    expect(text).toContain('Le 25 novembre 2026');
    // The other procedure's sentence is gone, and nothing of ours is in what is sent.
    expect(text).not.toContain('R2181-4');
    expect(text).not.toMatch(/Hotline|Sources|\{\{|\[\[/);
  });

  it('keeps both sentences, each marked, while the procedure is not known', async () => {
    const text = await wordsOf((await filesFor('une lettre pour demander les motifs du rejet')).get('docx'));
    expect(text).toContain('gardez cette phrase si le marché est en procédure adaptée');
    expect(text).toContain('gardez cette phrase si le marché est en procédure formalisée');
  });

  it('claims what a late payment costs, with the bank’s rate that the person gives', async () => {
    const files = await filesFor(
      'une lettre pour un retard de paiement de la mairie de Lyon',
      '12 000 € TTC',
      '45 jours de retard',
      'taux BCE 2,15 %',
    );
    const text = await wordsOf(files.get('docx'));
    // 12 000 × 10,15 % × 45 ÷ 365 = 150,16; and 40 € for the invoice.
    expect(text).toContain('12 000 € TTC × 10,15 % × 45 jours ÷ 365 jours = 150,16 €');
    expect(text).toContain('Total réclamé, en plus du montant de la facture : 190,16 €.');
    expect(text).toContain('À l’attention de : mairie de Lyon');
  });

  it('gives the formula and guesses no rate while nobody gave it', async () => {
    const files = await filesFor('une lettre pour un retard de paiement : 12 000 € TTC, 45 jours de retard');
    const text = await wordsOf(files.get('docx'));
    expect(text).toContain('12 000 € TTC × (taux BCE + 8 points) × 45 jours ÷ 365 jours');
    expect(text).toContain('[à compléter : total dû, une fois connu le taux de la BCE]');
    expect(text).not.toMatch(/10,15|2,15/);
  });
});

describe('The documents of a candidature', () => {
  it('say what depends on the case while it is not known', async () => {
    const files = await filesFor('la liste des pièces pour ma candidature');
    const docx = await wordsOf(files.get('docx'));
    const pdf = await pdfOf(files.get('pdf'));
    for (const text of [docx, pdf.text]) {
      expect(text).toContain('Si vous répondez en groupement');
      expect(text).toContain('Si votre entreprise est récente');
      expect(text).toContain('S’il s’agit de travaux : Références de travaux');
      expect(text).toContain('Urssaf de moins de 6 mois');
    }
  });

  it('are those of the case that is told', async () => {
    const files = await filesFor(
      'la liste des pièces pour ma candidature, je réponds seul au marché de peinture de la ville de Lille, 4 000 € HT de travaux',
    );
    const text = await wordsOf(files.get('docx'));
    expect(text).not.toContain('Si vous répondez en groupement');
    expect(text).toContain('Acheteur : ville de Lille');
    expect(text).toContain('Marché : peinture');
    expect(text).toContain('Références de travaux');
    expect(text).not.toContain('S’il s’agit de travaux');
    // Below the amount from which it is due.
    expect(text).not.toContain('Attestation de vigilance');
  });
});

describe('A plan', () => {
  it('counts back from the closing, in a calendar that rings', async () => {
    const files = await filesFor('fais-moi un rétroplanning, ça ferme le 18 décembre à 12h');
    const pdf = await pdfOf(files.get('pdf'));
    expect(pdf.text).toContain('vendredi 18 décembre 2026 à 12 h');
    expect(pdf.text).toContain('jeudi 17 décembre 2026');
    const text = Buffer.from(files.get('ics')?.bytes ?? []).toString('utf8');
    const events = Object.values(ical.sync.parseICS(text)).filter((one) => one?.type === 'VEVENT');
    expect(events).toHaveLength(11);
    const closing = events.find(({ summary }) => summary === 'Fin du dépôt des offres');
    expect(closing?.start.toISOString()).toBe('2026-12-18T11:00:00.000Z');
    const deposit = events.find(({ summary }) => summary === 'Déposer');
    expect(deposit?.start.toISOString()).toBe('2026-12-17T08:00:00.000Z');
    for (const event of events) expect(event.alarms?.length).toBeGreaterThan(0);
    expect(text.match(/^TRIGGER:-P1D/gm)).toHaveLength(11);
    expect(text.match(/^TRIGGER:-PT2H/gm)).toHaveLength(1);
  });
});

describe('A clause', () => {
  it('is whole in its file: purpose, limits, wording, weight, proof, check-list and rule', async () => {
    const files = await filesFor(
      'une clause d’insertion pour un marché de nettoyage à 300 k€',
      '60 % de main-d’œuvre, 5 % d’insertion, 35 € de l’heure',
    );
    const text = await wordsOf(files.get('docx'));
    for (const part of [
      'À quoi elle sert',
      'quand ne pas l’utiliser',
      'Ce qu’il faut remplir',
      'Le texte à insérer',
      'Poids, preuves et contrôle',
      'À vérifier avant de publier',
      'articles L2112-2, L2112-2-1',
    ])
      expect(text).toContain(part);
    expect(text).toContain('au moins 257 heures de travail');
    expect(text).toContain('Main-d’œuvre : 300 000 € HT × 60 % = 180 000 €');
    expect(text).toContain('[à compléter : numéro du lot]');
    expect(text).not.toMatch(/\{\{|\[(?!à compléter)/);
  });
});

describe('Every model', () => {
  it.each(SHIPPED_MODELS.map((model) => [model.id, model] as const))(
    '%s reads in each of its formats, in French',
    async (_, model) => {
      const files = await filesFor(model.button, 'le 18 décembre à 12h', 'laisser en blanc');
      expect(files.size).toBeGreaterThan(0);
      for (const [format, file] of files) {
        if (format === 'docx') expect(await wordsOf(file)).toMatch(/é.*’/);
        if (format === 'pdf') {
          const { text, info } = await pdfOf(file);
          expect(text).toMatch(/é.*’/);
          expect(text).not.toContain('\uFFFD');
          expect(info).toMatchObject({ Title: expect.stringMatching(/\p{L}/u), Language: 'fr-FR' });
          // Tagged, and its font in it.
          const raw = Buffer.from(file.bytes).toString('latin1');
          expect(raw).toContain('/Marked true');
          expect(raw).toContain('/FontFile2');
        }
      }
    },
  );

  it('writes the euro sign, quotes and ligatures in a PDF', async () => {
    const files = await filesFor('la liste des pièces pour ma candidature à 90 000 € HT en PDF');
    expect([...files.keys()]).toEqual(['pdf']);
    expect((await pdfOf(files.get('pdf'))).text).toContain('90 000 € HT');
    const letter = await filesFor('une lettre de retard de paiement en pdf, 5 000 € TTC, 20 jours de retard');
    expect((await pdfOf(letter.get('pdf'))).text).toContain('5 000 € TTC');
  });

  it('says no figure that the register does not hold', async () => {
    const figures = new Map([...SHIPPED_BASE.figures].filter(([id]) => id !== 'motifs-rejet-delai'));
    const handouts = { ...SHIPPED_HANDOUTS, base: () => ({ ...SHIPPED_BASE, figures }) };
    const reply = await handoutReply(handouts, 'une lettre pour les motifs du rejet', { now: NOW });
    const text = await wordsOf(reply?.files?.[0]);
    expect(text).toContain('[à vérifier : motifs-rejet-delai]');
  });
});
