import { css } from '../css.ts';

/** The colours of a chart's series, which come with the chart. */
export default css`
  :host {
    --_series-1: var(--oc-series-1, #2563c9);
    --_series-2: var(--oc-series-2, #d98300);
    --_series-3: var(--oc-series-3, #2e8b57);
    --_series-4: var(--oc-series-4, #a23b9c);
    --_series-5: var(--oc-series-5, #7a7f87);
  }
`;
