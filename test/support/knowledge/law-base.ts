import { CCP } from '#src/knowledge/law/codes.ts';
import { type LawVersion, lawLine } from '#src/knowledge/law/version.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { openEmbedder } from '#src/retrieval/vectors/embedder.ts';
import { openWorkshop } from './workshop.ts';

const PATH = [
  'Partie réglementaire',
  'Deuxième partie : Marchés publics',
  'Livre Ier : Dispositions générales',
];

/** Wordings of articles, ours and short: what a test asks about, and neighbours to tell them from. */
export const LAW: readonly LawVersion[] = [
  {
    id: 'LEGIARTI000000000001',
    code: CCP,
    num: 'R2122-8',
    from: '2026-04-01',
    asOf: '2026-09-01',
    path: [...PATH, 'Chapitre II : Marchés passés sans publicité'],
    text: 'L’acheteur peut se passer de publicité sous 60 000 euros hors taxes.\nIl veille à choisir une offre pertinente.',
    nota: 'S’applique aux consultations lancées ensuite.',
  },
  {
    id: 'LEGIARTI000000000002',
    code: CCP,
    num: 'R2122-8',
    from: '2020-01-01',
    until: '2026-03-31',
    path: [...PATH, 'Chapitre II : Marchés passés sans publicité'],
    text: 'L’acheteur peut se passer de publicité sous 40 000 euros hors taxes.',
  },
  {
    id: 'LEGIARTI000000000003',
    code: CCP,
    num: 'R2162-22',
    from: '2019-04-01',
    path: [...PATH, 'Section 3 : Concours', 'Sous-section 2 : Composition du jury'],
    text: 'Le jury du concours est composé de personnes indépendantes des participants au concours.\nLorsqu’une qualification professionnelle est exigée, au moins un tiers des membres du jury ont cette qualification.',
  },
  {
    id: 'LEGIARTI000000000004',
    code: CCP,
    num: 'R2162-24',
    from: '2019-04-01',
    path: [...PATH, 'Section 3 : Concours', 'Sous-section 2 : Composition du jury'],
    text: 'Les élus de la commission d’appel d’offres sont membres du jury des collectivités.',
  },
  {
    id: 'LEGIARTI000000000005',
    code: CCP,
    num: 'R2322-14',
    from: '2019-04-01',
    path: [...PATH.slice(0, 2), 'Livre III : Marchés de défense ou de sécurité', 'Chapitre II : Procédures'],
    text: 'L’acheteur de défense peut se passer de publicité sous 100 000 euros hors taxes.',
  },
  {
    id: 'LEGIARTI000000000006',
    code: CCP,
    num: 'R2191-3',
    from: '2019-04-01',
    path: [...PATH, 'Section 1 : Avances'],
    text: 'Une avance est accordée au titulaire du marché.',
  },
  {
    id: 'LEGIARTI000000000007',
    code: CCP,
    num: 'R2112-99',
    from: '2019-04-01',
    path: [...PATH, 'Section 9 : Essais'],
    text: Array.from(
      { length: 40 },
      (_, n) => `${n + 1}° Une règle assez longue pour que l’article le soit.`,
    ).join('\n'),
  },
];

/** An index of the sample pages as the reader reads them, with the law beside them when it is given. */
export async function baseWithLaw(law: readonly LawVersion[] = LAW): Promise<KnowledgeBase> {
  const embedder = await openEmbedder({ provider: 'reader' });
  await using shop = await openWorkshop();
  if (law.length > 0) shop.data.write({ [`law/${CCP}.jsonl`]: law.map(lawLine).join('\n') });
  const { problems } = await shop.ingest(embedder);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return await shop.load(embedder);
}
