import { css } from '../css.ts';

/**
 * What the first button needs of the properties that a page may set: each `--oc-*` has its one default here or in the
 * palette, and everything else uses the private name, so that two elements never differ. Spacing stays small where a page's
 * root font is large and the window is not.
 */
export default css`
  :host {
    --_danger: var(--oc-danger, #d3302f);
    --_radius: var(--oc-radius, min(0.5rem, 2.5vw));
    --_space: var(--oc-spacing, min(0.5rem, 2.5vw));
    --_focus: var(--oc-focus, currentColor);
  }
`;
