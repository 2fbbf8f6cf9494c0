import { mayEnter, type Role, type Signed } from '#src/platform/web/sign-in/identity.ts';
import { signInTexts } from '#src/platform/web/sign-in/texts.ts';
import { Html, html } from './html.ts';
import { officeTexts } from './texts.ts';

/** A page of the desk or of the staff. */
interface OfficePage {
  /** Its heading, and its tab's title. */
  readonly title: string;
  readonly main: Html;
  /** Absent on the pages around the sign-in. */
  readonly signed?: Signed | undefined;
  /** Address of the page, to mark it in the navigation. */
  readonly path?: string;
  /** Addresses of modules that the page runs. */
  readonly scripts?: readonly string[];
  /** Addresses of style sheets that it needs besides those of every page. */
  readonly styles?: readonly string[] | undefined;
}

/** The frame of every page: who is signed in, where one may go, and the way out. */
export function officePage({ title, main, signed, path, scripts = [], styles = [] }: OfficePage): string {
  const modules = scripts.map((src) => html`<script type="module" src="${src}"></script>`);
  const sheets = styles.map((href) => html`<link rel="stylesheet" href="${href}">`);
  return html`<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="theme-color" content="#f7f2ea" media="(prefers-color-scheme: light)">
    <meta name="theme-color" content="#1b1916" media="(prefers-color-scheme: dark)">
    ${signed && html`<meta name="csrf" content="${signed.csrf}">`}
    <title>${title} · ${signInTexts.product}</title>
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/base.css">
    <link rel="stylesheet" href="/assets/frame.css">
    <link rel="stylesheet" href="/connexion/office.css">
    ${sheets}
    ${modules}
  </head>
  <body class="office">
    <a class="skip" href="#content">${officeTexts.skip}</a>
    <div class="top">
      <header class="bar">
        <img class="logo" src="/assets/icon.svg" alt="" width="40" height="40">
        <p class="name">
          <span class="name-main">${signInTexts.product}</span>
          <span class="name-sub">${signInTexts.owner}</span>
        </p>
        ${signed && whoIs(signed)}
      </header>
      ${signed && navigation(signed, path)}
    </div>
    <main id="content" tabindex="-1">
      <h1>${title}</h1>
      ${main}
    </main>
  </body>
</html>
`.text;
}

function whoIs({ identity, csrf, isLocal }: Signed): Html {
  const name = isLocal
    ? html`<a class="who" href="/connexion/nom" title="${officeTexts.changeName}">${identity.name}</a>`
    : html`<span class="who">${identity.name}</span>`;
  return html`${name}
        <form method="post" action="/connexion/fin">
          <input type="hidden" name="_csrf" value="${csrf}">
          <button class="quiet" type="submit">${officeTexts.signOut}</button>
        </form>`;
}

function navigation({ identity }: Signed, path: string | undefined): Html {
  const link = (href: string, label: string, ...also: string[]) =>
    html`<a href="${href}"${path !== undefined && [href, ...also].includes(path) ? new Html(' aria-current="page"') : undefined}>${label}</a>`;
  const may = (role: Role) => mayEnter(identity.roles, role);
  // Staff lead the sessions, and see there what experts see of them.
  const sessions = may('staff')
    ? link('/staff/sessions', officeTexts.sessions, '/desk/session')
    : link('/desk/session', officeTexts.session);
  const forExperts = [
    link('/desk', officeTexts.cases),
    link('/desk/chiffres', officeTexts.figures),
    sessions,
    link('/desk/mises-en-relation', officeTexts.introductions),
  ];
  const forStaff = [
    link('/staff', officeTexts.staff),
    link('/staff/entreprises', officeTexts.companies),
    link('/staff/connaissances', officeTexts.knowledge),
    link('/staff/questions', officeTexts.questions),
  ];
  const links = [
    ...(may('expert') ? forExperts : []),
    ...(may('staff') ? forStaff : []),
    ...(may('audit') ? [link('/staff/traces', officeTexts.traces)] : []),
  ];
  return html`<nav class="pages" aria-label="${officeTexts.navigation}">
        ${links}
      </nav>`;
}
