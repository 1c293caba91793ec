import { css } from '../shared/css.ts';

/** On paper: the record, and nothing to press. */
export default css`
  @media print {
    .tools,
    .filters,
    .compose,
    .step,
    section:has(> .compose),
    .plain:not(.file *),
    .route button {
      display: none;
    }
    .timeline {
      display: block;
    }
    .timeline > * {
      margin-block-end: 1.5em;
    }
    .entry,
    .gap,
    .route,
    .rows li,
    .hints li {
      break-inside: avoid;
    }
    h2,
    h3,
    h4 {
      break-after: avoid;
    }
    .file button {
      border: 0;
      color: inherit;
      text-decoration: none;
    }
  }
`;
