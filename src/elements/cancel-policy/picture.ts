import { html, nothing, svg } from 'lit';
import type { Outcome } from '../../domain/policy.ts';
import type { HelpCell, HelpRow, HelpTable } from '../../policy/describe/description.ts';

/** Heights in px: a row's name, its bar, and the ends of its windows under it. */
const [nameHeight, barHeight, endHeight, gap] = [18, 26, 18, 12] as const;
const rowHeight = nameHeight + barHeight + endHeight + gap;
/** Names are cut where the picture has no room; the table has them whole. */
const longest = 44;

/**
 * The table as a picture: a bar for each group of statuses, its parts by time, told apart by pattern as well as by colour. Its
 * parts are of one width, however long they last. `leftward`: time runs from right to left.
 */
export function renderPicture({ rows }: HelpTable, leftward: boolean): unknown {
  const shown = new Map(
    rows.flatMap(({ cells }) => cells.map(({ outcome, answer }): [Outcome, string] => [outcome, answer])),
  );
  return html`<svg class="picture" width="100%" height=${rows.length * rowHeight} role="presentation" focusable="false">
      ${patterns} ${rows.map((row, at) => renderRow(row, at * rowHeight, leftward))}
    </svg>
    <ul class="legend">
      ${[...shown].map(
        ([outcome, answer]) => html`<li>
          <svg width="28" height="16" role="presentation" focusable="false">
            <rect x="0.5" y="0.5" width="27" height="15" class="part ${outcome}" fill=${fillOf(outcome)}></rect>
          </svg>
          ${answer}
        </li>`,
      )}
    </ul>`;
}

function renderRow({ name, cells }: HelpRow, top: number, leftward: boolean): unknown {
  const width = 100 / cells.length;
  const label = name.length > longest ? `${name.slice(0, longest)}…` : name;
  return svg`<g>
    <text x=${leftward ? '100%' : '0%'} y=${top + 13} class="name">${label}</text>
    ${cells.map((cell, at) => renderPart(cell, leftward ? 100 - (at + 1) * width : at * width, width, top, leftward))}
  </g>`;
}

function renderPart(
  { outcome, begins, time, answer }: HelpCell,
  x: number,
  width: number,
  top: number,
  leftward: boolean,
): unknown {
  const edge = leftward ? x + width : x;
  const bar = top + nameHeight;
  return svg`<g>
    <rect x="${x}%" y=${bar} width="${width}%" height=${barHeight} class="part ${outcome}" fill=${fillOf(outcome)}>
      <title>${time}: ${answer}</title>
    </rect>
    ${
      begins
        ? svg`<line x1="${edge}%" x2="${edge}%" y1=${bar - 3} y2=${bar + barHeight + 4} class="end"></line>
          <text x="${edge}%" y=${bar + barHeight + 15} class="when">${begins}</text>`
        : nothing
    }
  </g>`;
}

function fillOf(outcome: Outcome): string {
  return `url(#oc-${outcome})`;
}

const patterns = svg`<defs>
  <pattern id="oc-cancel" width="8" height="8" patternUnits="userSpaceOnUse">
    <rect width="8" height="8" class="tone cancel"></rect>
  </pattern>
  <pattern id="oc-request" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="4" height="8" class="tone request"></rect>
  </pattern>
  <pattern id="oc-return" width="8" height="8" patternUnits="userSpaceOnUse">
    <circle cx="4" cy="4" r="2.25" class="tone return"></circle>
  </pattern>
  <pattern id="oc-none" width="10" height="10" patternUnits="userSpaceOnUse">
    <path d="M2 2l6 6M8 2l-6 6" class="stroke none"></path>
  </pattern>
  <pattern id="oc-ask-server" width="8" height="8" patternUnits="userSpaceOnUse">
    <path d="M0 4h8" class="stroke ask-server"></path>
  </pattern>
</defs>`;
