import { css } from 'lit';

export default css`
  :host {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--oc-spacing, 0.5rem) / 2) var(--oc-spacing, 0.5rem);
    max-width: 100%;
    font: inherit;
  }
  :host([hidden]) {
    display: none;
  }
  button {
    min-height: 44px;
    padding: 0.5em 1em;
    border: 1px solid currentColor;
    border-radius: var(--oc-radius, 0.5rem);
    background: transparent;
    color: inherit;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  [part~='button'] {
    color: color-mix(in oklab, var(--oc-danger, #d3302f) 75%, currentColor);
  }
  button:hover {
    background: color-mix(in oklab, currentColor 10%, transparent);
  }
  :focus-visible {
    outline: 2px solid var(--oc-focus, currentColor);
    outline-offset: 2px;
  }
  [part='hint'],
  [part='explanation'],
  [part~='status'] {
    color: color-mix(in oklab, currentColor 80%, transparent);
    font-size: 0.875em;
    overflow-wrap: anywhere;
  }
  [part='explanation']:focus {
    outline: none;
  }
  [part='explanation'] [part='hint'] {
    font-size: 1em;
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25em 1em;
    margin: 0.25em 0 0;
    padding: 0;
    list-style: none;
  }
  a {
    display: inline-block;
    padding-block: 0.25em;
    color: inherit;
  }
`;
