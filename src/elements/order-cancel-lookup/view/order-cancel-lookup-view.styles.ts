import { css } from '../../shared/css.ts';

export default css`
  :host {
    --space: var(--oc-spacing, 0.5rem);
    --radius: var(--oc-radius, 0.5rem);
    display: grid;
    gap: calc(var(--space) * 2);
    max-width: 40rem;
    line-height: 1.5;
    overflow-wrap: anywhere;
    text-align: start;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space);
    align-items: end;
  }
  label {
    display: grid;
    flex: 1 1 12rem;
    gap: 0.25em;
  }
  input,
  button {
    box-sizing: border-box;
    min-width: 0;
    min-height: 44px;
    padding: 0.5em 1em;
    border: 1px solid var(--oc-border, #8888);
    border-radius: var(--radius);
    background: transparent;
    color: inherit;
    font: inherit;
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
  p,
  h3 {
    margin: 0;
  }
  p:empty {
    display: none;
  }
  section {
    display: grid;
    gap: calc(var(--space) * 1.5);
    justify-items: start;
    padding: calc(var(--space) * 2);
    border: 1px solid var(--oc-border, #8884);
    border-radius: var(--radius);
  }
  h3 {
    font-size: 1.1em;
  }
  h3:focus {
    outline: none;
  }
  .muted {
    color: color-mix(in oklab, currentColor 75%, transparent);
    font-size: 0.875em;
  }
`;
