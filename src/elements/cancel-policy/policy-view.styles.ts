import { css } from '../shared/css.ts';

/** The help page: its text is the page's own, only its table has lines. */
export default css`
  :host(:not([hidden])) {
    display: block;
  }
  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
    font: var(--_font);
    line-height: 1.5;
    overflow-wrap: anywhere;
    text-align: start;
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
  }
  [role='heading'] {
    font-weight: 600;
    line-height: 1.25;
    break-after: avoid;
  }
  .h0 {
    font-size: 1.5em;
  }
  .h1 {
    font-size: 1.2em;
  }
  p,
  ul,
  ol {
    margin: 0;
  }
  ul,
  ol {
    padding-inline-start: 1.5em;
  }
  li + li {
    margin-block-start: calc(var(--_space) / 2);
  }
  .note,
  .version,
  .depends {
    color: color-mix(in oklab, currentColor 75%, transparent);
    font-size: 0.9em;
  }
  .row {
    display: grid;
    gap: var(--_space);
    padding-block-start: calc(var(--_space) * 1.5);
    border-block-start: 1px solid var(--_border);
  }
  .time {
    font-weight: 600;
    font-size: 0.95em;
  }
  [part~='usual']::marker {
    font-weight: 700;
  }
  [part~='usual'] {
    font-weight: 600;
  }
  .scroll {
    container-type: inline-size;
    overflow-x: auto;
    border-radius: var(--_radius);
  }
  .scroll:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    /* Columns are as wide as their longest word at least. */
    overflow-wrap: break-word;
  }
  caption {
    padding-block-end: var(--_space);
    text-align: start;
    font-size: 0.9em;
  }
  th,
  td {
    padding: var(--_space) calc(var(--_space) * 1.5);
    border: 1px solid var(--_border);
    text-align: start;
    vertical-align: top;
  }
  tbody {
    break-inside: avoid;
  }
  @container (width < 26rem) {
    table {
      font-size: 0.9em;
    }
    th,
    td {
      padding: calc(var(--_space) * 0.75);
    }
  }
  .answer {
    display: block;
    padding-inline-start: 0.625em;
    border-inline-start: 4px solid var(--_neutral);
    font-weight: 600;
  }
  .answer.cancel {
    border-color: var(--_success);
  }
  .answer.request {
    border-color: var(--_pending);
  }
  .answer.return {
    border-color: var(--_accent);
  }
  .answer.none {
    border-color: var(--_danger);
  }
  .depends {
    display: block;
    margin-block-start: calc(var(--_space) / 2);
  }
  @media print {
    .scroll {
      overflow: visible;
    }
  }
`;
