import { css } from '../../shared/css.ts';

/** The rows: a line each where the table has room for all columns, else a card. All are of one height (virtual.ts). */
export default css`
  .table {
    --columns: 2.75rem minmax(6.5rem, 1.1fr) minmax(18.75rem, 1.6fr) minmax(7rem, 1.4fr) minmax(10rem, .8fr)
      minmax(9rem, 1.5fr) minmax(6.5rem, .8fr);
    container: table / inline-size;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
  }
  .grid {
    position: relative;
    overflow: auto;
    max-height: var(--_queue-height);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overscroll-behavior: contain;
    overflow-anchor: none;
  }
  .head {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    border-bottom: 1px solid var(--_border);
    background: var(--_surface);
    font-size: .875em;
  }
  .row-grid,
  .row {
    display: grid;
    grid-template-columns: var(--columns);
    align-items: center;
    gap: 0;
    box-sizing: border-box;
  }
  [role='columnheader'],
  [role='gridcell'] {
    min-width: 0;
    padding-inline: .5rem;
  }
  [role='columnheader'] {
    font-weight: 600;
  }
  /* What can be pressed reaches beyond its words, which stand over those of the cells. */
  .head button {
    display: inline-flex;
    align-items: center;
    margin-inline: -.5rem;
    padding-inline: .5rem;
    border: 0;
    white-space: nowrap;
  }
  .head .amount button {
    flex-direction: row-reverse;
  }
  .arrow {
    width: 1.25em;
    text-align: center;
  }
  .amount {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .body {
    position: relative;
    contain: layout;
  }
  .row {
    position: absolute;
    inset: 0 0 auto;
    height: 4.5rem;
    overflow: hidden;
    border-bottom: 1px solid var(--_border);
    cursor: pointer;
    contain: strict;
  }
  .row:hover {
    background: color-mix(in oklab, currentColor 6%, transparent);
  }
  .row[aria-selected='true'] {
    background: color-mix(in oklab, var(--_accent) 13%, transparent);
  }
  .row[part~='open'] {
    box-shadow: inset 4px 0 var(--_accent);
  }
  .row:dir(rtl)[part~='open'] {
    box-shadow: inset -4px 0 var(--_accent);
  }
  .row:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -3px;
  }
  .row > div > * {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  /* Who asked, what happens by itself and how much it is are never cut off. */
  .row > :is(.left, .amount) > *,
  .row > div > .state {
    overflow: visible;
    overflow-wrap: anywhere;
    white-space: normal;
    line-height: 1.25;
  }
  .row > div > .state {
    box-sizing: border-box;
    width: fit-content;
    max-width: 100%;
    padding-inline: .5em;
    font-size: .75em;
  }
  .row > .reason > span {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    white-space: normal;
    line-height: 1.25;
  }
  .overdue {
    color: color-mix(in oklab, var(--_danger) 65%, currentColor);
  }
  .row > div > .overdue {
    font-size: .875em;
  }
  .soon {
    font-weight: 600;
  }
  .row > .select {
    display: grid;
    place-items: center;
    align-self: stretch;
    padding: 0;
  }
  .touched {
    color: color-mix(in oklab, var(--_pending) 55%, currentColor);
    font-size: .8125em;
    font-weight: 600;
  }
  .more {
    padding: var(--_space);
    text-align: center;
  }
  @container table (max-width: 61rem) {
    .head {
      position: absolute;
      overflow: hidden;
      width: 1px;
      height: 1px;
      clip-path: inset(50%);
    }
    .row {
      grid-template: 'select order request amount' auto 'select reason left since' auto / 2.75rem minmax(0, 1fr) 18.75rem 9.5rem;
      height: 7.5rem;
      align-content: center;
      gap: .25rem 0;
    }
    .row .select {
      grid-area: select;
    }
    .row .order {
      grid-area: order;
    }
    .row .request {
      grid-area: request;
    }
    .row .reason {
      grid-area: reason;
    }
    .row .since {
      grid-area: since;
      font-size: .875em;
      text-align: end;
    }
    .row .left {
      grid-area: left;
    }
    .row .amount {
      grid-area: amount;
      font-weight: 600;
    }
  }
  @container table (max-width: 38rem) {
    .row {
      grid-template: 'select order amount' auto 'select request request' auto 'select reason reason' auto 'select left left' auto 'select since since' auto / 2.75rem minmax(0, 1fr) minmax(0, auto);
      height: 12.75rem;
    }
    .row .since {
      text-align: start;
    }
  }
  @media (forced-colors: active) {
    .row[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .row:focus-visible {
      outline: 3px solid CanvasText;
    }
    .row[part~='open'] {
      border-inline-start: 4px solid Highlight;
    }
  }
`;
