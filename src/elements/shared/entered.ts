const oneLine = 'input:not([type=checkbox], [type=radio], [type=file])';

/** Calls `send` with the form where a person presses Enter in a field of one line. Frames that are sandboxed drop submits, events and all. */
export function onEnter(send: (form: HTMLFormElement) => void): (event: KeyboardEvent) => void {
  return (event) => {
    const field = event.target as Element;
    const form = field.closest('form');
    if (event.key !== 'Enter' || event.isComposing || !form || !field.matches(oneLine)) return;
    event.preventDefault();
    if (!event.repeat) send(form);
  };
}

/** The form around the button that was pressed, or that is submitted all the same. */
export function formOf(event: Event): HTMLFormElement {
  event.preventDefault();
  return (event.currentTarget as Element).closest('form') as HTMLFormElement;
}
