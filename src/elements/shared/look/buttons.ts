import { css } from '../css.ts';

/** How every button looks; the first one's page has to fetch this before it shows anything. */
export default css`
  button {
    box-sizing: border-box;
    min-width: 44px;
    min-height: 44px;
    padding: 0.5em 1em;
    border: 1px solid;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  button:hover {
    background: #8883;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
`;
