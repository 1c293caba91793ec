import { css } from '../css.ts';

/** What a dialog is divided into: a head, what scrolls, and what is done with it, always in sight. */
export default css`
  dialog[open] {
    display: flex;
    flex-direction: column;
    overflow-y: auto;
  }
  .head,
  .body,
  .foot {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
  }
  .head {
    padding-bottom: var(--_space);
  }
  .body,
  .foot,
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
  }
  .body {
    flex: 1 1 auto;
    /* What is left beside large text or in a small window: below that the dialog scrolls as a whole. */
    min-height: min(8em, 50vh);
    overflow-y: auto;
    overscroll-behavior: contain;
    align-content: start;
    gap: calc(var(--_space) * 2.5);
    padding-top: 0;
  }
  .foot {
    flex: none;
    border-top: 1px solid var(--_border);
  }
  .field {
    gap: 0.25em;
  }
  .lines {
    padding: 0;
    list-style: none;
  }
  .lines li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    border-bottom: 1px solid var(--_border);
  }
  .actions > * {
    flex: auto;
  }
  a.button {
    display: inline-flex;
    box-sizing: border-box;
    align-items: center;
    justify-content: center;
    min-height: 44px;
    padding: 0.5em 1em;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    font-weight: 600;
    text-align: center;
    text-decoration: none;
  }
  @media (max-height: 34rem) {
    dialog[open] {
      display: block;
    }
  }
`;
