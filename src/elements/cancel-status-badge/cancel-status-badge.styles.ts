import { css } from '../shared/css.ts';

export default css`
  :host(:not([hidden])) {
    display: inline-block;
  }
  [part='amount'] {
    font-weight: 400;
  }
`;
