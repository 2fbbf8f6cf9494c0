import type { Form } from '#src/company/form/form.ts';
import type { Match } from '#src/features/directory/rules/match.ts';
import type { PublicCard } from '#src/features/directory/rules/public-card.ts';
import {
  criteriaWords,
  familyLabel,
  reasonWords,
  territoryLabel,
  tradesOf,
} from '#src/features/directory/search/show-companies.ts';
import { directoryTexts } from '#src/features/directory/texts.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { pageTexts as texts } from './texts.ts';

/** What a search was understood as, in words. */
export const understood = criteriaWords;

const badge = (isVerified: boolean): Html =>
  html`<span class="badge${isVerified ? ' verified' : ''}">${isVerified ? texts.verified : texts.declared}</span>`;

function familyList(form: Form, card: PublicCard): Html {
  if (card.families.length === 0) return html`<p>${texts.noFamily}</p>`;
  return html`<ul class="families">${card.families.map(
    (one) => html`<li>${familyLabel(form, one)} ${badge(one.isVerified)}</li>`,
  )}</ul>`;
}

const townOf = ({ town }: PublicCard): string | undefined => town && `${town.name} (${town.department})`;

/** A company in a list. */
export function cardItem(form: Form, { card, reasons, missing }: Match): Html {
  const trades = tradesOf(card);
  const lacks = missing.map((one) => directoryTexts.missingNames[one]);
  const town = townOf(card);
  return html`<li class="card">
          <h3><a href="/annuaire/${card.slug}">${card.name}</a></h3>
          <p class="facts">${[...(town ? [town] : []), ...trades].join(' · ')}</p>
          ${card.territory && html`<p class="facts">${texts.territory} : ${territoryLabel(card.territory)}</p>`}
          ${familyList(form, card)}
          ${
            reasons.length > 0
              ? html`<p class="reasons"><strong>${texts.why} :</strong> ${reasons.map((one) => reasonWords(form, card, one)).join(' ; ')}.</p>`
              : undefined
          }
          ${lacks.length > 0 ? html`<p class="reasons">${texts.lacks(lacks.join(', '))}.</p>` : undefined}
        </li>`;
}

const row = (term: string, value: Html | undefined): Html | undefined =>
  value && html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

/** The page of a company. */
export function companyView(form: Form, card: PublicCard): Html {
  const trades = tradesOf(card);
  const town = townOf(card);
  const words = new URLSearchParams({ ecrire: texts.contactWords(card.name, card.key) });
  const disputed = new URLSearchParams({ ecrire: texts.notYoursWords(card.key) });
  return html`<p><a href="/annuaire">${texts.back}</a></p>
      <h1>${card.name}</h1>
      <dl class="sheet">
        ${row(texts.does, trades.length > 0 ? html`${trades.join(', ')}` : undefined)}
        ${row(texts.offer, card.offer ? html`${card.offer}` : undefined)}
        ${row(texts.town, town ? html`${town}` : undefined)}
        ${row(texts.territory, card.territory && html`${territoryLabel(card.territory)}`)}
        ${row(texts.families, familyList(form, card))}
      </dl>
      <p class="hint">${texts.origins}</p>
      <h2>${texts.contact}</h2>
      <p>${texts.contactHow}</p>
      <p><a class="primary" href="/?${words.toString()}">${texts.contactButton(card.name)}</a></p>
      <p class="hint">${texts.yours}</p>
      <p class="hint">${texts.notYours} <a href="/?${disputed.toString()}">${texts.notYoursButton}</a></p>`;
}
