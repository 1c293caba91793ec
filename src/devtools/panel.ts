import { elementsIn, explain, textOf } from './report.ts';

const styles = `
  :host { all: initial; }
  details { position: fixed; inset-block-end: 0; inset-inline-end: 0; z-index: 2147483647; box-sizing: border-box;
    max-inline-size: min(100vw, 48rem); max-block-size: 80vh; overflow: auto; padding: 8px 12px; color: #111;
    background: #fff; border: 1px solid #767676; font: 13px/1.5 ui-monospace, monospace; }
  summary { min-block-size: 24px; cursor: pointer; }
  div { display: flex; flex-wrap: wrap; gap: 8px; margin-block: 8px; }
  select, button { min-block-size: 32px; font: inherit; }
  select { max-inline-size: 100%; }
  pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
  :focus-visible { outline: 2px solid #06c; outline-offset: 2px; }
`;

/** Shows on the page why each element shows what it shows, and gives it to be copied. Returns how to take it away again. */
export function showPanel(): () => void {
  const host = document.createElement('aside');
  host.lang = 'en';
  host.dir = 'ltr';
  host.ariaLabel = 'Order cancellation, for developers';
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  const add = <Name extends keyof HTMLElementTagNameMap>(
    to: Node,
    name: Name,
    text = '',
  ): HTMLElementTagNameMap[Name] => {
    const element = document.createElement(name);
    element.textContent = text;
    to.appendChild(element);
    return element;
  };
  const details = add(root, 'details');
  const summary = add(details, 'summary');
  const tools = add(details, 'div');
  const choice = add(tools, 'select');
  choice.ariaLabel = 'Element';
  const again = add(tools, 'button', 'Look again');
  const copy = add(tools, 'button', 'Copy');
  const status = add(tools, 'span');
  status.role = 'status';
  const text = add(details, 'pre');
  text.tabIndex = 0;

  const show = (): void => {
    const elements = elementsIn();
    summary.textContent = `Order cancellation: ${elements.length} element${elements.length === 1 ? '' : 's'}`;
    if (!details.open) return;
    const chosen = Math.max(0, choice.selectedIndex);
    choice.replaceChildren(
      ...elements.map((element, at) => {
        const { decision, waits } = explain(element);
        return new Option(`${at + 1}. ${element.localName}: ${decision?.outcome ?? waits ?? ''}`);
      }),
    );
    choice.selectedIndex = Math.min(chosen, elements.length - 1);
    const element = elements[choice.selectedIndex];
    text.textContent = element ? textOf(explain(element)) : 'No element of the page shows an order.';
    status.textContent = '';
  };
  const handleCopy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text.textContent ?? '');
      status.textContent = 'Copied.';
    } catch {
      // On plain http, or where it is not allowed.
      getSelection()?.selectAllChildren(text);
      status.textContent = 'Selected: copy it with the keyboard.';
    }
  };
  const leaving = new AbortController();
  const { signal } = leaving;
  details.addEventListener('toggle', show, { signal });
  choice.addEventListener('change', show, { signal });
  again.addEventListener('click', show, { signal });
  copy.addEventListener('click', handleCopy, { signal });
  document.addEventListener('order-cancel-decision', show, { signal });
  document.body.append(host);
  show();
  return () => {
    leaving.abort();
    host.remove();
  };
}
