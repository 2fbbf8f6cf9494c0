import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { activeGenerationId } from '#src/knowledge/store/generations.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { type OpenAiServer, startOpenAiServer } from '#support/fakes/model/server.ts';
import { type KnowledgeFolder, knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';

const QUESTION = 'Puis-je sous-traiter tout le marché ?';
const OLD = 'en exécuter une partie vous-même';
const NEW = 'en garder vous-même une part réelle';
const PAGES = 40;
const SECTIONS = 12;

/** A page that is long to build, so that a kill falls into its middle. */
function longPage(page: number): string {
  const head = `---\ntitle: Fiche ${page}\nkind: guide\naudience: company\nregime: ordinary\nreviewed_on: 2026-11-24\nreview_by: 2027-06-30\nowner: Équipe\nsources:\n  - label: Code de la commande publique\n    article: L2191-1\n---\n`;
  const sections = Array.from({ length: SECTIONS }, (_, index) => {
    const name = `cas ${'abcdefghijkl'[index]} de la fiche ${page}`;
    return `## Comment présenter le ${name} dans une offre ?\n\nLe ${name} se présente dans le mémoire technique, avec un exemple vécu.\n\nOn demande aussi : écrire le ${name} ; montrer le ${name} ; raconter le ${name} à la mairie\n`;
  });
  return `${head}\n${sections.join('\n')}`;
}

describe('Killing an ingest', () => {
  let folder: KnowledgeFolder;
  const programs: HotlineProgram[] = [];
  let settings: Readonly<Record<string, string>>;
  let embeddings: OpenAiServer;
  const run = (...args: readonly string[]) => {
    const program = new HotlineProgram(args, folder, settings);
    programs.push(program);
    return program;
  };
  const serve = () => run('src/main.ts');
  const ingest = () => run('src/cli.ts', 'ingest');
  const generation = async () => {
    const db = await openDatabase(folder.dataDir);
    const id = await activeGenerationId(db);
    await db.close();
    return id;
  };
  /** What a running server answers to a new person. */
  const asked = async (url: string) => {
    const person = new ChatPerson();
    await person.open(url);
    person.write(QUESTION);
    await person.flush(url);
    const items = await person.untilAnswered(url, 1);
    return items.map((item) => (item.author === 'company' ? '' : plainText(item.blocks))).join('');
  };
  /** What the command line answers. */
  const askedByCommand = async () => {
    const command = run('src/cli.ts', 'ask', QUESTION);
    expect(await command.exited()).toBe(0);
    return command.output;
  };
  /** Enough pages for a build to last, so that a kill falls into its middle. */
  const changeFolder = async () => {
    const path = 'guides/sous-traitance.md';
    const page = await readFile(join(folder.knowledgeDir, path), 'utf8');
    await folder.write(path, page.replace(OLD, NEW));
    for (let page = 0; page < PAGES; page += 1) await folder.write(`guides/fiche-${page}.md`, longPage(page));
  };

  beforeEach(async () => {
    folder = await knowledgeFolder();
    embeddings = await startOpenAiServer({ dimension: 64 });
    settings = {};
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) await program.end('SIGKILL');
    await embeddings.stop();
    await folder[Symbol.asyncDispose]();
  });

  it.each(['Lecture des documents', 'Calcul des vecteurs'])(
    'after its step « %s » leaves the old index answering, and the next ingest ends the work',
    async (step) => {
      settings = {
        EMBEDDINGS_PROVIDER: 'openai',
        EMBEDDINGS_BASE_URL: embeddings.url,
        EMBEDDINGS_MODEL: 'bge-test',
      };
      const server = serve();
      const url = await server.url();
      const before = await generation();
      await changeFolder();
      const killed = ingest();
      await killed.printed(new RegExp(step));
      await killed.end('SIGKILL');
      expect(killed.output).not.toContain('Publication');
      expect(await generation()).toBe(before);
      expect(await asked(url)).toContain(OLD);
      expect(await askedByCommand()).toContain(OLD);
      expect(await ingest().exited()).toBe(0);
      expect(await generation()).not.toBe(before);
      expect(await askedByCommand()).toContain(NEW);
      // A server that starts serves what was published.
      await server.end('SIGTERM');
      expect(await asked(await serve().url())).toContain(NEW);
    },
  );

  it('at random moments leaves an index that answers, the old one or the new one whole', async () => {
    expect(await ingest().exited()).toBe(0);
    await changeFolder();
    let before = await generation();
    let served = OLD;
    for (let round = 0; round < 8; round += 1) {
      const killed = ingest();
      await sleep(150 + round * 170);
      await killed.end('SIGKILL');
      const now = await generation();
      if (now !== before) served = NEW;
      before = now;
      expect(await askedByCommand()).toContain(served);
    }
    expect(await ingest().exited()).toBe(0);
    expect(await askedByCommand()).toContain(NEW);
  });

  it('that a server runs leaves the server answering from the old index', async () => {
    expect(await ingest().exited()).toBe(0);
    await changeFolder();
    const server = serve();
    const child = await server.firstChild();
    process.kill(child, 'SIGKILL');
    await server.printed(/l’index en service reste le même/);
    expect(await asked(await server.url())).toContain(OLD);
    expect(await server.end('SIGTERM')).toBe(0);
  });

  it('on an empty data folder leaves nothing that stops the next start', async () => {
    for (const wait of [200, 500, 900]) {
      const killed = serve();
      await sleep(wait);
      await killed.end('SIGKILL');
    }
    expect(await asked(await serve().url())).toContain(OLD);
  });
});
