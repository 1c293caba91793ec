import { css } from '../../shared/css.ts';

export default css`
  :host(:not([hidden])) {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
    overflow-wrap: anywhere;
  }
  h5,
  ol {
    margin: 0;
  }
  h5 {
    font-size: 1em;
  }
  ul {
    padding: 0;
    list-style: none;
  }
  li > span {
    font-size: .875em;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: .25em 1.75em;
    padding-inline-start: 1.5em;
    font-size: .875em;
  }
  [aria-current] {
    font-weight: 700;
  }
  fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: .5em;
    min-width: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  legend,
  label {
    font-weight: 600;
  }
  label {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: .25em;
  }
  input,
  select {
    width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .actions button {
    flex: auto;
  }
`;
