import { css } from '../css.ts';

/** The other properties that a page may set, each with its one default: they come with what is loaded after the button. */
export default css`
  :host {
    --_pending: var(--oc-pending, #b26a00);
    --_success: var(--oc-success, #2e7d32);
    --_neutral: var(--oc-neutral, #5f6b7a);
    --_accent: var(--oc-accent, #2563c9);
    --_surface: var(--oc-surface, Canvas);
    --_text: var(--oc-text, CanvasText);
    --_border: var(--oc-border, color-mix(in oklab, currentColor 28%, transparent));
    --_font: var(--oc-font, inherit);
    --_badge-radius: var(--oc-badge-radius, 1em);
  }
`;
