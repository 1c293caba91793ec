import { css } from '../../shared/css.ts';

/** The statements of withdrawal beside the queue. */
export default css`
  .withdrawals > :not(summary),
  .statement,
  .statement form {
    margin-block-start: var(--_space);
  }
  .statements {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
    margin: 0;
  }
  .statement {
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow-wrap: anywhere;
  }
  .statement.owed {
    border-inline-start: 4px solid var(--_danger);
  }
  .statement p {
    margin-block: var(--_space) 0;
  }
  .statement dl,
  .enter {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
    gap: var(--_space);
    margin-block: var(--_space) 0;
  }
  .statement dd {
    margin: 0;
    white-space: pre-wrap;
  }
  .statement dt {
    font-size: 0.875em;
  }
  .statement form,
  .enter label {
    display: grid;
    gap: calc(var(--_space) / 2);
  }
  .enter button,
  .statement button {
    justify-self: start;
    align-self: end;
  }
`;
