import {
  type Cell,
  type Cells,
  type FollowUp,
  type FollowUpRow,
  SMALL_GROUPS,
  STEPS,
  type Step,
} from '#src/features/opportunities/follow-up/follow-up.ts';
import { frenchPercent } from '#src/platform/french/measures.ts';
import { csvTable } from '#src/platform/web/csv.ts';
import { type Html, html } from '#src/platform/web/layout/html.ts';
import { followUpTexts as texts, YARDSTICK } from './texts-follow-up.ts';

/** Names of the families, by the ids of the form's choices. */
export type FamilyNames = ReadonlyMap<string, string>;

const NUMBER = new Intl.NumberFormat('fr-FR');
const PART = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 1 });

const cellText = (cell: Cell): string =>
  cell === undefined ? texts.notCounted : cell === 'masked' ? texts.masked : NUMBER.format(cell);

/** What became of the referenced companies: beside the yardstick, by territory, by family, each as bars and as a table. */
export function followUpView(followUp: FollowUp, families: FamilyNames): Html {
  const { total, byTerritory, byFamily } = followUp;
  const absent = STEPS.filter((step) => total[step] === undefined);
  const names = absent.map((step) => texts.steps[step]).join(', ');
  return html`<p><a href="/staff/opportunites">${texts.back}</a></p>
      <p>${texts.intro}</p>
      ${absent.length > 0 ? html`<p class="published">${texts.notCountedNote(names.toLowerCase())}</p>` : undefined}
      <p class="actions"><a href="/staff/opportunites/suivi.csv" download>${texts.csv}</a></p>
      ${yardstickPart(total)}
      ${cutPart('territory', byTerritory, (row) => territoryName(row))}
      ${cutPart('family', byFamily, (row) => familyName(row, families))}
      <p class="hint">${texts.maskedNote}</p>`;
}

const territoryName = ({ group }: FollowUpRow): string =>
  group === SMALL_GROUPS ? texts.smallTerritories : (group ?? texts.noTerritory);

const familyName = ({ group }: FollowUpRow, families: FamilyNames): string =>
  group === SMALL_GROUPS
    ? texts.smallFamilies
    : group === undefined
      ? texts.noFamily
      : (families.get(group) ?? group);

/** What is measured against the yardstick, as fractions of one. */
function measures(total: Cells): { name: string; here: string; mark: string; part: number | undefined }[] {
  const { referenced, bid, won } = total;
  const share = typeof bid === 'number' && typeof won === 'number' && bid > 0 ? won / bid : undefined;
  const isCounted = bid !== undefined && won !== undefined;
  return [
    {
      name: texts.referencedOf,
      here: cellText(referenced),
      mark: NUMBER.format(YARDSTICK.referenced),
      part: typeof referenced === 'number' ? referenced / YARDSTICK.referenced : undefined,
    },
    {
      name: texts.wonOf,
      here: share === undefined ? (isCounted ? texts.masked : texts.notCounted) : frenchPercent(share),
      mark: frenchPercent(YARDSTICK.wonShare),
      part: share === undefined ? undefined : share / YARDSTICK.wonShare,
    },
  ];
}

function yardstickPart(total: Cells): Html {
  const found = measures(total);
  const bars: Bars[] = found.map(({ name, here, mark, part }) => ({
    name,
    bars: [
      { kind: 'referenced', value: part ?? 0, text: here },
      { kind: 'mark', value: 1, text: `${texts.mark} : ${mark}` },
    ],
  }));
  const rows = found.map(({ name, here, mark, part }) => [
    name,
    here,
    mark,
    part === undefined ? '–' : PART.format(part),
  ]);
  return html`<section class="block" aria-labelledby="yardstick-title">
        <h2 id="yardstick-title">${texts.yardstick}</h2>
        <p>${texts.yardstickIntro}</p>
        ${plot(texts.yardstick, bars)}
        ${numbers(texts.yardstick, [texts.measure, texts.here, texts.mark, texts.share], rows)}
      </section>`;
}

function cutPart(
  cut: 'territory' | 'family',
  rows: readonly FollowUpRow[],
  nameOf: (row: FollowUpRow) => string,
): Html {
  const title = cut === 'territory' ? texts.byTerritory : texts.byFamily;
  const counted = STEPS.filter((step) => rows.some(({ counts }) => counts[step] !== undefined));
  const most = Math.max(1, ...rows.flatMap(({ counts }) => counted.map((step) => lengthOf(counts[step]))));
  const bars = rows.map((row) => ({
    name: nameOf(row),
    bars: counted.map((step) => ({
      kind: step,
      value: lengthOf(row.counts[step]) / most,
      text: `${texts.steps[step]} : ${cellText(row.counts[step])}`,
    })),
  }));
  const lines = rows.map((row) => [nameOf(row), ...STEPS.map((step) => cellText(row.counts[step]))]);
  return html`<section class="block" aria-labelledby="${cut}-title">
        <h2 id="${cut}-title">${title}</h2>
        ${
          rows.length === 0
            ? html`<p>${texts.nobody}</p>`
            : html`${plot(title, bars)}
        ${numbers(title, [cut === 'territory' ? texts.territory : texts.family, ...STEPS.map((step) => texts.steps[step])], lines)}`
        }
      </section>`;
}

const lengthOf = (cell: Cell): number => (typeof cell === 'number' ? cell : 0);

/** A table of numbers; on a narrow screen each of its lines is a card. @param lines the name of each first */
const numbers = (
  title: string,
  heads: readonly string[],
  lines: readonly (readonly string[])[],
): Html => html`<table class="listing" aria-label="${title}">
          <thead><tr>${heads.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
          <tbody>${lines.map(([name = '', ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell, at) => html`<td data-label="${heads[at + 1] ?? ''}">${cell}</td>`)}</tr>`)}</tbody>
        </table>`;

interface Bars {
  readonly name: string;
  readonly bars: readonly { readonly kind: Step | 'mark'; readonly value: number; readonly text: string }[];
}

const BAR = 12;

/** Bars with their words above each: they are read without colours, and at any width. */
const plot = (
  title: string,
  groups: readonly Bars[],
): Html => html`<div class="plot" role="img" aria-label="${texts.plot(title)}">
          ${groups.map(({ name, bars }) => html`<p class="group">${name}</p>${bars.map(bar)}`)}
        </div>`;

function bar({ kind, value, text }: Bars['bars'][number]): Html {
  const shape = (name: string, width: string) =>
    html`<rect class="${name}" width="${width}" height="${String(BAR)}" rx="3"></rect>`;
  const width = `${(100 * Math.min(1, value)).toFixed(2)}%`;
  return html`<p>${text}</p>
            <svg width="100%" height="${String(BAR)}" aria-hidden="true">${shape('ground', '100%')}${shape(`bar-${kind}`, width)}</svg>`;
}

/** The same as a table that holds nothing of anybody. */
export function followUpCsv({ total, byTerritory, byFamily }: FollowUp, families: FamilyNames): string {
  const cells = (counts: Cells) => STEPS.map((step) => csvCellOf(counts[step]));
  return csvTable([
    [texts.csvCut, texts.csvGroup, ...STEPS.map((step) => texts.steps[step])],
    [texts.total, texts.total, ...cells(total)],
    ...byTerritory.map((row) => [texts.territory, territoryName(row), ...cells(row.counts)]),
    ...byFamily.map((row) => [texts.family, familyName(row, families), ...cells(row.counts)]),
    ...measures(total).map(({ name, here, mark }) => [
      texts.yardstick,
      `${name} (${texts.mark} : ${mark})`,
      here,
    ]),
  ]);
}

const csvCellOf = (cell: Cell): string | number => (typeof cell === 'number' ? cell : cellText(cell));
