import type { Request, Response, Router } from 'express';
import {
  contentOf,
  type DeskParts,
  isOfKnowledge,
  type OpenedFile,
  openFile,
} from '#src/knowledge/desk/desk.ts';
import type { Entry } from '#src/knowledge/desk/entry.ts';
import { canWrite } from '#src/knowledge/desk/folder.ts';
import { listEntries } from '#src/knowledge/desk/list.ts';
import { isPage, isWritten, newPagePath, PAGE_FOLDERS } from '#src/knowledge/desk/paths.ts';
import { FIGURES, isRegister } from '#src/knowledge/desk/registers.ts';
import { newPage } from '#src/knowledge/desk/template.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { refuse } from '#src/platform/web/layout/failures.ts';
import type { Html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import { signedOf } from '#src/platform/web/sign-in/identity.ts';
import { actorOf } from '#src/platform/web/traces/office-traces.ts';
import { fileView, freshView } from './file-view.ts';
import { addressOfFile, knowledgeList } from './list-view.ts';
import type { KnowledgeRoomParts } from './parts.ts';
import { readListQuery, selectEntries } from './query.ts';
import { knowledgePagesTexts as texts } from './texts.ts';

const PATH = '/staff/connaissances';
const sheet = (name: string): string => `/staff/assets/${name}.css`;
const script = (name: string): string => `/staff/assets/${name}.js`;

/** The list, the page of a file, a new page, and the files themselves to take away. */
export function addPageRoutes(pages: Router, { knowledge, traces, now }: KnowledgeRoomParts): void {
  const { knowledgeDir } = knowledge;
  const entries = (): Promise<Entry[]> => listEntries(knowledge, parisDay(now()));

  pages.get('/connaissances', async (request, response) => {
    await traces.read(actorOf(request), 'knowledge_read');
    const query = readListQuery(request.query);
    const all = await entries();
    const isWritable = await canWrite(knowledgeDir);
    const inUse = all.filter(({ states }) => !states.includes('withdrawn'));
    const main = knowledgeList(query, selectEntries(all, query, parisDay(now())), inUse.length, {
      isWritable,
      now: now(),
    });
    show(request, response, { title: texts.title, main, scripts: ['knowledge-drop'] });
  });

  pages.get('/connaissances/nouvelle', async (request, response) => {
    const { titre, dossier } = request.query;
    const title = typeof titre === 'string' ? titre.trim().slice(0, 150) : undefined;
    const folder = PAGE_FOLDERS.find((known) => known === dossier);
    if (title && folder) {
      const taken = new Set((await entries()).map(({ path }) => path));
      const path = newPagePath(folder, title, (one) => taken.has(one));
      return response.redirect(303, `${addressOfFile(path)}&titre=${encodeURIComponent(title)}`);
    }
    const main = freshView(title === undefined ? undefined : texts.fresh.noTitle);
    show(request, response, { title: texts.fresh.title, main, scripts: [] });
  });

  pages.get('/connaissances/page', async (request, response) => {
    const path = pathOf(request);
    const opened = path === undefined ? undefined : await openFile(knowledge, path);
    if (path === undefined || !opened) return gone(request, response);
    const fresh = freshPage(path, request, parisDay(now()));
    const isKnown = [opened.current, opened.prepared, opened.versions[0], fresh].some((one) => one);
    if (!isKnown) return gone(request, response);
    await traces.read(actorOf(request), 'page_read');
    const entry = (await entries()).find((one) => one.path === path);
    const title = entry?.title ?? fresh?.title ?? path;
    const text = isWritten(path) ? textOf(opened, fresh?.text) : '';
    const main = fileView({ path, entry, text, now: now(), ...opened });
    const own = isWritten(path) ? ['knowledge-editor'] : ['knowledge-document', 'knowledge-drop'];
    const asks = !isRegister(path) || path === FIGURES ? ['knowledge-ask'] : [];
    show(request, response, { title, main, scripts: [...own, ...asks, 'knowledge-versions'] });
  });

  pages.get('/connaissances/fichier', async (request, response) => {
    const path = pathOf(request);
    const content = path === undefined ? undefined : await contentAsked(knowledge, path, request);
    if (path === undefined || !content) return gone(request, response);
    await traces.read(actorOf(request), 'page_read');
    response
      .attachment(path.split('/').at(-1) ?? path)
      .type('application/octet-stream')
      .send(Buffer.from(content));
  });
}

/** The path that an address names; undefined for what is no page and no document. */
function pathOf({ query: { chemin } }: Request): string | undefined {
  return typeof chemin === 'string' && isOfKnowledge(chemin) ? chemin : undefined;
}

/** The content of the version that an address names, of the draft, or of what is in service. */
async function contentAsked(
  parts: DeskParts,
  path: string,
  { query: { version, brouillon } }: Request,
): Promise<Uint8Array | undefined> {
  if (typeof version === 'string') return contentOf(parts.db, path, version);
  const { current, prepared } = await openFile(parts, path);
  return (brouillon === undefined ? current : prepared)?.content;
}

/** What is written in the editor: the draft, else what is in service, else what a page begins with. */
function textOf({ prepared, current }: OpenedFile, fresh = ''): string {
  const content = prepared?.content ?? current?.content;
  return content ? new TextDecoder().decode(content) : fresh;
}

/** What a page that is begun is called and starts with; undefined for anything else. */
function freshPage(
  path: string,
  request: Request,
  today: string,
): { readonly title: string; readonly text: string } | undefined {
  const folder = PAGE_FOLDERS.find((known) => path.startsWith(`${known}/`));
  const { titre } = request.query;
  const title = typeof titre === 'string' ? titre.trim().slice(0, 150) : '';
  if (folder === undefined || !isPage(path) || title === '') return undefined;
  return { title, text: newPage(folder, title, signedOf(request).identity.name, today) };
}

function show(
  request: Request,
  response: Response,
  { title, main, scripts }: { title: string; main: Html; scripts: readonly string[] },
): void {
  const page = { title, main, path: PATH, signed: signedOf(request) };
  const styles = ['staff', 'answers', 'knowledge'].map(sheet);
  const modules = ['session', ...scripts].map(script);
  response.type('html').send(officePage({ ...page, scripts: modules, styles }));
}

const gone = (request: Request, response: Response): void =>
  refuse(request, response, {
    status: 404,
    title: texts.title,
    error: texts.gone,
    signed: signedOf(request),
  });
