import { css } from '../css.ts';

/** A state in a word or two, and the tones that states come in. */
export default css`
  .pill {
    --tone: var(--_neutral);
    display: inline-block;
    padding: 0.125em 0.625em;
    border: 1px solid color-mix(in oklab, var(--tone) 45%, transparent);
    border-radius: var(--_badge-radius);
    background: color-mix(in oklab, var(--tone) 12%, transparent);
    color: color-mix(in oklab, var(--tone) 45%, currentColor);
    font-size: 0.8125em;
    font-weight: 600;
    line-height: 1.5;
  }
  .pill.pending {
    --tone: var(--_pending);
  }
  .pill.danger {
    --tone: var(--_danger);
  }
  .pill.success {
    --tone: var(--_success);
  }
`;
