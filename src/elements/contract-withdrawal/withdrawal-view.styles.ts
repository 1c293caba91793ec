import { css } from '../shared/css.ts';

export default css`
  :host(:not([hidden])) {
    display: inline-block;
    max-width: 100%;
    text-align: start;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    align-items: center;
    overflow-wrap: anywhere;
  }
  .top p {
    flex: 1 1 12em;
  }
  button {
    max-width: 100%;
    /* Large text in a small window takes the room: no word of a label is torn. */
    padding-inline: max(0.5vw, min(1em, 9vw - 1em));
    overflow-wrap: anywhere;
  }
  [part='button'] {
    /* As plain to see as what cancels, beside which it may stand. */
    border-color: currentColor;
  }
  dialog[open] {
    width: min(36rem, 100% - max(1vw, min(1rem, 14vw - 1.8rem)));
    display: flex;
    flex-direction: column;
    overflow-y: auto;
  }
  .head,
  .body,
  .foot {
    padding: calc(var(--_space) * 2) max(1vw, min(var(--_space) * 3, 14vw - 2em));
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
  .field label,
  legend {
    font-weight: 600;
  }
  fieldset {
    min-width: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
  }
  .field input,
  .field select,
  .field textarea {
    width: 100%;
  }
  .lines {
    padding: 0;
    list-style: none;
  }
  .lines li {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1em;
    justify-content: space-between;
    align-items: center;
    padding: 0.25em 0;
    border-bottom: 1px solid var(--_border);
  }
  .lines label {
    flex: 1 1 10em;
    min-width: 0;
  }
  .count {
    display: flex;
    gap: 0.5em;
    align-items: center;
  }
  .count input {
    width: 6em;
  }
  .about {
    flex: 1 0 100%;
  }
  a.button {
    display: inline-flex;
    box-sizing: border-box;
    align-items: center;
    justify-content: center;
    min-height: 44px;
    padding: 0.5em max(0.5vw, min(1em, 9vw - 1em));
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    font-weight: 600;
    text-decoration: none;
  }
  .actions > * {
    flex: auto;
  }
  [part='receipt'] > div {
    display: grid;
    gap: var(--_space);
    white-space: pre-line;
  }
  @media (max-height: 34rem) {
    dialog[open] {
      display: block;
    }
  }
  @media print {
    dialog[open] {
      display: block;
      position: absolute;
      inset: 0 0 auto;
      width: auto;
      max-height: none;
      margin: 0;
      border: 0;
      box-shadow: none;
      overflow: visible;
    }
    dialog::backdrop {
      background: Canvas;
    }
    .body {
      overflow: visible;
    }
    .foot {
      display: none;
    }
  }
`;
