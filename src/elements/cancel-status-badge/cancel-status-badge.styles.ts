import { css } from '../shared/css.ts';

export default css`
  :host(:not([hidden])) {
    display: inline-block;
  }
  [part~='badge'] {
    --tone: var(--oc-neutral, #5f6b7a);
    display: inline-block;
    padding: 0.125em 0.625em;
    border: 1px solid color-mix(in oklab, var(--tone) 45%, transparent);
    border-radius: var(--oc-badge-radius, 1em);
    background: color-mix(in oklab, var(--tone) 12%, transparent);
    color: color-mix(in oklab, var(--tone) 45%, currentColor);
    font-size: 0.8125em;
    font-weight: 600;
    line-height: 1.5;
  }
  [part~='requested'],
  [part~='escalated'],
  [part~='disputed'],
  [part~='refunding'] {
    --tone: var(--oc-pending, #b26a00);
  }
  [part~='cancelled'],
  [part~='declined'] {
    --tone: var(--oc-danger, #d3302f);
  }
  [part='amount'] {
    font-weight: 400;
  }
`;
