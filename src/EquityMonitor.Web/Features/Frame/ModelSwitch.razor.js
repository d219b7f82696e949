// The browser opens and closes the list itself, and gives the focus back. Left to do: close it when a link within the page was followed, and walk through it by arrows.
export function attend(choices) {
  const links = () => [...choices.querySelectorAll('a')];
  choices.addEventListener('toggle', event => {
    if (event.newState === 'open') (choices.querySelector('[aria-current]') ?? links()[0])?.focus();
  });
  choices.addEventListener('click', event => {
    if (event.target.closest('a') && !event.ctrlKey && !event.metaKey && !event.shiftKey) choices.hidePopover();
  });
  choices.addEventListener('keydown', event => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: Math.min(at + 1, all.length - 1), ArrowUp: Math.max(at - 1, 0), Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || event.altKey) return;
    event.preventDefault();
    all[to].focus();
  });
}
