import 'order-cancel-elements/define';
import { describeServerRendered } from './server-rendered.ts';

describeServerRendered('elements that a server has rendered');
