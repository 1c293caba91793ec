import { css } from '../css.ts';

/** Fields, choices, links, notices, and which button does what: shared by everything that is loaded after the first button. */
export default css`
  p,
  h2,
  h3,
  ul,
  dl,
  dd,
  fieldset,
  blockquote {
    margin: 0;
  }
  p:empty,
  span:empty {
    display: none;
  }
  h2,
  h3 {
    font-weight: 600;
    line-height: 1.25;
  }
  h2 {
    font-size: 1.25em;
  }
  h3 {
    font-size: 1em;
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  .muted {
    color: color-mix(in oklab, currentColor 75%, transparent);
    font-size: 0.875em;
  }
  .problem {
    color: color-mix(in oklab, var(--_danger) 75%, currentColor);
  }
  .notice {
    padding: calc(var(--_space) * 1.5);
    border-inline-start: 4px solid var(--_pending);
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_pending) 12%, transparent);
  }
  a {
    color: inherit;
  }
  button {
    border-color: var(--_border);
  }
  select,
  textarea,
  input {
    box-sizing: border-box;
    min-width: 0;
    max-width: 100%;
    min-height: 44px;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  textarea {
    resize: vertical;
  }
  option,
  optgroup {
    background: Canvas;
    color: CanvasText;
  }
  input:is([type='checkbox'], [type='radio']) {
    flex: none;
    width: 1.5em;
    height: 1.5em;
    min-width: 24px;
    min-height: 24px;
    margin: 0;
    accent-color: currentColor;
  }
  .check {
    display: flex;
    gap: calc(var(--_space) * 1.5);
    align-items: center;
    min-height: 44px;
  }
  summary {
    min-height: 44px;
    align-content: center;
    font-weight: 600;
    cursor: pointer;
  }
  .actions,
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    align-items: center;
  }
  .primary,
  button.danger {
    border-color: transparent;
    background: color-mix(in oklab, var(--_text) 88%, var(--_surface));
    color: var(--_surface);
  }
  .primary:hover {
    background: var(--_text);
  }
  button.danger,
  button.danger:hover {
    background: color-mix(in oklab, var(--_danger) 88%, black);
    color: #fff;
  }
  .quiet {
    border-color: transparent;
    text-decoration: underline;
  }
  [aria-invalid='true'] {
    border-color: var(--_danger);
  }
  [aria-disabled='true'],
  :disabled {
    opacity: 0.55;
    cursor: not-allowed;
  }
  @media (forced-colors: active) {
    button {
      border-color: ButtonBorder;
    }
    :is(.primary, button.danger, button.danger:hover) {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    [aria-disabled='true'],
    :disabled {
      border-color: GrayText;
      background: Canvas;
      color: GrayText;
      opacity: 1;
    }
    .notice {
      border: 1px solid;
      border-inline-start-width: 4px;
    }
  }
`;
