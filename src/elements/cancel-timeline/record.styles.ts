import { css } from '../shared/css.ts';

/** The record: one entry below the other. */
export default css`
  .log {
    display: grid;
    margin-inline-start: .4rem;
    border-inline-start: 2px solid var(--_border);
  }
  .entry,
  .gap {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: .15em;
    padding-block: calc(var(--_space) * 1.25);
    padding-inline-start: calc(var(--_space) * 2.5);
  }
  .entry::before {
    position: absolute;
    inset-block-start: calc(var(--_space) * 1.25 + .35em);
    inset-inline-start: -.45rem;
    width: .7rem;
    height: .7rem;
    border: 2px solid currentColor;
    border-radius: 50%;
    background: var(--_surface);
    box-sizing: border-box;
    content: '';
  }
  .entry.buyer::before {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  .entry.seller::before {
    border-color: var(--_pending);
    background: var(--_pending);
    border-radius: 2px;
  }
  .entry.withheld::before {
    border-style: dotted;
  }
  .gap {
    color: color-mix(in oklab, var(--_pending) 55%, currentColor);
    font-size: .9em;
  }
  .gap::before {
    position: absolute;
    inset-block: 0;
    inset-inline-start: -2px;
    border-inline-start: 2px dashed var(--_surface);
    content: '';
  }
  .what {
    font-weight: 600;
  }
  .what .muted {
    font-weight: 400;
  }
  .who {
    margin-inline-start: .5em;
    color: inherit;
    font-weight: 600;
  }
  .seq {
    display: inline-block;
    min-width: 1.5em;
    padding-inline: .3em;
    border: 1px solid var(--_border);
    border-radius: .3em;
    font-size: .8em;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  blockquote {
    max-width: 65ch;
    padding: var(--_space) calc(var(--_space) * 1.5);
    border-radius: var(--_radius);
    background: color-mix(in oklab, currentColor 7%, transparent);
    white-space: pre-line;
  }
  .file {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space);
    align-items: center;
  }
  .file button {
    padding-inline: 0;
    text-align: start;
    text-decoration: underline;
  }
  .hash {
    font-size: .8em;
  }
`;
