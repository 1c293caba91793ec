/**
 * The elements as components of React, by `@lit/react`: objects and handlers are theirs after server rendering too, where
 * React itself drops them.
 */
import { createComponent, type EventName, type ReactWebComponent } from '@lit/react';
import * as React from 'react';
import { CancelPolicyElement as Policy } from '../elements/cancel-policy/cancel-policy.ts';
import { CancelStatusBadge as Badge } from '../elements/cancel-status-badge/cancel-status-badge.ts';
import { CancelTimeline as Timeline } from '../elements/cancel-timeline/cancel-timeline.ts';
import { ContractWithdrawal as Withdrawal } from '../elements/contract-withdrawal/contract-withdrawal.ts';
import { OrderCancelButton as Button } from '../elements/order-cancel-button/order-cancel-button.ts';
import { OrderCancelLookup as Lookup } from '../elements/order-cancel-lookup/order-cancel-lookup.ts';
import { OrderCancelProvider as Provider } from '../elements/order-cancel-provider/order-cancel-provider.ts';
import { SellerCancelQueue as Queue } from '../elements/seller-cancel-queue/seller-cancel-queue.ts';
import type { OrderCancelEventMap } from '../events/event-map.ts';
import '../elements/order-cancel-provider/define.ts';
import '../elements/order-cancel-button/define.ts';
import '../elements/cancel-status-badge/define.ts';
import '../elements/order-cancel-lookup/define.ts';
import '../elements/seller-cancel-queue/define.ts';
import '../elements/cancel-timeline/define.ts';
import '../elements/contract-withdrawal/define.ts';
import '../elements/cancel-policy/define.ts';

type Named<Name extends keyof OrderCancelEventMap> = EventName<OrderCancelEventMap[Name]>;

/** They bubble, so that a component around an element hears them as well. */
const events = {
  onOrderCancelDecision: 'order-cancel-decision' as Named<'order-cancel-decision'>,
  onOrderCancelRequest: 'order-cancel-request' as Named<'order-cancel-request'>,
  onOrderCancelSettled: 'order-cancel-settled' as Named<'order-cancel-settled'>,
  onSellerCancelDecide: 'seller-cancel-decide' as Named<'seller-cancel-decide'>,
  onSellerCancelSettled: 'seller-cancel-settled' as Named<'seller-cancel-settled'>,
};

type Component<Element extends HTMLElement> = ReactWebComponent<Element, typeof events>;

function component<Element extends HTMLElement>(tagName: string, elementClass: new () => Element): Component<Element> {
  return createComponent({ react: React, tagName, elementClass, events });
}

/** `<order-cancel-provider>`: settings for everything inside it. */
export const OrderCancelProvider: Component<Provider> = component('order-cancel-provider', Provider);
/** `<order-cancel-button>`: cancels an order, requests it, or says why that is not possible. */
export const OrderCancelButton: Component<Button> = component('order-cancel-button', Button);
/** `<cancel-status-badge>`: the state of an order's cancellation. */
export const CancelStatusBadge: Component<Badge> = component('cancel-status-badge', Badge);
/** `<order-cancel-lookup>`: an order's number leads to its state, its alerts and its button. */
export const OrderCancelLookup: Component<Lookup> = component('order-cancel-lookup', Lookup);
/** `<seller-cancel-queue>`: the seller's queue of cancellation requests. */
export const SellerCancelQueue: Component<Queue> = component('seller-cancel-queue', Queue);
/** `<cancel-timeline>`: the record of an order's cancellation. */
export const CancelTimeline: Component<Timeline> = component('cancel-timeline', Timeline);
/** `<cancel-policy>`: what the shop's rules say, in words. */
export const CancelPolicy: Component<Policy> = component('cancel-policy', Policy);
/** `<contract-withdrawal>`: a consumer's withdrawal from the contract. */
export const ContractWithdrawal: Component<Withdrawal> = component('contract-withdrawal', Withdrawal);
