import { css } from '../../shared/css.ts';

export default css`
  dialog {
    --danger: var(--oc-danger, #d3302f);
    --pending: var(--oc-pending, #b26a00);
    --space: var(--oc-spacing, 0.5rem);
    --radius: var(--oc-radius, 0.5rem);
    box-sizing: border-box;
    width: min(36rem, 100% - 1rem);
    max-height: calc(100% - 1rem);
    padding: 0;
    border: 1px solid var(--oc-border, #8888);
    border-radius: var(--radius);
    background: var(--oc-surface, Canvas);
    color: var(--oc-text, CanvasText);
    font: var(--oc-font, inherit);
    line-height: 1.5;
    overflow-wrap: anywhere;
    text-align: start;
    box-shadow: 0 1rem 3rem #0006;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: #0008;
  }
  header,
  .body,
  footer {
    padding: calc(var(--space) * 2) calc(var(--space) * 3);
  }
  header {
    padding-bottom: var(--space);
  }
  .body,
  footer,
  .field,
  section,
  details[open] {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space);
  }
  .body {
    flex: auto;
    overflow-y: auto;
    overscroll-behavior: contain;
    align-content: start;
    gap: calc(var(--space) * 2.5);
    padding-top: 0;
  }
  footer {
    border-top: 1px solid #8884;
  }
  section,
  .field {
    gap: 0.25em;
  }
  h2,
  h3,
  p,
  ul,
  dl,
  dd {
    margin: 0;
  }
  h2 {
    font-size: 1.25em;
    outline: none;
  }
  h3 {
    font-size: 1em;
  }
  p:empty,
  span:empty {
    display: none;
  }
  ul {
    padding-inline-start: 1.25em;
  }
  .muted {
    color: color-mix(in oklab, currentColor 75%, transparent);
    font-size: 0.875em;
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
    padding: 0.5em 0;
    border-bottom: 1px solid #8884;
  }
  .lines div {
    display: grid;
    min-width: 0;
  }
  .lines li > span,
  strong,
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
  a bdi {
    display: inline;
  }
  p bdi {
    display: inline-block;
    max-width: 100%;
    text-overflow: ellipsis;
    white-space: nowrap;
    vertical-align: bottom;
  }
  .notice,
  .gate {
    padding: calc(var(--space) * 1.5);
    border-inline-start: 4px solid var(--pending);
    border-radius: var(--radius);
    background: color-mix(in oklab, var(--pending) 12%, transparent);
  }
  .problem {
    color: color-mix(in oklab, var(--danger) 75%, currentColor);
  }
  .check,
  .row,
  .actions,
  [part='alternatives'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space) calc(var(--space) * 2);
  }
  .check {
    flex-wrap: nowrap;
    min-height: 44px;
  }
  input {
    flex: none;
    width: 1.5em;
    height: 1.5em;
    margin: 0;
  }
  summary {
    padding: 0.625em 0;
    cursor: pointer;
  }
  select,
  textarea,
  button {
    box-sizing: border-box;
    min-height: 44px;
    padding: 0.5em 0.75em;
    border: 1px solid #888;
    border-radius: var(--radius);
    background: none;
    color: inherit;
    font: inherit;
  }
  label,
  summary,
  .due,
  button {
    font-weight: 600;
  }
  select,
  textarea {
    width: 100%;
    background: var(--oc-surface, Canvas);
    resize: vertical;
  }
  [aria-invalid='true'] {
    border-color: var(--danger);
  }
  button {
    cursor: pointer;
  }
  button:hover {
    background: #8883;
  }
  .actions {
    gap: var(--space);
  }
  .actions button {
    flex: auto;
  }
  .danger,
  .danger:hover {
    border-color: transparent;
    background: color-mix(in oklab, var(--danger) 88%, black);
    color: #fff;
  }
  [aria-disabled='true'],
  :disabled {
    opacity: 0.55;
    cursor: not-allowed;
  }
  :focus-visible:not(h2) {
    outline: 2px solid var(--oc-focus, currentColor);
    outline-offset: 2px;
  }
  a {
    color: inherit;
  }
  @media (max-height: 34rem) {
    dialog[open] {
      display: block;
    }
  }
`;
