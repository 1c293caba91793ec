// Before Lit itself, as its documentation asks.
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import 'order-cancel-elements/define';
import { describeServerRendered } from './server-rendered.ts';

describeServerRendered('elements that a server has rendered, on a page with Lit’s hydration');
