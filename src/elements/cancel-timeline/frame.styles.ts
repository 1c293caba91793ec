import { css } from '../shared/css.ts';

/** What holds the parts of the timeline, and how they stand beside each other. */
export default css`
  :host(:not([hidden])) {
    display: block;
    container-type: inline-size;
  }
  .timeline,
  .failed {
    --muted: color-mix(in oklab, currentColor 75%, transparent);
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
    font: var(--_font);
    line-height: 1.5;
    overflow-wrap: anywhere;
    text-align: start;
  }
  .failed {
    justify-items: start;
    gap: var(--_space);
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  blockquote {
    margin: 0;
    padding: 0;
  }
  h4 {
    font-size: 1em;
  }
  ul,
  ol {
    list-style: none;
  }
  .muted,
  .when {
    color: var(--muted);
    font-size: .9em;
  }
  header {
    display: grid;
    gap: var(--_space);
  }
  .state {
    justify-self: start;
  }
  section,
  .now,
  .main,
  .aside,
  details {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: calc(var(--_space) * 1.5);
  }
  .main,
  .aside,
  .now {
    gap: calc(var(--_space) * 3);
  }
  .plain {
    border-color: transparent;
    background: none;
    color: color-mix(in oklab, var(--_accent) 65%, currentColor);
  }
  .buttons,
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    align-items: center;
  }
  .filter[aria-pressed='true'] {
    border-color: var(--_accent);
    background: color-mix(in oklab, var(--_accent) 16%, var(--_surface));
    box-shadow: inset 0 -3px var(--_accent);
  }
  details {
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 1.75);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space);
    align-items: baseline;
    justify-content: space-between;
    min-height: 44px;
    align-content: center;
    cursor: pointer;
  }
  summary::before {
    content: '▸';
  }
  details[open] > summary::before {
    content: '▾';
  }
  summary h3 {
    flex: 1;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @container (min-width: 60rem) {
    .timeline {
      grid-template-columns: minmax(0, 3fr) minmax(20rem, 2fr);
      grid-template-areas: 'head head' 'now aside' 'main aside';
      grid-template-rows: auto auto 1fr;
      align-items: start;
    }
    header {
      grid-area: head;
    }
    .now {
      grid-area: now;
    }
    .main {
      grid-area: main;
    }
    .aside {
      grid-area: aside;
    }
    .aside .routes {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .entry::before {
      forced-color-adjust: none;
    }
    .filter[aria-pressed='true'] {
      border-width: 3px;
    }
  }
`;
