// The browser's own dialog keeps the focus inside and gives it back; it only has to be opened, and put beside what was pressed.
const gap = 6;
const margin = 8;

export function show(dialog) {
  if (!dialog.isConnected || dialog.open) return;
  const opener = document.activeElement;
  const at = opener && opener !== document.body ? opener.getBoundingClientRect() : null;
  dialog.addEventListener('click', event => {
    if (event.target === dialog) dialog.close();
  });
  dialog.showModal();
  if (!at || innerWidth <= 560) return;
  const size = dialog.getBoundingClientRect();
  const below = at.bottom + gap;
  const top = below + size.height + margin <= innerHeight ? below : at.top - gap - size.height;
  dialog.style.margin = '0';
  dialog.style.left = `${Math.max(margin, Math.min(at.left, innerWidth - size.width - margin))}px`;
  dialog.style.top = `${Math.max(margin, top)}px`;
}

export function close(dialog) {
  dialog.close();
}
