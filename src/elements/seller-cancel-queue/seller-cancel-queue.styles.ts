import { css } from '../shared/css.ts';

export default css`
  :host(:not([hidden])) {
    display: block;
    container-type: inline-size;
  }
  .queue {
    --muted: color-mix(in oklab, currentColor 75%, transparent);
    --columns: 2.75rem minmax(6rem, 1.1fr) minmax(8rem, 1.6fr) minmax(7rem, 1.4fr) minmax(5.5rem, .8fr)
      minmax(9rem, 1.5fr) minmax(6.5rem, .8fr);
    display: grid;
    gap: calc(var(--_space) * 1.5);
    font: var(--_font);
    line-height: 1.4;
    text-align: start;
  }
  .queue > :empty,
  .news:not(:has(*)) {
    display: none;
  }
  button,
  input:not([type='checkbox'], [type='radio']),
  select,
  textarea {
    box-sizing: border-box;
    min-height: 44px;
    padding: .4em .75em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  input:not([type='checkbox'], [type='radio']),
  select,
  textarea {
    border-color: color-mix(in oklab, currentColor 55%, transparent);
    min-width: 0;
  }
  select {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  textarea,
  .field select,
  .field > input {
    width: 100%;
    resize: vertical;
  }
  button {
    font-weight: 600;
    cursor: pointer;
  }
  button:hover {
    background: color-mix(in oklab, currentColor 10%, var(--_surface));
  }
  .plain {
    border-color: transparent;
    background: none;
  }
  .primary,
  .primary:hover {
    border-color: transparent;
    background: color-mix(in oklab, var(--_accent) 88%, black);
    color: #fff;
  }
  .danger {
    border-color: color-mix(in oklab, var(--_danger) 60%, transparent);
    color: color-mix(in oklab, var(--_danger) 65%, currentColor);
  }
  [part='confirm'].danger {
    border-color: transparent;
    background: color-mix(in oklab, var(--_danger) 88%, black);
    color: #fff;
  }
  [aria-disabled='true'],
  :disabled {
    opacity: .55;
    cursor: not-allowed;
  }
  [aria-invalid='true'] {
    border-color: var(--_danger) !important;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  h3 {
    font-size: 1.125em;
    outline: none;
  }
  h4 {
    font-size: 1em;
  }
  .muted {
    color: var(--muted);
    font-size: .875em;
    font-weight: 400;
  }
  .strong {
    font-weight: 600;
  }
  .problem,
  .overdue {
    color: color-mix(in oklab, var(--_danger) 65%, currentColor);
  }
  .soon {
    font-weight: 600;
  }
  .unseen:not(td, th) {
    position: absolute;
    overflow: hidden;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .toolbar,
  .filters,
  .actions,
  .news,
  .selection,
  .inline {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space);
  }
  .filters {
    flex: 1 1 100%;
  }
  .filters button {
    border-radius: 2em;
    font-weight: 400;
  }
  .filters [aria-pressed='true'] {
    border-color: var(--_accent);
    background: color-mix(in oklab, var(--_accent) 16%, var(--_surface));
    font-weight: 600;
  }
  .count {
    margin-inline-start: .25em;
    font-variant-numeric: tabular-nums;
    opacity: .85;
  }
  [part='search'] {
    flex: 1 1 12rem;
  }
  .sort {
    display: inline-flex;
    align-items: center;
    gap: .5em;
  }
  .selection {
    padding: var(--_space);
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_accent) 14%, transparent);
  }
  [part='news'] {
    border-color: var(--_accent);
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    align-items: start;
  }
  .table {
    display: grid;
    gap: var(--_space);
    min-width: 0;
  }
  .grid {
    position: relative;
    overflow: auto;
    max-height: var(--_queue-height);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overscroll-behavior: contain;
    overflow-anchor: none;
  }
  .head {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    border-bottom: 1px solid var(--_border);
    background: var(--_surface);
    font-size: .875em;
  }
  .row-grid,
  .row {
    display: grid;
    grid-template-columns: var(--columns);
    align-items: center;
    min-width: 46rem;
    box-sizing: border-box;
  }
  .head button {
    padding-inline: .25em;
    white-space: nowrap;
    border: 0;
    background: none;
  }
  [role='columnheader'],
  [role='gridcell'] {
    min-width: 0;
    padding-inline: .5rem;
  }
  [role='columnheader'] {
    font-weight: 600;
  }
  .arrow {
    display: inline-block;
    width: 1.25em;
    text-align: center;
  }
  .amount {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .body {
    position: relative;
    min-width: 46rem;
    contain: layout;
  }
  .row {
    position: absolute;
    inset: 0 0 auto;
    height: 4.5rem;
    overflow: hidden;
    border-bottom: 1px solid var(--_border);
    cursor: pointer;
    contain: strict;
  }
  .row:hover {
    background: color-mix(in oklab, currentColor 6%, transparent);
  }
  .row[aria-selected='true'] {
    background: color-mix(in oklab, var(--_accent) 16%, transparent);
  }
  .row[part~='open'] {
    box-shadow: inset 4px 0 var(--_accent);
  }
  .row:dir(rtl)[part~='open'] {
    box-shadow: inset -4px 0 var(--_accent);
  }
  .row:focus-visible {
    outline-offset: -3px;
  }
  .row > div > * {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* Who asked, what happens by itself and how much it is are never cut off. */
  .row > :is(.left, .amount) > *,
  .row > div > .state {
    overflow: visible;
    overflow-wrap: anywhere;
    white-space: normal;
    line-height: 1.25;
  }
  .row > .reason > span {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    white-space: normal;
    line-height: 1.25;
  }
  .row > div > .overdue {
    font-size: .875em;
  }
  .row > .select {
    display: grid;
    place-items: center;
    align-self: stretch;
    padding: 0;
  }
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    width: 1.5rem;
    height: 1.5rem;
    margin: 0;
    accent-color: var(--_accent);
  }
  .state {
    max-width: 100%;
    box-sizing: border-box;
    vertical-align: bottom;
  }
  .touched {
    color: color-mix(in oklab, var(--_pending) 55%, currentColor);
    font-size: .8125em;
    font-weight: 600;
  }
  .more {
    padding: var(--_space);
    text-align: center;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: var(--_space);
    padding: 3rem 1rem;
    border: 1px dashed var(--_border);
    border-radius: var(--_radius);
    text-align: center;
  }
  .bone {
    width: 100%;
    height: 2.5rem;
    border-radius: var(--_radius);
    background: color-mix(in oklab, currentColor 9%, transparent);
  }
  .empty[aria-busy='true'] {
    padding: 1rem;
  }
  .keys p {
    display: flex;
    flex-wrap: wrap;
    gap: .25em 1.25em;
    padding: .25em 0;
    font-size: .875em;
  }
  kbd {
    padding: 0 .4em;
    border: 1px solid var(--_border);
    border-radius: .25em;
    font: .9em ui-monospace, monospace;
  }
  summary {
    width: fit-content;
    min-height: 24px;
    padding: .4em 0;
    cursor: pointer;
  }
  .keys summary {
    color: var(--muted);
    font-size: .875em;
  }
  .aside summary {
    font-weight: 600;
  }
  .aside {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
    gap: 0 calc(var(--_space) * 3);
    align-items: start;
  }
  .found {
    display: grid;
    gap: var(--_space);
    padding: var(--_space) 0;
  }
  .details,
  .form,
  dialog .body,
  dialog[open],
  .details section,
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
  }
  .details {
    gap: calc(var(--_space) * 2.5);
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: clip;
    overflow-wrap: anywhere;
  }
  dd > .muted {
    display: block;
  }
  .details header > button {
    flex: none;
  }
  .details header bdi {
    display: block;
  }
  .details header {
    display: flex;
    justify-content: space-between;
    align-items: start;
    gap: var(--_space);
  }
  .form {
    padding: calc(var(--_space) * 1.5);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: color-mix(in oklab, currentColor 4%, transparent);
  }
  .field {
    gap: .25em;
  }
  label,
  legend {
    font-weight: 600;
  }
  .check {
    display: flex;
    align-items: center;
    gap: var(--_space);
    min-height: 44px;
    font-weight: 400;
  }
  p:empty {
    display: none;
  }
  .told,
  .notice {
    padding: var(--_space) calc(var(--_space) * 1.5);
    border-inline-start: 4px solid var(--_pending);
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_pending) 12%, transparent);
  }
  .told {
    border-color: var(--_success);
    background: color-mix(in oklab, var(--_success) 12%, transparent);
  }
  dl div,
  .lines li {
    display: flex;
    justify-content: space-between;
    gap: 1em;
    padding: .25em 0;
    border-bottom: 1px solid color-mix(in oklab, currentColor 10%, transparent);
  }
  dt {
    flex: none;
    max-width: 45%;
    color: var(--muted);
  }
  dd {
    text-align: end;
  }
  ul,
  ol {
    list-style: none;
  }
  [part='effects'] ul {
    padding-inline-start: 1.25em;
    list-style: disc;
  }
  .lines li > div,
  .log li {
    display: grid;
    min-width: 0;
  }
  .log {
    display: grid;
    gap: calc(var(--_space) * 1.5);
  }
  .log li {
    padding-inline-start: 1em;
    border-inline-start: 2px solid var(--_border);
  }
  .sum {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .said {
    max-height: 12em;
    overflow: hidden;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  dialog {
    box-sizing: border-box;
    width: min(36rem, 100% - 1rem);
    max-height: calc(100% - 1rem);
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    gap: calc(var(--_space) * 2);
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    box-shadow: 0 1rem 3rem #0006;
  }
  dialog::backdrop {
    background: #0008;
  }
  dialog .body {
    position: static;
    min-width: 0;
    overflow: auto;
    contain: none;
  }
  .actions button {
    flex: auto;
  }
  .progress {
    display: flex;
    align-items: center;
    gap: var(--_space);
  }
  progress {
    flex: auto;
    accent-color: var(--_accent);
  }
  .results li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1em;
    padding: .25em 0;
    border-bottom: 1px solid var(--_border);
    overflow-wrap: anywhere;
  }
  .results .failed > :last-child {
    color: color-mix(in oklab, var(--_danger) 65%, currentColor);
  }
  .bars {
    width: 100%;
    max-height: 16rem;
    font-size: 9px;
    fill: currentColor;
  }
  .bars text {
    text-anchor: middle;
  }
  .bars line {
    stroke: currentColor;
    stroke-width: .5;
  }
  .series-0 {
    fill: var(--_series-1);
  }
  .series-1 {
    fill: var(--_series-2);
  }
  .series-2 {
    fill: var(--_series-3);
  }
  .series-3 {
    fill: var(--_series-4);
  }
  .series-4 {
    fill: var(--_series-5);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: .25em 1.25em;
  }
  .legend svg {
    width: .8em;
    height: .8em;
    margin-inline-end: .4em;
  }
  figure {
    position: relative;
    overflow: hidden;
  }
  table.unseen {
    table-layout: fixed;
  }
  @container (min-width: 75rem) {
    .with-details {
      grid-template-columns: minmax(0, 1fr) minmax(22rem, 27rem);
    }
    .with-details .details {
      overflow: auto;
      max-height: var(--_queue-height);
      box-sizing: border-box;
    }
  }
  @container (max-width: 47rem) {
    .head {
      position: absolute;
      overflow: hidden;
      width: 1px;
      height: 1px;
      clip-path: inset(50%);
    }
    .body,
    .row,
    .row-grid {
      min-width: 0;
    }
    .row {
      grid-template: 'select order amount' auto 'select request request' auto 'select reason reason' auto 'select left left' auto 'select since since' auto / 2.75rem minmax(0, 1fr) minmax(0, auto);
      height: 12.75rem;
      align-content: center;
      gap: .25rem 0;
      padding-block: .25rem;
    }
    .row .select {
      grid-area: select;
    }
    .row .order {
      grid-area: order;
    }
    .row .request {
      grid-area: request;
    }
    .row .reason {
      grid-area: reason;
    }
    .row .since {
      grid-area: since;
      font-size: .875em;
    }
    .row .left {
      grid-area: left;
    }
    .row .amount {
      grid-area: amount;
      font-weight: 600;
    }
    .toolbar > [part='search'] {
      flex: 1 1 100%;
    }
    .sort {
      flex: auto;
    }
    .sort select {
      flex: auto;
    }
  }
  @media (forced-colors: active) {
    .row[aria-selected='true'],
    .filters [aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .row:focus-visible {
      outline: 3px solid CanvasText;
    }
    .row[part~='open'] {
      border-inline-start: 4px solid Highlight;
    }
    .bars rect,
    .legend rect {
      forced-color-adjust: none;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .bone {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        opacity: .45;
      }
    }
  }
`;
