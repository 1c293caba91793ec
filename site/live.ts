// What every page of the site runs.

/** A table that is wider than its place is given to the keyboard, which could not scroll it otherwise. */
const seen = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
  }
});
for (const table of document.querySelectorAll('main table')) seen.observe(table);

if (document.querySelector('.live')) await import('./examples.ts');

export {};
