import { css } from '../shared/css.ts';

/** Hints, deadlines, the ways on and the checklist. */
export default css`
  .tag {
    justify-self: start;
    padding: .1em .6em;
    border: 1px solid var(--_border);
    border-radius: 1em;
    font-size: .875rem;
    font-weight: 600;
  }
  .tag {
    display: inline-block;
    padding-block: 0;
    font-size: .8rem;
  }
  .tag.open,
  .tag.taken,
  .tag.unknown {
    border-color: color-mix(in oklab, var(--_pending) 60%, transparent);
    color: color-mix(in oklab, var(--_pending) 55%, currentColor);
  }
  .tag.missing {
    border-color: color-mix(in oklab, var(--_danger) 60%, transparent);
    color: color-mix(in oklab, var(--_danger) 60%, currentColor);
  }
  .tag.open {
    border-color: color-mix(in oklab, var(--_accent) 70%, transparent);
    color: color-mix(in oklab, var(--_accent) 60%, currentColor);
  }
  .hints {
    display: grid;
    gap: var(--_space);
  }
  .hints li {
    padding: calc(var(--_space) * 1.25) calc(var(--_space) * 1.5);
    border-inline-start: 4px solid var(--_accent);
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_accent) 9%, transparent);
  }
  .hints .warns {
    border-color: var(--_pending);
    background: color-mix(in oklab, var(--_pending) 12%, transparent);
  }
  .rows li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 2);
    padding-block: var(--_space);
    border-block-end: 1px solid var(--_border);
  }
  .rows li:last-child {
    border: 0;
  }
  .soon .left,
  .passed .left {
    color: color-mix(in oklab, var(--_danger) 65%, currentColor);
  }
  .met .left {
    color: color-mix(in oklab, var(--_success) 65%, currentColor);
  }
  .routes {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
    gap: calc(var(--_space) * 1.5);
  }
  .route {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--_space);
    padding: calc(var(--_space) * 1.75);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .route.open {
    border-color: color-mix(in oklab, var(--_accent) 60%, transparent);
  }
  .route h4 {
    display: flex;
    flex-wrap: wrap;
    gap: .25em var(--_space);
    align-items: baseline;
    justify-content: space-between;
  }
  .route dl {
    display: grid;
    gap: .25em;
  }
  .route dl div {
    display: grid;
    grid-template-columns: minmax(4rem, 1fr) 3fr;
    gap: var(--_space);
  }
  dt {
    color: var(--muted);
    font-size: .9em;
  }
  .finding {
    flex-direction: column;
  }
  .mark::before {
    display: inline-block;
    width: 1.5em;
    content: '·';
    font-weight: 700;
  }
  .present .mark::before {
    color: color-mix(in oklab, var(--_success) 70%, currentColor);
    content: '✓';
  }
  .missing .mark::before {
    color: color-mix(in oklab, var(--_danger) 70%, currentColor);
    content: '✗';
  }
  .unknown .mark::before {
    content: '?';
  }
  .critical {
    font-weight: 600;
  }
`;
