// A popular library's button and badge.
import '@awesome.me/webawesome/dist/components/badge/badge.js';
import '@awesome.me/webawesome/dist/components/button/button.js';
import { compete } from './contestant.ts';

compete(() => {
  const button = document.createElement('wa-button');
  button.variant = 'danger';
  button.textContent = 'Cancel order';
  const badge = document.createElement('wa-badge');
  badge.variant = 'warning';
  badge.textContent = 'Request declined';
  return [button, badge];
});
