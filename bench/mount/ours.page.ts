// This package's pair, with views at hand. No window is open, so that the pair shows what the others show.
import '../../src/elements/cancel-status-badge/define.ts';
import '../../src/elements/order-cancel-button/define.ts';
import policy from '../../src/policy/presets/poshmark.ts';
import { sampleOrder, sampleView } from '../support/samples.ts';
import { compete } from './contestant.ts';

const views = Array.from({ length: 1000 }, (_, index) => sampleView(sampleOrder(String(index), 8 * 24 + index)));

compete((index) => {
  const view = views[index % views.length] as (typeof views)[number];
  const button = document.createElement('order-cancel-button');
  button.view = view;
  button.policy = policy;
  const badge = document.createElement('cancel-status-badge');
  badge.view = view;
  badge.policy = policy;
  return [button, badge];
});
