import { css } from '../../shared/css.ts';

/** The reasons over time: bars, what they stand for, and the table for those who do not see them. */
export default css`
  figure {
    position: relative;
    overflow: hidden;
  }
  .bars {
    width: 100%;
    max-height: 16rem;
    font-size: 9px;
    fill: currentColor;
  }
  .bars text {
    text-anchor: middle;
  }
  .bars line {
    stroke: currentColor;
    stroke-width: .5;
  }
  .series-0 {
    fill: var(--_series-1);
  }
  .series-1 {
    fill: var(--_series-2);
  }
  .series-2 {
    fill: var(--_series-3);
  }
  .series-3 {
    fill: var(--_series-4);
  }
  .series-4 {
    fill: var(--_series-5);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: .25em 1.25em;
  }
  .legend svg {
    width: .8em;
    height: .8em;
    margin-inline-end: .4em;
  }
  table.unseen {
    table-layout: fixed;
  }
  @media (forced-colors: active) {
    .bars rect,
    .legend rect {
      forced-color-adjust: none;
    }
  }
`;
