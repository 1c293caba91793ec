import { css } from '../../shared/css.ts';

export default css`
  fieldset {
    min-width: 0;
    padding: 0;
    border: 0;
  }
  input[type='number'] {
    width: 5em;
  }
`;
