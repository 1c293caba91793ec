import { css } from '../../shared/css.ts';

export default css`
  :host(:not([hidden])) {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
    overflow-wrap: anywhere;
  }
  h5,
  p,
  ul,
  ol,
  fieldset {
    margin: 0;
    min-width: 0;
  }
  h5 {
    font-size: 1em;
    outline: none;
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
    border: 1px solid color-mix(in oklab, currentColor 25%, transparent);
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
  input,
  select,
  button {
    box-sizing: border-box;
    min-width: 0;
    min-height: 44px;
    padding: .4em .75em;
    border: 1px solid color-mix(in oklab, currentColor 55%, transparent);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  button {
    font-weight: 600;
    cursor: pointer;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
  }
  .actions button {
    flex: auto;
  }
  [aria-invalid='true'] {
    border-color: var(--_danger);
  }
  .problem {
    color: color-mix(in oklab, var(--_danger) 65%, currentColor);
  }
  :focus-visible:not(h5) {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
`;
