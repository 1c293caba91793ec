import { css } from '../../shared/css.ts';

export default css`
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: bold;
  }
  .quantity {
    display: flex;
    gap: 1em;
    align-items: center;
    justify-content: space-between;
    padding-inline-start: 2em;
  }
  input[type='number'] {
    box-sizing: border-box;
    width: 5em;
    height: auto;
    min-height: 44px;
    padding: 0.5em;
    border: 1px solid var(--oc-border, #8888);
    border-radius: var(--radius);
    background: transparent;
    color: inherit;
    font: inherit;
  }
`;
