import { css } from '../../shared/css.ts';

export default css`
  details,
  div {
    display: grid;
    gap: var(--oc-spacing, 0.5rem);
    justify-items: start;
  }
  details:not([open]) {
    display: block;
  }
  summary {
    min-height: 44px;
    align-content: center;
    cursor: pointer;
  }
  p {
    margin: 0;
  }
  p:empty {
    display: none;
  }
  .muted {
    color: color-mix(in oklab, currentColor 75%, transparent);
    font-size: 0.875em;
  }
  .problem {
    color: color-mix(in oklab, var(--oc-danger, #d3302f) 80%, currentColor);
  }
  button {
    box-sizing: border-box;
    min-height: 44px;
    padding: 0.5em 1em;
    border: 1px solid var(--oc-border, #8888);
    border-radius: var(--oc-radius, 0.5rem);
    background: transparent;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  button:hover {
    background: #8882;
  }
  :focus-visible {
    outline: 3px solid var(--oc-focus, #1a73e8);
    outline-offset: 2px;
  }
`;
