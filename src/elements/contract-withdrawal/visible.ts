import { warn } from '../../controllers/warn.ts';

/** How long a page may take to stand, ms: what it builds or moves step by step is not complained of half-way. */
const settling = 1000;

/**
 * Tells the page's developer where nobody can see the function: it has to be prominent and easy to reach for the whole period
 * (EU-3), which it is not in a folded part, or in a column that a narrow window folds. Returns how to stop looking.
 */
export function warnWhereHidden(element: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    // A page that nobody has before them shows nothing.
    const isShown = !document.hidden && innerWidth > 0 && element.isConnected;
    if (isShown && !isSeen(element)) warn('withdrawal-hidden', placeOf(element));
  };
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, settling);
  };
  lookSoon();
  // Also when a window gets narrow.
  const observer = new ResizeObserver(lookSoon);
  observer.observe(element);
  addEventListener('resize', lookSoon);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    removeEventListener('resize', lookSoon);
  };
}

function isSeen(element: HTMLElement): boolean {
  const { width, height } = element.getBoundingClientRect();
  if (width < 2 || height < 2 || closestDisclosure(element)) return false;
  return element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? true;
}

/** The closed disclosure around an element, shadow trees included. */
function closestDisclosure(element: Element): Element | null {
  for (let node: Element | null = element; node; ) {
    const around: Element | null = node.closest('details:not([open])');
    if (around) return around;
    const root = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return null;
}

/** Where it stands, for who looks for it in the page. */
function placeOf(element: Element): string {
  const { localName, id, className } = element.parentElement ?? element;
  const classes = typeof className === 'string' ? className.trim().split(/\s+/).filter(Boolean) : [];
  return `<${[localName, id && `#${id}`, ...classes.map((name) => `.${name}`)].filter(Boolean).join('')}>`;
}
