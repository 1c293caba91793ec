import { css } from '../../shared/css.ts';

/** The details of a row, the forms of decisions, and the search for any order. */
export default css`
  .inline {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space);
  }
  .inline input {
    flex: 1 1 12rem;
  }
  .found {
    display: grid;
    gap: var(--_space);
    padding: var(--_space) 0;
  }
  .details,
  .form,
  .sides,
  .sides > div,
  .details section,
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
  }
  .details,
  .sides,
  .sides > div {
    gap: calc(var(--_space) * 2.5);
  }
  .details {
    container: details / inline-size;
    box-sizing: border-box;
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: clip;
    overflow-wrap: anywhere;
  }
  .details header {
    display: flex;
    justify-content: space-between;
    align-items: start;
    gap: var(--_space);
  }
  .details header > div {
    display: grid;
    gap: .25em;
  }
  .details header > button {
    flex: none;
  }
  .details header bdi {
    display: block;
  }
  .details h3 {
    font-size: 1.125em;
  }
  .form {
    padding: calc(var(--_space) * 1.5);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: color-mix(in oklab, currentColor 4%, transparent);
  }
  .field {
    gap: .25em;
  }
  [part='open-record'] {
    justify-self: start;
  }
  .field :is(select, textarea),
  .field > input {
    width: 100%;
  }
  label,
  legend {
    font-weight: 600;
  }
  label.check {
    font-weight: 400;
  }
  .actions button {
    flex: auto;
  }
  .told {
    border-color: var(--_success);
    background: color-mix(in oklab, var(--_success) 12%, transparent);
  }
  dl div,
  .lines li {
    display: flex;
    justify-content: space-between;
    gap: 1em;
    padding: .25em 0;
    border-bottom: 1px solid color-mix(in oklab, currentColor 10%, transparent);
  }
  dt {
    flex: none;
    max-width: 45%;
    color: color-mix(in oklab, currentColor 75%, transparent);
    font-size: .875em;
  }
  dd {
    text-align: end;
  }
  dd > .muted {
    display: block;
  }
  [part='effects'] ul {
    padding-inline-start: 1.25em;
    list-style: disc;
  }
  .lines li > div,
  .log li {
    display: grid;
    min-width: 0;
  }
  .log {
    display: grid;
    gap: calc(var(--_space) * 1.5);
  }
  .log li {
    padding-inline-start: 1em;
    border-inline-start: 2px solid var(--_border);
  }
  .sum {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .said {
    max-height: 12em;
    overflow: hidden;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  /* What was asked for stands beside what is answered. */
  @container details (min-width: 38rem) {
    .sides {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      align-items: start;
    }
  }
  @container (min-width: 70rem) {
    .with-details .details {
      overflow: auto;
      max-height: var(--_queue-height);
    }
  }
`;
