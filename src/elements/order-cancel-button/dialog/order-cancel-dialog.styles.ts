import { css } from '../../shared/css.ts';

export default css`
  .money,
  section,
  details[open] {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
  }
  section,
  .money {
    gap: 0.25em;
  }
  ul:not(.lines) {
    padding-inline-start: 1.25em;
  }
  [part='alternatives'] {
    padding: 0;
    list-style: none;
  }
  .lines li,
  .total,
  dl div {
    display: flex;
    justify-content: space-between;
    gap: 1em;
    padding: 0.25em 0;
  }
  .lines li {
    padding: 0.5em 0;
  }
  .lines li > :first-child {
    flex: 1;
  }
  .about {
    display: grid;
    min-width: 0;
  }
  .amount,
  dd {
    direction: ltr;
    white-space: nowrap;
  }
  bdi,
  .lines .muted {
    overflow: hidden;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  li > bdi,
  a bdi,
  summary bdi {
    display: inline;
  }
  p bdi {
    display: inline-block;
    max-width: 100%;
    text-overflow: ellipsis;
    white-space: nowrap;
    vertical-align: bottom;
  }
  [part='alternatives'] {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space) calc(var(--_space) * 2);
    align-items: center;
  }
  select,
  textarea {
    width: 100%;
  }
  label,
  .due,
  .outcome {
    font-weight: 600;
  }
`;
