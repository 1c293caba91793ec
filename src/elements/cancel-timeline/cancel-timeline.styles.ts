import { css } from '../shared/css.ts';

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
  h2 {
    font-size: 1.35em;
    line-height: 1.25;
  }
  h3 {
    font-size: 1.1em;
    outline: none;
  }
  h4 {
    font-size: 1em;
  }
  ul,
  ol {
    list-style: none;
  }
  p:empty {
    display: none;
  }
  .muted,
  .when {
    color: var(--muted);
    font-size: .9em;
  }
  .problem {
    color: color-mix(in oklab, var(--_danger) 65%, currentColor);
  }
  header {
    display: grid;
    gap: var(--_space);
  }
  .state {
    justify-self: start;
  }
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
  button,
  input:not([type='file']),
  select,
  textarea {
    box-sizing: border-box;
    min-width: 0;
    min-height: 44px;
    padding: .4em .75em;
    border: 1px solid color-mix(in oklab, currentColor 50%, transparent);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  select,
  textarea,
  label > input:not([type='file']) {
    width: 100%;
  }
  textarea {
    resize: vertical;
  }
  button {
    font-weight: 600;
    cursor: pointer;
  }
  button:hover {
    background: color-mix(in oklab, currentColor 10%, var(--_surface));
  }
  .plain {
    border-color: transparent;
    background: none;
    color: color-mix(in oklab, var(--_accent) 65%, currentColor);
  }
  .primary,
  .primary:hover {
    border-color: transparent;
    background: color-mix(in oklab, var(--_accent) 88%, black);
    color: #fff;
  }
  [aria-disabled='true'],
  button:disabled {
    opacity: .6;
    cursor: default;
  }
  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  [aria-invalid='true'] {
    border-color: var(--_danger);
  }
  .buttons,
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    align-items: center;
  }
  form .buttons {
    justify-content: end;
  }
  .filter[aria-pressed='true'] {
    border-color: var(--_accent);
    background: color-mix(in oklab, var(--_accent) 16%, var(--_surface));
    box-shadow: inset 0 -3px var(--_accent);
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
    color: color-mix(in oklab, #17803d 65%, currentColor);
  }
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
  .compose,
  .step {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
  }
  .compose {
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: calc(var(--_space) * 1.5);
  }
  label {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: .25em;
    align-content: start;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  .choice {
    display: flex;
    gap: var(--_space);
    align-items: center;
    min-height: 44px;
  }
  .choice input {
    flex: none;
    width: 1.25em;
    min-height: 1.25em;
    height: 1.25em;
    margin: 0;
  }
  .attach {
    display: grid;
    gap: .25em;
  }
  .pick {
    font-weight: 600;
  }
  input[type='file'] {
    min-height: 44px;
    max-width: 100%;
    font: inherit;
    font-weight: 400;
  }
  .files li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space);
    align-items: center;
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
    color: color-mix(in oklab, #17803d 70%, currentColor);
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
