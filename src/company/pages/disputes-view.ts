import { staffHoldingTexts as texts } from '#src/company/holding/texts.ts';
import { companyFields } from '#src/company/store/companies.ts';
import { countOpenDisputes, openDisputes } from '#src/company/store/holders.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { companiesTexts } from './texts.ts';

/** Disputes drawn at once. */
const MOST = 50;

/** Files of which somebody says that their company does not hold them, to watch; nothing where there are none. */
export async function disputesPart(db: Queryable, now: number): Promise<Html | undefined> {
  const disputes = await openDisputes(db, undefined, MOST);
  if (disputes.length === 0) return undefined;
  const all = disputes.length < MOST ? disputes.length : await countOpenDisputes(db);
  const lines: Html[] = [];
  for (const { companyId, origin, at } of disputes) {
    const name = (await companyFields(db, companyId)).find(({ field }) => field === 'name')?.shown;
    const line = texts.disputeLine(name || companiesTexts.noName, texts.origins[origin]);
    lines.push(html`<li>
            <p>${line} <span class="hint">${momentInFrench(at, now)}</span></p>
            <p><a href="/staff/entreprises/${companyId}#holding-title">${texts.open}</a></p>
          </li>`);
  }
  return html`<section class="block" aria-labelledby="disputes-watch">
        <h2 id="disputes-watch">${texts.disputes} <span class="count">${String(all)}</span></h2>
        <p class="hint">${texts.disputesHint}${all > lines.length ? ` ${texts.disputesMore(lines.length, all)}` : undefined}</p>
        <ul class="watched">${lines}</ul>
      </section>`;
}
