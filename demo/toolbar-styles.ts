/** The toolbar is no part of the shop's page: dark, in a type of its own, in either scheme. */
export const styles = new CSSStyleSheet();

styles.replaceSync(`
  :host {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    display: block;
    border-block-start: 3px solid #f5b73b;
    background: #16181d;
    color: #eceef2;
    color-scheme: dark;
    font: 0.8125rem/1.4 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace;
    accent-color: #f5b73b;
  }
  details {
    max-width: 88rem;
    margin-inline: auto;
    padding-inline: clamp(1rem, 4vw, 2.5rem);
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 1rem;
    min-height: 2.75rem;
    padding-block: 0.25rem;
    cursor: pointer;
  }
  summary span::before {
    content: "▸";
    display: inline-block;
    width: 1.25em;
    color: #f5b73b;
  }
  [open] summary span::before {
    content: "▾";
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .clock {
    color: #f5b73b;
    font-variant-numeric: tabular-nums;
  }
  .controls,
  .group,
  .time,
  .group label {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .controls {
    gap: 0 1.25rem;
    padding-block-end: 0.375rem;
  }
  .time {
    flex: 1 1 18rem;
  }
  input {
    flex: 1 1 9rem;
    min-width: 0;
    height: 2.75rem;
    margin: 0;
  }
  button,
  select {
    min-height: 2.25rem;
    padding: 0.125rem 0.625rem;
    border: 1px solid #5b616e;
    border-radius: 0.375rem;
    background: #262a33;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  button:hover {
    background: #363c48;
  }
  a {
    display: inline-flex;
    align-items: center;
    min-height: 2.75rem;
    color: inherit;
  }
  .told {
    margin: 0;
    padding-block-end: 0.5rem;
    color: #b6bcc8;
  }
  .told:empty {
    display: none;
  }
  :focus-visible {
    outline: 2px solid #f5b73b;
    outline-offset: 2px;
  }
  @media (pointer: coarse) {
    button,
    select {
      min-height: 2.75rem;
    }
  }
  @media (max-width: 59.99rem) {
    .controls {
      gap: 0.5rem;
      max-height: 55vh;
      overflow-y: auto;
      padding-block-end: 0.75rem;
    }
  }
`);
