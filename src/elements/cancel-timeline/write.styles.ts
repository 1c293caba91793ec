import { css } from '../shared/css.ts';

/** Writing, and attaching files. */
export default css`
  select,
  textarea,
  label > input:not([type='file']) {
    width: 100%;
  }
  form .buttons {
    justify-content: end;
  }
  .compose,
  .step {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
  }
  .compose {
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: calc(var(--_space) * 1.5);
  }
  label {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: .25em;
    align-content: start;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  .choice {
    display: flex;
    gap: var(--_space);
    align-items: center;
    min-height: 44px;
  }
  .choice input {
    flex: none;
    width: 1.25em;
    min-height: 1.25em;
    height: 1.25em;
    margin: 0;
  }
  .attach {
    display: grid;
    gap: .25em;
  }
  .pick {
    font-weight: 600;
  }
  input[type='file'] {
    min-height: 44px;
    max-width: 100%;
    font: inherit;
    font-weight: 400;
  }
  .files li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space);
    align-items: center;
  }
`;
