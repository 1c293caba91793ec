// The worker in which past orders are replayed.
import 'order-cancel-elements/policy/replay-worker';
