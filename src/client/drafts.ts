// What a person has typed and not sent, as long as the tab: neither closing nor reloading loses it.

const nameOf = (place: string, field: string): string => `draft ${place} ${field}`;

export function draftAt(place: string, field: string): string {
  try {
    return sessionStorage.getItem(nameOf(place, field)) ?? '';
  } catch {
    return '';
  }
}

export function keepDraft(place: string, field: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(nameOf(place, field), text);
    else sessionStorage.removeItem(nameOf(place, field));
  } catch {
    // Site data is blocked or full: it is there as long as the page.
  }
}
