import { css } from '../../shared/css.ts';

export default css`
  :host {
    display: grid;
    gap: calc(var(--_space) * 2);
    max-width: 40rem;
    line-height: 1.5;
    overflow-wrap: anywhere;
    text-align: start;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    align-items: end;
  }
  label {
    display: grid;
    flex: 1 1 12em;
    gap: 0.25em;
    min-width: 0;
    font-weight: 600;
  }
  section {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    justify-items: start;
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
`;
