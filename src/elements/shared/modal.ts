/** Opens a dialog over the page, where it is in one. */
export function showModal(dialog: HTMLDialogElement): void {
  if (dialog.isConnected && !dialog.open) dialog.showModal();
}

/** A dialog that was moved along with its element is open still, but over the page no longer: it is shown anew, with what was typed. */
export function reopen(dialog: HTMLDialogElement | null): void {
  if (!dialog?.open || dialog.matches(':modal')) return;
  // Not by closing it: nobody has left it.
  dialog.removeAttribute('open');
  showModal(dialog);
}
