import { css } from '../css.ts';

/**
 * What lies over the page. A dialog inherits from where its button happens to stand; how a table's cell or a banner sets its
 * text is nothing to it.
 */
export default css`
  dialog {
    box-sizing: border-box;
    width: min(36rem, 100% - 1em, 100% - 1rem);
    max-width: none;
    max-height: calc(100% - 1rem);
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: var(--_font);
    font-variant: normal;
    line-height: 1.5;
    letter-spacing: normal;
    word-spacing: normal;
    white-space: normal;
    word-break: normal;
    overflow-wrap: anywhere;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    text-shadow: none;
    writing-mode: horizontal-tb;
    text-orientation: mixed;
    cursor: auto;
    box-shadow: 0 1rem 3rem #0006;
  }
  dialog::backdrop {
    background: #0008;
  }
`;
