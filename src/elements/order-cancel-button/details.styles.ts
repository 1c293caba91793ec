import { css } from '../shared/css.ts';

export default css`
  [part='explanation'] {
    white-space: normal;
    outline: none;
    font-size: 0.9375em;
    overflow-wrap: anywhere;
  }
  [part='explanation'] span {
    font-size: 1em;
  }
  [part='alternatives'] {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25em 1em;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  a {
    color: inherit;
    line-height: 1.75;
  }
`;
