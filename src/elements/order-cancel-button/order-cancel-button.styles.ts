import { css } from '../shared/css.ts';

export default css`
  :host(:not([hidden])) {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--oc-spacing, 0.5rem);
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
    background: #8883;
  }
  [part~='button'] {
    color: color-mix(in oklab, var(--oc-danger, #d3302f) 75%, currentColor);
  }
  :focus-visible {
    outline: 2px solid var(--oc-focus, currentColor);
    outline-offset: 2px;
  }
  span {
    font-size: 0.9375em;
  }
`;
