import { showPanel } from './panel.ts';
import { type DebugReport, elementsIn, explain, textOf } from './report.ts';

export { showPanel } from './panel.ts';
export type { DebugReport, DebugRequest, DecisionHead } from './report.ts';
export { elementsIn, explain, textOf } from './report.ts';

/** What stands on the page's `window.orderCancel` once this module was imported. */
export interface Devtools {
  explain(element: Element): DebugReport;
  textOf(report: DebugReport): string;
  elements(): Element[];
  showPanel(): () => void;
}

declare global {
  interface Window {
    orderCancel?: Partial<Devtools>;
  }
}

const devtools: Devtools = { explain, textOf, elements: () => elementsIn(), showPanel };

// A server that renders the page may import it, and has nothing to show.
if (typeof window !== 'undefined') {
  window.orderCancel = { ...window.orderCancel, ...devtools };
  // Imported on every page, it is seen on those alone whose address asks for it.
  if (new URLSearchParams(location.search).has('oce-debug')) {
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', showPanel, { once: true });
    else showPanel();
  }
}
