import { css } from '../../shared/css.ts';

export default css`
  :host {
    overflow-wrap: anywhere;
  }
  details[open],
  div {
    display: grid;
    gap: var(--_space);
    justify-items: start;
  }
  button {
    text-align: start;
  }
`;
