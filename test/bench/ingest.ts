import { tempFolder } from '#support/repository/temp-folder.ts';
import { runCli } from '#support/world/processes/run-hotline.ts';
import { atMost, printTable, seconds, type Target } from './figures.ts';

/** The machine may be busy with other things: everything is timed three times and the best kept. */
const PASSES = 3;

/** Knowledge folders to ingest: the shipped one, and where a law is given the articles alone and both together. */
export interface Folders {
  readonly shipped: string;
  readonly law: string | undefined;
  readonly articles: number;
  readonly both: string | undefined;
}

/** Times the real command `hotline ingest`, Node's own start included, from scratch and on an unchanged folder. */
export async function benchIngest(folders: Folders): Promise<Target[]> {
  const shipped = await timeFolder(folders.shipped);
  const law = folders.law && (await timeFolder(folders.law));
  const both = folders.both && (await timeFolder(folders.both));
  const row = (name: string, times: IngestTimes) => [name, seconds(times.scratch), seconds(times.unchanged)];
  printTable(
    'Ingestion (commande « ingest » entière, démarrage de Node compris)',
    ['', 'de zéro', 'inchangé'],
    [
      row('connaissances livrées', shipped),
      ...(law ? [row(`${folders.articles} articles seuls`, law)] : []),
      ...(both ? [row('connaissances et articles', both)] : []),
    ],
  );
  return [
    atMost('ingestion des connaissances livrées', shipped.scratch, 3, seconds),
    ...(law ? [atMost('ingestion des articles', law.scratch, 15, seconds)] : []),
  ];
}

interface IngestTimes {
  readonly scratch: number;
  readonly unchanged: number;
}

async function timeFolder(knowledgeDir: string): Promise<IngestTimes> {
  const scratch: number[] = [];
  const unchanged: number[] = [];
  for (let pass = 0; pass < PASSES; pass += 1) {
    using data = tempFolder();
    scratch.push(await timeIngest(knowledgeDir, data.path));
    unchanged.push(await timeIngest(knowledgeDir, data.path));
  }
  return { scratch: Math.min(...scratch), unchanged: Math.min(...unchanged) };
}

/** Runs the command once. @returns its time in seconds */
export async function timeIngest(knowledgeDir: string, dataDir: string): Promise<number> {
  const started = performance.now();
  const { code, stdout } = await runCli(['ingest'], {
    HOTLINE_KNOWLEDGE_DIR: knowledgeDir,
    HOTLINE_DATA_DIR: dataDir,
  });
  if (code !== 0) throw new Error(`ingest failed: ${stdout}`);
  return (performance.now() - started) / 1_000;
}
