import { css } from '../../shared/css.ts';

/** What is there from the start but for the table: filters, what is chosen, what stands in place of rows, what can be opened. */
export default css`
  :host(:not([hidden])) {
    display: block;
    container-type: inline-size;
  }
  .queue {
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
  h4,
  ol,
  figure {
    margin: 0;
  }
  ul,
  ol,
  fieldset {
    min-width: 0;
    padding: 0;
    border: 0;
    list-style: none;
  }
  /* A name that runs the other way begins where the others do. */
  bdi {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .strong {
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
  .news,
  .selection {
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
    min-width: 0;
    max-width: 100%;
    align-items: center;
    gap: .5em;
    font-weight: 600;
  }
  select {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .selection {
    padding: var(--_space) calc(var(--_space) * 1.5);
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_accent) 14%, transparent);
  }
  .news [part='news'] {
    border-color: var(--_accent);
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    align-items: start;
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
  .empty[aria-busy='true'] {
    padding: 1rem;
  }
  .bone {
    width: 100%;
    height: 2.5rem;
    border-radius: var(--_radius);
    background: color-mix(in oklab, currentColor 9%, transparent);
  }
  summary {
    width: fit-content;
  }
  .keys summary {
    color: color-mix(in oklab, currentColor 75%, transparent);
    font-size: .875em;
    font-weight: 400;
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
  .aside {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
    gap: 0 calc(var(--_space) * 3);
    align-items: start;
  }
  /* Beside the details there is room for cards, or for all columns. */
  @container (min-width: 70rem) {
    .with-details {
      grid-template-columns: minmax(18rem, 24rem) minmax(0, 1fr);
    }
  }
  @container (min-width: 114rem) {
    .with-details {
      grid-template-columns: minmax(61rem, 1fr) minmax(0, 54rem);
    }
  }
  @container (max-width: 47rem) {
    .toolbar > [part='search'] {
      flex: 1 1 100%;
    }
    .sort,
    .sort select {
      flex: auto;
      width: 100%;
      min-width: 0;
    }
  }
  @media (forced-colors: active) {
    .filters [aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
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
