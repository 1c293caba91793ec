import { css } from '../../shared/css.ts';

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
  .field,
  .money,
  section,
  details[open] {
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
  section,
  .field,
  .money {
    gap: 0.25em;
  }
  ul {
    padding-inline-start: 1.25em;
  }
  .lines,
  [part='alternatives'] {
    padding: 0;
    list-style: none;
  }
  .lines li,
  .total,
  dl div {
    display: flex;
    justify-content: space-between;
    gap: 1em;
    padding: 0.25em 0;
  }
  .lines li {
    flex-wrap: wrap;
    padding: 0.5em 0;
    border-bottom: 1px solid var(--_border);
  }
  .lines li > :first-child {
    flex: 1;
  }
  .about {
    display: grid;
    min-width: 0;
  }
  .amount,
  dd {
    direction: ltr;
    white-space: nowrap;
  }
  bdi,
  .lines .muted {
    overflow: hidden;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  li > bdi,
  a bdi,
  summary bdi {
    display: inline;
  }
  p bdi {
    display: inline-block;
    max-width: 100%;
    text-overflow: ellipsis;
    white-space: nowrap;
    vertical-align: bottom;
  }
  [part='alternatives'] {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space) calc(var(--_space) * 2);
    align-items: center;
  }
  select,
  textarea {
    width: 100%;
  }
  label,
  .due,
  .outcome {
    font-weight: 600;
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
