// The server decides where a key leads. Only the browser can keep the page from scrolling meanwhile, and move the focus.
const moving = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown']);

export function keepKeys(table) {
  table.addEventListener('keydown', event => {
    if (moving.has(event.key) && !event.altKey) event.preventDefault();
  });
}

export function focusAt(table, at) {
  table.querySelector(`[data-at="${at}"]`)?.focus();
}
