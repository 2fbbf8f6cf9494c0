import { escapeHtml } from '#src/platform/web/layout/html.ts';

/** The protocol takes no more addresses in one file. @see https://www.sitemaps.org/protocol.html */
const MOST = 50_000;

/** The addresses that search engines may read. */
export function sitemapXml(urls: readonly string[]): string {
  const lines = urls.slice(0, MOST).map((url) => `  <url><loc>${escapeHtml(url)}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${lines.join('\n')}
</urlset>
`;
}

/** What search engines may visit: the directory, and the page of the chat; nothing of anybody's exchanges. */
export const robotsText = (sitemapUrl: string): string =>
  [
    'User-agent: *',
    ...['/annuaire/demande/', '/chat/', '/connexion/', '/desk', '/files/', '/staff'].map(
      (path) => `Disallow: ${path}`,
    ),
    '',
    `Sitemap: ${sitemapUrl}`,
    '',
  ].join('\n');
