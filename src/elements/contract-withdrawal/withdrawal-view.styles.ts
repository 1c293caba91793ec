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
  }
  .head,
  .body,
  .foot {
    padding-inline: max(1vw, min(var(--_space) * 3, 14vw - 2em));
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
  .lines li {
    gap: 0.25em 1em;
    align-items: center;
    padding: 0.25em 0;
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
    padding-inline: max(0.5vw, min(1em, 9vw - 1em));
    border-color: var(--_border);
  }
  [part='receipt'] > div {
    display: grid;
    gap: var(--_space);
    white-space: pre-line;
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
