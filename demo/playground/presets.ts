import type { CancelPolicy } from 'order-cancel-elements/policy';
import adobeCommerce from 'order-cancel-elements/presets/adobe-commerce';
import amazon from 'order-cancel-elements/presets/amazon';
import b2bSupplier from 'order-cancel-elements/presets/b2b-supplier';
import bricklink from 'order-cancel-elements/presets/bricklink';
import digitalGoods from 'order-cancel-elements/presets/digital-goods';
import ebay from 'order-cancel-elements/presets/ebay';
import etsy from 'order-cancel-elements/presets/etsy';
import eventTickets from 'order-cancel-elements/presets/event-tickets';
import grocery from 'order-cancel-elements/presets/grocery';
import mercari from 'order-cancel-elements/presets/mercari';
import poshmark from 'order-cancel-elements/presets/poshmark';
import preOrders from 'order-cancel-elements/presets/pre-orders';
import printOnDemand from 'order-cancel-elements/presets/print-on-demand';
import shopBuilder from 'order-cancel-elements/presets/shop-builder';
import shopee from 'order-cancel-elements/presets/shopee';
import shopifySelfServe from 'order-cancel-elements/presets/shopify-self-serve';
import vtex from 'order-cancel-elements/presets/vtex';
import woocommerce from 'order-cancel-elements/presets/woocommerce';

const all: CancelPolicy[] = [
  poshmark,
  bricklink,
  b2bSupplier,
  shopBuilder,
  adobeCommerce,
  amazon,
  digitalGoods,
  ebay,
  etsy,
  eventTickets,
  grocery,
  mercari,
  preOrders,
  printOnDemand,
  shopee,
  shopifySelfServe,
  vtex,
  woocommerce,
];

/** Every preset that has rules of its own, by its name; those with a shop of the demo first. */
export const presets: Record<string, CancelPolicy> = Object.fromEntries(all.map((policy) => [policy.id, policy]));
