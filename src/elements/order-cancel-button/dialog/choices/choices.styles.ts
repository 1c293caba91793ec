import { css } from '../../../shared/css.ts';

export default css`
  fieldset {
    min-width: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  [part='apart'],
  [part='stays'] {
    margin-top: calc(var(--_space) * 1.5);
  }
  [part='instead'] {
    justify-self: start;
  }
  .lines .check {
    font-weight: 400;
  }
  .quantity {
    display: flex;
    flex-basis: 100%;
    gap: var(--_space);
    align-items: center;
    justify-content: end;
  }
  input[type='number'] {
    width: 5em;
    text-align: center;
  }
`;
