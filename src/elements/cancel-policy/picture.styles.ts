import { css } from '../shared/css.ts';

/** The picture of the help page. */
export default css`
  figure {
    margin: 0;
    display: grid;
    gap: var(--_space);
  }
  figcaption {
    font-weight: 600;
  }
  .picture {
    display: block;
    overflow: visible;
  }
  .picture text {
    fill: currentColor;
    font-size: 0.8125rem;
  }
  .picture .name {
    font-weight: 600;
  }
  .part {
    stroke: currentColor;
  }
  .end {
    stroke: currentColor;
    stroke-width: 2;
  }
  .tone.cancel {
    fill: var(--_success);
  }
  .tone.request {
    fill: var(--_pending);
  }
  .tone.return {
    fill: var(--_accent);
  }
  .stroke {
    fill: none;
    stroke-width: 1.5;
  }
  .stroke.none {
    stroke: var(--_danger);
  }
  .stroke.ask-server {
    stroke: var(--_neutral);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space) calc(var(--_space) * 2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .legend li {
    display: flex;
    gap: var(--_space);
    align-items: center;
  }
  @media (forced-colors: active) {
    .tone {
      fill: CanvasText !important;
    }
    .stroke {
      stroke: CanvasText !important;
    }
  }
  @media print {
    .tone,
    .part {
      print-color-adjust: exact;
    }
  }
`;
