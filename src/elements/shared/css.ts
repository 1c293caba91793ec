/**
 * Styles without expressions in them. As a tag this one reads the text just as well as Lit's `css`, which also guards
 * against what expressions could bring in, and which no page has to fetch then.
 */
export { unsafeCSS as css } from 'lit';
