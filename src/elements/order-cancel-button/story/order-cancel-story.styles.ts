import { css } from '../../shared/css.ts';

export default css`
  :host {
    --danger: var(--oc-danger, #d3302f);
    --space: var(--oc-spacing, 0.5rem);
    --radius: var(--oc-radius, 0.5rem);
    display: grid;
    gap: var(--space);
    line-height: 1.5;
    overflow-wrap: anywhere;
    text-align: start;
  }
  p,
  h2,
  blockquote {
    margin: 0;
  }
  blockquote {
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid #8886;
    white-space: pre-line;
  }
  progress {
    width: min(100%, 16rem);
    accent-color: var(--oc-pending, #b26a00);
  }
  .refunded {
    display: grid;
    gap: 0.25em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
  }
  button,
  select,
  textarea {
    box-sizing: border-box;
    min-height: 44px;
    padding: 0.5em 1em;
    border: 1px solid var(--oc-border, #8888);
    border-radius: var(--radius);
    background: transparent;
    color: inherit;
    font: inherit;
  }
  select,
  textarea {
    width: 100%;
    padding: 0.5em;
  }
  option {
    background: Canvas;
    color: CanvasText;
  }
  button {
    cursor: pointer;
  }
  button:hover {
    background: #8882;
  }
  :focus-visible {
    outline: 3px solid var(--oc-focus, #1a73e8);
    outline-offset: 2px;
  }
  .primary {
    border-color: transparent;
    background: color-mix(in oklab, currentColor 88%, transparent);
    color: Canvas;
    font-weight: 600;
  }
  .primary > span {
    color: var(--oc-surface, Canvas);
  }
  .primary:hover {
    background: currentColor;
  }
  [aria-disabled='true'],
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  dialog {
    box-sizing: border-box;
    width: min(30rem, 100% - 1rem);
    max-height: calc(100% - 1rem);
    overflow-y: auto;
    padding: calc(var(--space) * 3);
    border: 1px solid var(--oc-border, #8888);
    border-radius: var(--radius);
    background: var(--oc-surface, Canvas);
    color: var(--oc-text, CanvasText);
    font: var(--oc-font, inherit);
    box-shadow: 0 1rem 3rem #0006;
  }
  dialog[open],
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--space) * 2);
  }
  dialog::backdrop {
    background: #0008;
  }
  h2 {
    font-size: 1.25em;
    outline: none;
  }
  label {
    display: grid;
    gap: 0.25em;
  }
  .check {
    display: flex;
    gap: 0.5em;
    align-items: start;
    min-height: 44px;
  }
  .check input {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    margin: 0.1em 0 0;
  }
  .problem {
    color: color-mix(in oklab, var(--danger) 80%, currentColor);
  }
  p:empty {
    display: none;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: var(--space);
  }
`;
