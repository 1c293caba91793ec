import { expect } from '@open-wc/testing';

const realTimeout = globalThis.setTimeout.bind(globalThis);

/** Resolves when the condition holds; looks again every few milliseconds. */
export async function until(condition: () => unknown, what: string, patience = 5000): Promise<void> {
  const end = performance.now() + patience;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await pause();
  }
}

/** Lets the page run what is due. */
export function pause(delay = 5): Promise<void> {
  return new Promise((resolve) => {
    realTimeout(resolve, delay);
  });
}

/** Every element below `root`, shadow trees included, in order. It may be in another document, with classes of its own. */
export function below(root: Element | ShadowRoot): Element[] {
  const inside = 'shadowRoot' in root && root.shadowRoot ? below(root.shadowRoot) : [];
  return [...inside, ...[...root.children].flatMap((child) => [child, ...below(child)])];
}

/** The first element below `root` that bears the part, and all parts if several are given. */
export function part<T extends HTMLElement = HTMLElement>(root: Element, ...names: string[]): T | null {
  return parts<T>(root, ...names)[0] ?? null;
}

export function parts<T extends HTMLElement = HTMLElement>(root: Element, ...names: string[]): T[] {
  return below(root).filter((element): element is T => names.every((name) => element.part.contains(name)));
}

/** What an element says, white space collapsed; shadow trees included. Empty where there is none. */
export function said(root: Element | null): string {
  if (!root) return '';
  const collect = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return (node as Text).data;
    const { localName, shadowRoot } = node as Element;
    if (localName === 'style' || localName === 'script') return '';
    const slotted = localName === 'slot' ? (node as HTMLSlotElement).assignedNodes() : [];
    if (slotted.length > 0) return slotted.map(collect).join('');
    const inside = shadowRoot ?? node;
    return [...inside.childNodes].map(collect).join('');
  };
  return collect(root).replace(/\s+/g, ' ').trim();
}

/** The innermost element that has the focus, through shadow trees. */
export function focused(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element as HTMLElement | null;
}

/** The control of the label that starts with `text`. */
export function field<T extends HTMLElement = HTMLInputElement>(root: Element, text: string): T | null {
  const label = below(root).find(
    (element): element is HTMLLabelElement => element.localName === 'label' && said(element).startsWith(text),
  );
  return (label?.control as T | null | undefined) ?? null;
}

/** The button named so. */
export function buttonNamed(root: Element, name: string): HTMLButtonElement | null {
  return buttons(root).find((button) => said(button) === name) ?? null;
}

export function buttons(root: Element): HTMLButtonElement[] {
  return below(root).filter((element): element is HTMLButtonElement => element instanceof HTMLButtonElement);
}

/** As a person who types `text` into an empty field. */
export function enter(control: HTMLInputElement | HTMLTextAreaElement | null, text: string): void {
  if (!control) throw new Error('there is no field to fill in');
  control.focus();
  control.value = text;
  control.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** As a person who chooses an option. */
export function choose(select: HTMLSelectElement | null, value: string): void {
  if (!select) throw new Error('there is no list to choose from');
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Opens the dialog of a button and resolves with it. */
export async function openDialog(button: Element): Promise<HTMLDialogElement> {
  await until(() => part(button, 'button'), 'there is a button');
  part(button, 'button')?.click();
  return dialogOf(button);
}

/** The open dialog of a button. */
export async function dialogOf(button: Element): Promise<HTMLDialogElement> {
  await until(() => part<HTMLDialogElement>(button, 'dialog')?.open, 'the dialog is open');
  return part<HTMLDialogElement>(button, 'dialog') as HTMLDialogElement;
}

/** The events of a type that reach the document. */
export function heard<K extends keyof HTMLElementEventMap>(type: K): HTMLElementEventMap[K][] {
  const events: HTMLElementEventMap[K][] = [];
  const listener = (event: Event): void => void events.push(event as HTMLElementEventMap[K]);
  document.addEventListener(type, listener);
  cleanups.push(() => document.removeEventListener(type, listener));
  return events;
}

const cleanups: (() => void)[] = [];

/** Undone after the test. */
export function replace<T extends object, K extends keyof T>(target: T, name: K, value: T[K]): void {
  const before = target[name];
  target[name] = value;
  cleanups.push(() => {
    target[name] = before;
  });
}

/** Shortens what the page waits for: retries after seconds come after milliseconds, none of it by chance. */
export function hasten(factor: number): void {
  replace(Math, 'random', () => 0.5);
  replace(globalThis, 'setTimeout', ((handler: () => void, delay = 0, ...more: never[]) =>
    realTimeout(handler, delay / factor, ...more)) as typeof setTimeout);
}

const lines: string[] = [];

/** What the page has said on the console since it was asked last: warnings and errors. */
export function consoleLines(): string[] {
  return lines.splice(0);
}

/** The one line that the page said on the console, once it did. */
export async function consoleLine(): Promise<string> {
  const told: string[] = [];
  await until(() => told.push(...consoleLines()) && told.length > 0, 'the console was told');
  await pause(50);
  told.push(...consoleLines());
  expect(told.length, told.join('\n')).to.equal(1);
  return told[0] as string;
}

/** Fails a test whose page says something on the console that the test did not ask for. */
export function keepConsole(): void {
  let restore: (() => void) | undefined;
  // The words of a warning are loaded with the first one: no later test is to hear of it.
  before(() => import('../../../src/client/warnings.ts'));
  beforeEach(() => {
    // Test files share a tab, and their orders are named alike.
    localStorage.clear();
    sessionStorage.clear();
    const { warn, error } = console;
    const keep = (...words: unknown[]): void => {
      const line = words.map(String).join(' ');
      if (!line.includes('Lit is in dev mode')) lines.push(line);
    };
    console.warn = keep;
    console.error = keep;
    restore = () => Object.assign(console, { warn, error });
  });
  afterEach(function () {
    restore?.();
    for (const cleanup of cleanups.splice(0)) cleanup();
    const left = consoleLines().join('\n');
    // A hook that fails ends the run: a test that failed has said enough.
    if (this.currentTest?.state !== 'failed') expect(left).to.equal('');
  });
}

/** Has the server of tests resolve where all other languages are, which takes it seconds the first time, before any is waited for. */
export function findLanguages(): void {
  before(async () => {
    await import('../../../src/i18n/chunks/others.ts');
  });
}
