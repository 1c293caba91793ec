import { css } from 'lit';

export default css`
  :host {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--oc-spacing, 0.5rem);
  }
  :host([hidden]) {
    display: none;
  }
  button {
    min-height: 44px;
    padding: 0.5em 1em;
    border: 1px solid;
    border-radius: var(--oc-radius, 0.5rem);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  button:hover {
    background: color-mix(in oklab, currentColor 10%, transparent);
  }
  [part~='button'] {
    color: color-mix(in oklab, var(--oc-danger, #d3302f) 75%, currentColor);
  }
  :focus-visible {
    outline: 2px solid var(--oc-focus, currentColor);
    outline-offset: 2px;
  }
  [part='explanation'] {
    outline: none;
  }
  span,
  div {
    font-size: 0.9375em;
    overflow-wrap: anywhere;
  }
  div * {
    font-size: 1em;
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25em 1em;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  a {
    color: inherit;
    line-height: 1.75;
  }
`;
