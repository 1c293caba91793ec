// Before everything else that registers elements.
import 'order-cancel-elements/hydrate';
import type { OrderView } from 'order-cancel-elements';

/** The shop's own way, in place of a backend of the element's. */
async function cancel(orderId: string, reason: string | null): Promise<OrderView> {
  const answer = await fetch(`/orders/${encodeURIComponent(orderId)}/cancel`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ reason }),
  });
  if (!answer.ok) throw new Error(`the shop answered ${answer.status}`);
  return answer.json();
}

document.addEventListener('order-cancel-request', (event) => {
  event.respondWith(cancel(event.orderId, event.reason));
});
