import { css } from '../shared/css.ts';

export default css`
  :host(:not([hidden])) {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space);
  }
  [part~='button'] {
    color: color-mix(in oklab, var(--_danger) 75%, currentColor);
  }
  span {
    font-size: 0.9375em;
  }
`;
