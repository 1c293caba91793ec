import { css } from '../../shared/css.ts';

export default css`
  :host {
    display: grid;
    flex: 1 0 100%;
    gap: var(--_space);
    font-size: 0.9375em;
    line-height: 1.5;
    overflow-wrap: anywhere;
    text-align: start;
    white-space: normal;
  }
  .one {
    display: grid;
    gap: var(--_space);
  }
  .one + .one {
    padding-top: var(--_space);
    border-top: 1px solid var(--_border);
  }
  blockquote {
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid var(--_border);
    white-space: pre-line;
  }
  progress {
    width: min(100%, 16rem);
    accent-color: var(--_pending);
  }
  .refunded {
    display: grid;
    gap: 0.25em;
  }
  dialog {
    width: min(30rem, 100% - 1em, 100% - 1rem);
    overflow-y: auto;
    padding: calc(var(--_space) * 3);
  }
  dialog[open],
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }
  label:not(.check) {
    display: grid;
    gap: 0.25em;
    font-weight: 600;
  }
  .check {
    align-items: start;
  }
  form .actions {
    justify-content: end;
  }
`;
