import { css } from '../../shared/css.ts';

/** The dialog of a decision on many rows. */
export default css`
  dialog {
    padding: calc(var(--_space) * 3);
  }
  dialog[open],
  dialog .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }
  dialog[open] {
    grid-template-rows: auto auto minmax(0, 1fr) auto;
  }
  dialog .body {
    position: static;
    overflow: auto;
    gap: calc(var(--_space) * 1.5);
    contain: none;
  }
  dialog h3 {
    font-size: 1.125em;
  }
  .bulk-sum {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1em;
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
    color: color-mix(in oklab, var(--_danger) 75%, currentColor);
  }
`;
