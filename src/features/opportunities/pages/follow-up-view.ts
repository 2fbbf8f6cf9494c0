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
  const rows = found.map(
    ({ name, here, mark, part }) =>
      html`<tr><th scope="row">${name}</th><td>${here}</td><td>${mark}</td><td>${part === undefined ? '–' : frenchPercent(part)}</td></tr>`,
  );
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
  const lines = rows.map(
    (row) =>
      html`<tr><th scope="row">${nameOf(row)}</th>${STEPS.map((step) => html`<td>${cellText(row.counts[step])}</td>`)}</tr>`,
  );
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

const numbers = (
  title: string,
  heads: readonly string[],
  rows: readonly Html[],
): Html => html`<div class="wide-table" role="region" aria-label="${title}" tabindex="0"><table class="numbers">
          <thead><tr>${heads.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
          <tbody>${rows}</tbody>
        </table></div>`;

interface Bars {
  readonly name: string;
  readonly bars: readonly { readonly kind: Step | 'mark'; readonly value: number; readonly text: string }[];
}

const NAME_HEIGHT = 26;
const BAR_HEIGHT = 36;
const BAR = 12;
const GAP = 10;

/** Bars with their words above each: they are read without colours, and at any width. */
function plot(title: string, groups: readonly Bars[]): Html {
  let y = 0;
  const shapes = groups.map(({ name, bars }) => {
    const top = y;
    y += NAME_HEIGHT + bars.length * BAR_HEIGHT + GAP;
    const drawn = bars.map(({ kind, value, text }, index) => {
      const at = top + NAME_HEIGHT + index * BAR_HEIGHT;
      const width = `${(100 * Math.min(1, value)).toFixed(2)}%`;
      return html`<text class="value" x="0" y="${String(at + 13)}">${text}</text>
            <rect class="ground" x="0" y="${String(at + 18)}" width="100%" height="${String(BAR)}" rx="3"></rect>
            <rect class="bar-${kind}" x="0" y="${String(at + 18)}" width="${width}" height="${String(BAR)}" rx="3"></rect>`;
    });
    return html`<text class="group" x="0" y="${String(top + 18)}">${name}</text>${drawn}`;
  });
  return html`<svg class="plot" role="img" aria-label="${texts.plot(title)}" width="100%" height="${String(y)}">${shapes}</svg>`;
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
