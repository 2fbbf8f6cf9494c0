import { expect, it } from 'vitest';
import { followUpOf } from '#src/features/opportunities/follow-up/follow-up.ts';
import { followUpCsv, followUpView } from '#src/features/opportunities/pages/follow-up-view.ts';

const companies = Array.from({ length: 30 }, (_, index) => ({
  id: `c${index}`,
  seat: index < 20 ? 'Lille (59)' : 'Paris (75)',
  families: ['ess'],
}));
const first = (count: number) => new Set(companies.slice(0, count).map(({ id }) => id));
const FAMILIES = new Map([['ess', 'Économie sociale et solidaire']]);
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ');

it('shows each step that is counted as bars and in a table, and the wins beside the yardstick', () => {
  const followUp = followUpOf(companies, { alerted: first(28), bid: first(20), won: first(10) });
  const page = plain(followUpView(followUp, FAMILIES).text);
  expect(page).not.toContain('pas encore compté');
  expect(page).toMatch(/<p>Ont gagné : 10<\/p>\s*<svg[^>]*>[\s\S]*class="bar-won" width="50.00%"/);
  expect(page).toContain('<td data-label="Ont postulé">20</td>');
  // One bid in two won: it is the yardstick itself.
  expect(page).toMatch(/data-label="Ici">50 %<\/td>[\s\S]*data-label="Part du repère">100 %/);
  expect(plain(followUpCsv(followUp, FAMILIES))).toContain('Région du siège;Hauts-de-France;20;20;20;10');
});

it('says that a share is masked rather than let it be guessed', () => {
  const followUp = followUpOf(companies, { bid: first(20), won: first(2) });
  const page = plain(followUpView(followUp, FAMILIES).text);
  expect(page).toMatch(/Ont gagné, parmi celles qui ont postulé<\/th><td data-label="Ici">masqué/);
  expect(page).toContain('Pas encore compté : alertées.');
});
