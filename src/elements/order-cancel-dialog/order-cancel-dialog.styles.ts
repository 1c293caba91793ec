import { css } from 'lit';

export default css`
  dialog {
    --danger: var(--oc-danger, #d3302f);
    box-sizing: border-box;
    width: min(36rem, 100vw - 1rem);
    max-height: calc(100dvh - 1rem);
    padding: 0;
    border: 1px solid var(--oc-border, color-mix(in oklab, currentColor 25%, transparent));
    border-radius: calc(var(--oc-radius, 0.5rem) * 1.5);
    background: var(--oc-surface, Canvas);
    color: var(--oc-text, CanvasText);
    font: var(--oc-font, inherit);
    line-height: 1.5;
    text-align: start;
    box-shadow: 0 1rem 3rem rgb(0 0 0 / 30%);
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 50%);
  }
  header,
  .body,
  footer {
    padding-inline: calc(var(--oc-spacing, 0.5rem) * 3);
  }
  header {
    padding-block: calc(var(--oc-spacing, 0.5rem) * 2.5) var(--oc-spacing, 0.5rem);
  }
  .body {
    flex: 1;
    overflow-y: auto;
    overscroll-behavior: contain;
    display: grid;
    gap: calc(var(--oc-spacing, 0.5rem) * 2.5);
    align-content: start;
    padding-block-end: calc(var(--oc-spacing, 0.5rem) * 2);
  }
  footer {
    display: grid;
    gap: var(--oc-spacing, 0.5rem);
    padding-block: calc(var(--oc-spacing, 0.5rem) * 1.5) calc(var(--oc-spacing, 0.5rem) * 2);
    border-top: 1px solid color-mix(in oklab, currentColor 15%, transparent);
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
    line-height: 1.3;
  }
  h2:focus {
    outline: none;
  }
  h3 {
    margin-block-end: 0.25em;
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
  .lines li {
    display: flex;
    justify-content: space-between;
    gap: 1em;
    padding-block: 0.5em;
    border-bottom: 1px solid color-mix(in oklab, currentColor 12%, transparent);
  }
  .lines div {
    display: grid;
    min-width: 0;
  }
  .title,
  .description {
    overflow: hidden;
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .total,
  dl div {
    display: flex;
    justify-content: space-between;
    gap: 1em;
    padding-block: 0.25em;
  }
  .due {
    font-weight: 600;
  }
  .notice,
  .gate {
    padding: calc(var(--oc-spacing, 0.5rem) * 1.5);
    border-inline-start: 4px solid var(--oc-pending, #b26a00);
    border-radius: var(--oc-radius, 0.5rem);
    background: color-mix(in oklab, var(--oc-pending, #b26a00) 12%, transparent);
  }
  .problem {
    color: color-mix(in oklab, var(--danger) 75%, currentColor);
    font-size: 0.9375em;
  }
  .field,
  [part='contact'],
  details[open] {
    display: grid;
    gap: 0.25em;
  }
  label {
    font-weight: 600;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-height: 44px;
  }
  .check input {
    flex: none;
    width: 1.5em;
    height: 1.5em;
    margin: 0;
    accent-color: var(--danger);
  }
  summary {
    display: list-item;
    padding-block: 0.625em;
    font-weight: 600;
    cursor: pointer;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    margin-block-start: 0.25em;
  }
  select,
  textarea,
  button {
    box-sizing: border-box;
    max-width: 100%;
    min-height: 44px;
    border: 1px solid color-mix(in oklab, currentColor 55%, transparent);
    border-radius: var(--oc-radius, 0.5rem);
    background: transparent;
    color: inherit;
    font: inherit;
  }
  select,
  textarea {
    width: 100%;
    padding: 0.5em 0.75em;
    background: var(--oc-surface, Canvas);
  }
  textarea {
    resize: vertical;
  }
  [aria-invalid='true'] {
    border-color: var(--danger);
  }
  button {
    padding: 0.5em 1em;
    font-weight: 600;
    cursor: pointer;
  }
  button:hover {
    background: color-mix(in oklab, currentColor 8%, transparent);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--oc-spacing, 0.5rem);
  }
  .actions button {
    flex: 1 1 auto;
  }
  .danger {
    border-color: transparent;
    background: color-mix(in oklab, var(--danger) 88%, black);
    color: var(--oc-on-danger, #fff);
  }
  .danger:hover {
    background: color-mix(in oklab, var(--danger) 75%, black);
  }
  [aria-disabled='true'],
  button:disabled {
    opacity: 0.55;
    cursor: not-allowed;
  }
  :focus-visible {
    outline: 2px solid var(--oc-focus, currentColor);
    outline-offset: 2px;
  }
  a {
    color: inherit;
  }
  [part='alternatives'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1.25em;
  }
  @media (max-height: 34rem) {
    dialog[open] {
      display: block;
      overflow-y: auto;
    }
  }
  @media (forced-colors: active) {
    .danger {
      border-color: ButtonBorder;
    }
  }
`;
