// The server decides where a key leads. Only the browser can keep the page from scrolling meanwhile, and move the focus.
const moving = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown']);

// Whether columns are cut off at the right edge, for the hint that there are more.
function tellOfMore(scroll) {
  const tell = () => scroll.closest('.heat')?.toggleAttribute('data-more', scroll.scrollLeft + scroll.clientWidth < scroll.scrollWidth - 8);
  scroll.addEventListener('scroll', tell, { passive: true });
  const sizes = new ResizeObserver(tell);
  sizes.observe(scroll);
  sizes.observe(scroll.firstElementChild);
}

export function keepKeys(table) {
  tellOfMore(table.parentElement);
  table.addEventListener('keydown', event => {
    if (moving.has(event.key) && !event.altKey) event.preventDefault();
  });
}

export function focusAt(table, at) {
  table.querySelector(`[data-at="${at}"]`)?.focus();
}
